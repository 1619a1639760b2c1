import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../api/problem.ts';
import { problemText } from '../i18n/problem-text.ts';
import { Button } from './button.tsx';

export type Tone = 'info' | 'good' | 'warn' | 'bad';

export const Badge = ({ tone, children }: { readonly tone?: Tone | undefined; readonly children: ReactNode }) => (
  <span className="badge" data-tone={tone}>
    {children}
  </span>
);

const icons: Readonly<Record<Tone, LucideIcon>> = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
};

type NoticeProps = { readonly tone: Tone; readonly live?: boolean; readonly children: ReactNode };

/** A sentence that stands out. `live`: it came while somebody was looking, so it is read to those who cannot see it. */
export function Notice({ tone, live = false, children }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className="notice" data-tone={tone} role={live ? 'status' : undefined}>
      <Icon aria-hidden size={18} />
      <div>{children}</div>
    </div>
  );
}

type SkeletonProps = { readonly width?: string; readonly height?: string };

/** Where something will stand in a moment, as large as it will be. */
export const Skeleton = ({ width = '100%', height = '1em' }: SkeletonProps) => (
  <span className="skeleton" aria-hidden style={{ inlineSize: width, blockSize: height }} />
);

type EmptyProps = { readonly icon: LucideIcon; readonly title: string; readonly children?: ReactNode };

/** Nothing is here, and what to do about it. */
export const Empty = ({ icon: Icon, title, children }: EmptyProps) => (
  <div className="empty">
    <Icon aria-hidden />
    <h2>{title}</h2>
    {children}
  </div>
);

type ProblemViewProps = { readonly error: unknown; readonly onRetry?: () => void };

/** What went wrong, in words, and the way on; the trace is what to name when asking for help. */
export function ProblemView({ error, onRetry }: ProblemViewProps) {
  const { t } = useTranslation('common');
  return (
    <div className="stack">
      <Notice tone="bad" live>
        <p>{problemText(error, t)}</p>
        {isProblem(error) && error.traceId && (
          <p className="small soft">{t('problem.trace', { traceId: error.traceId })}</p>
        )}
      </Notice>
      {onRetry && (
        <div>
          <Button kind="plain" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </div>
  );
}
