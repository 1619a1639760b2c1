import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../actors/registry.ts';

import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { QuestionView } from '../question-view.tsx';
import { Tile, Tiles } from '../tiles.tsx';
import { periodOf } from '../view.ts';

export const OperationPage = () => <Board sees={['all', 'operation']}>{(board) => <Operation board={board} />}</Board>;

function Operation({ board }: { readonly board: BoardAbout }) {
  const { t } = useTranslation('dashboards');
  const operation = useQuery(question('analytics.operation', periodOf(board.view)));
  return (
    <>
      <h1>{t('operation.title')}</h1>
      <Filters board={board} />
      <Outcomes board={board} operation={operation} />
      <TimeTaken board={board} operation={operation} />
      <Cancellations board={board} operation={operation} />
    </>
  );
}

type OperationAnswer = ResultOf<'analytics.operation'>;
type OfOperation = { readonly board: BoardAbout; readonly operation: UseQueryResult<OperationAnswer> };

const isNothing = ({ placed }: OperationAnswer) => placed === 0;
const outcomes = ['placed', 'confirmed', 'cancelled', 'reservationFailures', 'oversellRefused'] as const;

function Outcomes({ board: { currency }, operation }: OfOperation) {
  const { t } = useTranslation('dashboards');
  const defines = ['reservationFailures', 'oversellRefused'] as const;
  return (
    <QuestionView title={t('operation.orders')} query={operation} defines={defines} isEmpty={isNothing}>
      {(answer) => (
        <Tiles>
          {outcomes.map((name) => (
            <Tile key={name} measure={name} value={answer[name]} currency={currency} />
          ))}
        </Tiles>
      )}
    </QuestionView>
  );
}

function TimeTaken({ board: { currency }, operation }: OfOperation) {
  const { t } = useTranslation('dashboards');
  return (
    <QuestionView title={t('operation.time')} query={operation} defines={['p50']} isEmpty={isNothing}>
      {({ endToEndMs }) => (
        <Tiles>
          {(['p50', 'p95', 'p99'] as const).map((name) => (
            <Tile key={name} measure={name} value={endToEndMs[name]} currency={currency} />
          ))}
        </Tiles>
      )}
    </QuestionView>
  );
}

function Cancellations({ board: { currency }, operation }: OfOperation) {
  const { t } = useTranslation('dashboards');
  return (
    <QuestionView
      title={t('operation.why')}
      query={operation}
      defines={['reservationFailures']}
      isEmpty={({ cancellations }) => cancellations.length === 0}
    >
      {({ cancellations }) => (
        <Listing
          caption={t('operation.why')}
          rows={cancellations}
          keyOf={({ reason }) => reason}
          head={t('operation.reason')}
          name={({ reason }) => <code>{reason}</code>}
          bar="count"
          measures={['count']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}
