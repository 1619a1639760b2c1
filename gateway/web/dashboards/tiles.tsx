import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { growthOf, type Measure, writeGrowth, writeMeasure } from './measures.ts';

type TileProps = {
  readonly measure: Measure;
  readonly value: number;
  readonly before?: number | undefined;
  readonly currency: string;
  /** Shows it in the chart below; absent where there is none. */
  readonly onChosen?: () => void;
  readonly isChosen?: boolean;
};

/** What people are glad to see grow; of the others nobody can say. */
const good: readonly Measure[] = ['gross', 'net', 'orders', 'units', 'averageOrder', 'commission'];

/** One number, and by how much it grew. */
export function Tile({ measure, value, before, currency, onChosen, isChosen }: TileProps) {
  const { t, i18n } = useTranslation('dashboards');
  const written = { currency, language: i18n.language };
  const shown = (
    <>
      <span className="tile-label">{t(`measure.${measure}`)}</span>
      <strong className="tile-value numbers">{writeMeasure(measure, value, written)}</strong>
      {before !== undefined && <Change measure={measure} value={value} before={before} currency={currency} />}
    </>
  );
  if (!onChosen) return <div className="card tile">{shown}</div>;
  return (
    <button type="button" className="card tile" aria-pressed={isChosen} onClick={onChosen}>
      {shown}
    </button>
  );
}

function Change({ measure, value, before, currency }: TileProps & { readonly before: number }) {
  const { t, i18n } = useTranslation('dashboards');
  const growth = growthOf(value, before);
  if (growth === undefined) return <span className="tile-change soft small">{t('change.new')}</span>;
  const tone = !good.includes(measure) || growth === 0 ? undefined : growth > 0 ? 'good' : 'bad';
  const was = writeMeasure(measure, before, { currency, language: i18n.language });
  return (
    <span className="tile-change small numbers" data-tone={tone}>
      {writeGrowth(growth, i18n.language)} <span className="soft">{t('change.since', { value: was })}</span>
    </span>
  );
}

export const Tiles = ({ children }: { readonly children: ReactNode }) => <div className="tiles">{children}</div>;
