import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { question } from '../asking.ts';
import { Board, type BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { FilterLink } from '../filter-link.tsx';
import { Filters } from '../filters.tsx';
import { Listing } from '../listing.tsx';
import { useVendorNames } from '../names.ts';
import { QuestionView } from '../question-view.tsx';
import { useSalesOf } from '../use-sales-of.ts';
import { periodOf } from '../view.ts';

export const VendorsPage = () => <Board sees={['all']}>{(board) => <Vendors board={board} />}</Board>;

const mostShown = 200;

/** Vendors side by side; one of them leads to its own sales. */
function Vendors({ board }: { readonly board: BoardAbout }) {
  const { t } = useTranslation('dashboards');
  const { view, currency } = board;
  const names = useVendorNames();
  const showSalesOf = useSalesOf(board);
  const asked = { ...periodOf(view), limit: mostShown };
  const vendors = useQuery(question('analytics.vendors', asked));
  const rows = (vendors.data?.items ?? []).filter((item) => item.currency === currency);
  return (
    <>
      <h1>{t('vendors.title')}</h1>
      <Filters board={board} />
      <QuestionView
        title={t('vendors.title')}
        query={vendors}
        defines={['gross', 'orders', 'averageOrder', 'commission', 'refunds', 'balance', 'opened', 'late']}
        isEmpty={() => rows.length === 0}
        onDownload={() => download('analytics.vendors', asked)}
      >
        {() => (
          <Listing
            caption={t('vendors.title')}
            rows={rows}
            keyOf={({ vendorId = '' }) => vendorId}
            head={t('filter.vendor')}
            name={({ vendorId = '' }) => (
              <FilterLink name={names.get(vendorId) ?? vendorId} onChosen={() => showSalesOf(vendorId)} />
            )}
            bar="gross"
            measures={['gross', 'orders', 'averageOrder', 'commission', 'refunds', 'balance', 'opened', 'late']}
            currency={currency}
          />
        )}
      </QuestionView>
    </>
  );
}
