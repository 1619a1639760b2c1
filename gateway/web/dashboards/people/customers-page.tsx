import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResultOf } from '../../../../actors/registry.ts';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { QuestionView } from '../question-view.tsx';
import { Tile, Tiles } from '../tiles.tsx';
import { askedOf } from '../view.ts';
import { CohortTable } from './cohort-table.tsx';
import { cohortsOf } from './cohorts.ts';

export const CustomersPage = () => <Board sees={['all', 'own']}>{(board) => <Customers board={board} />}</Board>;

type Props = { readonly board: BoardAbout };
type OfCustomers = Props & { readonly customers: UseQueryResult<ResultOf<'analytics.customers'>> };

function Customers({ board }: Props) {
  const { t } = useTranslation('dashboards');
  const { view, currency } = board;
  const customers = useQuery(question('analytics.customers', askedOf(view)));
  const { data } = customers;
  return (
    <>
      <h1>{t('customers.title')}</h1>
      <Filters board={board} withVendor />
      {data && (
        <Tiles>
          <Tile measure="customers" value={data.customers} currency={currency} />
          <Tile measure="returning" value={data.returning} currency={currency} />
          <Tile measure="repeatRate" value={data.repeatRate} currency={currency} />
        </Tiles>
      )}
      <Cohorts board={board} customers={customers} />
      <Segments board={board} customers={customers} />
    </>
  );
}

function Cohorts({ board: { view, currency }, customers }: OfCustomers) {
  const { t } = useTranslation('dashboards');
  const cohorts = cohortsOf((customers.data?.items ?? []).filter((item) => item.currency === currency));
  return (
    <QuestionView
      title={t('customers.cohorts')}
      query={customers}
      defines={['cohort', 'customers', 'repeatRate']}
      isEmpty={() => cohorts.length === 0}
      onDownload={() => download('analytics.customers', askedOf(view))}
    >
      {() => <CohortTable cohorts={cohorts} />}
    </QuestionView>
  );
}

function Segments({ board: { currency }, customers }: OfCustomers) {
  const { t } = useTranslation('dashboards');
  const rows = (customers.data?.segments ?? []).filter((item) => item.currency === currency);
  return (
    <QuestionView
      title={t('customers.segments')}
      query={customers}
      defines={['segment', 'customers', 'gross']}
      isEmpty={() => rows.length === 0}
    >
      {() => (
        <Listing
          caption={t('customers.segments')}
          rows={rows}
          keyOf={({ recency, frequency }) => `${recency} ${frequency}`}
          head={t('measure.segment')}
          name={({ recency, frequency }) =>
            `${t(`recency.${recency as 'active'}`)}, ${t(`frequency.${frequency as 'once'}`)}`
          }
          bar="customers"
          measures={['customers', 'orders', 'gross']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}
