import { Link } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';

export type Place = {
  readonly to: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** How many things wait there. */
  readonly count?: number | undefined;
  /** It is no page of this face. */
  readonly isElsewhere?: boolean;
  /** What stands behind the `?` goes along. */
  readonly keepsQuery?: boolean;
};

/** Where one can go in a face; the place one is at is marked. */
export const WorkNav = ({ label, places }: { readonly label: string; readonly places: readonly Place[] }) => (
  <nav className="work-nav" aria-label={label}>
    {places.map((place, at) =>
      place.isElsewhere ? (
        <a key={place.to} href={place.to} className="work-place">
          <Shown place={place} />
        </a>
      ) : (
        <Link
          key={place.to}
          to={place.to}
          {...(place.keepsQuery && { search: true as never })}
          className="work-place"
          activeOptions={{ exact: at === 0, includeSearch: false }}
        >
          <Shown place={place} />
        </Link>
      ),
    )}
  </nav>
);

const Shown = ({ place: { label, icon: Icon, count = 0 } }: { readonly place: Place }) => (
  <>
    <Icon aria-hidden size={16} />
    <span>{label}</span>
    {count > 0 && <span className="work-count numbers">{count}</span>}
  </>
);
