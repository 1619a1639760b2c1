import { Link } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';

export type Place = {
  readonly to: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** How many things wait there. */
  readonly count?: number | undefined;
  /** What stands behind the `?` goes along. */
  readonly keepsQuery?: boolean;
};

/** Where one can go in a face; the place one is at is marked. */
export const WorkNav = ({ label, places }: { readonly label: string; readonly places: readonly Place[] }) => (
  <nav className="work-nav" aria-label={label}>
    {places.map(({ to, label: shown, icon: Icon, count = 0, keepsQuery = false }, at) => (
      <Link
        key={to}
        to={to}
        {...(keepsQuery && { search: true as never })}
        className="work-place"
        activeOptions={{ exact: at === 0, includeSearch: false }}
      >
        <Icon aria-hidden size={16} />
        <span>{shown}</span>
        {count > 0 && <span className="work-count numbers">{count}</span>}
      </Link>
    ))}
  </nav>
);
