import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../actors/registry.ts';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { QuestionView } from '../question-view.tsx';
import { periodOf } from '../view.ts';

export const PaymentsPage = () => <Board sees={['all']}>{(board) => <Payments board={board} />}</Board>;

function Payments({ board }: { readonly board: BoardAbout }) {
  const { t } = useTranslation('dashboards');
  const payments = useQuery(question('analytics.payments', periodOf(board.view)));
  return (
    <>
      <h1>{t('payments.title')}</h1>
      <Filters board={board} />
      <Providers board={board} payments={payments} />
      <Refused board={board} payments={payments} />
    </>
  );
}

type OfPayments = {
  readonly board: BoardAbout;
  readonly payments: UseQueryResult<ResultOf<'analytics.payments'>>;
};

const measures = [
  ...(['asked', 'captured', 'declined', 'failed', 'successRate', 'capturedAmount'] as const),
  ...(['refundedAmount', 'refundRate', 'timeToPayP50', 'timeToPayP95'] as const),
];

function Providers({ board: { view, currency }, payments }: OfPayments) {
  const { t } = useTranslation('dashboards');
  const rows = (payments.data?.items ?? []).filter((item) => item.currency === currency);
  return (
    <QuestionView
      title={t('payments.providers')}
      query={payments}
      defines={['successRate', 'refundRate', 'timeToPayP50']}
      isEmpty={() => rows.length === 0}
      onDownload={() => download('analytics.payments', periodOf(view))}
    >
      {() => (
        <Listing
          caption={t('payments.providers')}
          rows={rows}
          keyOf={({ provider, method }) => `${provider} ${method}`}
          head={t('payments.provider')}
          name={({ provider, method }) => (
            <>
              <strong>{provider}</strong> {t(`payments.method.${method as 'card'}`)}
            </>
          )}
          measures={measures}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}

function Refused({ board: { currency }, payments }: OfPayments) {
  const { t } = useTranslation('dashboards');
  return (
    <QuestionView
      title={t('payments.refusals')}
      query={payments}
      defines={['successRate']}
      isEmpty={({ refusals }) => refusals.length === 0}
    >
      {({ refusals }) => (
        <Listing
          caption={t('payments.refusals')}
          rows={refusals}
          keyOf={({ outcome, reason }) => `${outcome} ${reason}`}
          head={t('payments.reason')}
          name={({ outcome, reason }) => [t(`measure.${outcome as 'declined'}`), reason].filter(Boolean).join(': ')}
          bar="count"
          measures={['count']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}
