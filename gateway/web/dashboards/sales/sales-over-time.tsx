import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SalesAnswer } from '../../../../actors/analytics/contract.ts';
import { useRegional } from '../../i18n/use-regional.ts';
import { question } from '../asking.ts';
import type { BoardAbout } from '../board.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { PieceTable } from '../charts/piece-table.tsx';
import { download } from '../download.ts';
import { type SalesMeasure, writeMeasure } from '../measures.ts';
import { piecesOf, writeStart } from '../pieces.ts';
import { QuestionView } from '../question-view.tsx';
import { askedOf, closerOf, daysBefore, grainOf } from '../view.ts';

type SalesOverTimeProps = {
  readonly board: BoardAbout;
  readonly sales: UseQueryResult<SalesAnswer>;
  readonly measure: SalesMeasure;
};

/** A measure of sales piece by piece, above the days before; one piece leads to itself more closely. */
export function SalesOverTime({ board, sales, measure }: SalesOverTimeProps) {
  const { t } = useTranslation('dashboards');
  const { view } = board;
  const grain = grainOf(view);
  const asked = { ...askedOf(view), grain };
  const before = useQuery({
    ...question('analytics.sales', { ...asked, ...daysBefore(view) }),
    enabled: view.isCompared,
  });
  const drawing = useDrawing(board, measure, view.isCompared ? before.data : undefined);
  const name = t(`measure.${measure}`);
  return (
    <QuestionView
      title={t('sales.by', { measure: name })}
      query={sales}
      defines={[measure]}
      isEmpty={({ items }) => items.length === 0}
      onDownload={() => download('analytics.sales', asked)}
      table={(answer) => <PieceTable caption={name} {...drawing(answer)} />}
    >
      {(answer) => (
        <LineChart label={t('chart.sentence', { measure: name, from: view.from, to: view.to })} {...drawing(answer)} />
      )}
    </QuestionView>
  );
}

/** What a chart of these sales is drawn of, and a table of them is made of. */
function useDrawing({ view, currency, change }: BoardAbout, measure: SalesMeasure, before: SalesAnswer | undefined) {
  const { t } = useTranslation('dashboards');
  const grain = grainOf(view);
  const language = useRegional();
  const choose = (start: string) => {
    const closer = closerOf(view, start);
    if (closer) change(closer);
  };
  return ({ items }: SalesAnswer) => ({
    pieces: piecesOf(items, measure, currency, before?.items),
    writeValue: (value: number, isShort = false) => writeMeasure(measure, value, { currency, language, isShort }),
    writeStart: (start: string) => writeStart(start, grain, view.tz, language),
    nowLabel: t('piece.now'),
    beforeLabel: t('piece.before'),
    onChosen: grain === 'hour' ? undefined : choose,
  });
}
