import { useTranslation } from 'react-i18next';
import type { OwnItem, OwnQuestion } from '../../../../actors/analytics/contract.ts';
import { useRegional } from '../../i18n/use-regional.ts';
import { LineChart } from '../charts/line-chart.tsx';
import type { Defined } from '../definitions.tsx';
import { writeMeasure } from '../measures.ts';
import { writeStart } from '../pieces.ts';
import type { View } from '../view.ts';
import { isOverTime, ownPieces } from './own-question.ts';
import { OwnTable } from './own-table.tsx';

/** How what a question of one's own adds up is counted. */
export const definedOf = ({ of }: OwnQuestion): readonly Defined[] =>
  of === 'visits' ? ['visits'] : ['gross', 'orders', 'units', 'customers'];

type OwnDrawingProps = {
  readonly items: readonly OwnItem[];
  readonly own: OwnQuestion;
  readonly currency: string;
  readonly view: View;
};

/** An answer as a picture: a line where it is told by time alone, else bars beside the groups. */
export const OwnDrawing = (props: OwnDrawingProps) =>
  isOverTime(props.own) ? <OwnLine {...props} /> : <OwnTable {...props} isDrawn />;

function OwnLine({ items, own, currency, view: { from, to, tz } }: OwnDrawingProps) {
  const { t } = useTranslation('dashboards');
  const language = useRegional();
  const measure = own.measures[0] ?? 'orders';
  return (
    <LineChart
      label={t('chart.sentence', { measure: t(`measure.${measure}`), from, to })}
      pieces={ownPieces(items, measure, currency)}
      writeValue={(value, isShort = false) => writeMeasure(measure, value, { currency, language, isShort })}
      writeStart={(start) => writeStart(start, own.grain ?? 'day', tz, language)}
      nowLabel={t('piece.now')}
      beforeLabel={t('piece.before')}
    />
  );
}
