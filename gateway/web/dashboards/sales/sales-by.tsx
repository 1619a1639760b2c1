import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SalesItem } from '../../../../actors/analytics/contract.ts';
import { question } from '../asking.ts';
import type { BoardAbout } from '../board.tsx';
import { download } from '../download.ts';
import { FilterLink } from '../filter-link.tsx';
import { Listing } from '../listing.tsx';
import { useVendorNames } from '../names.ts';
import { firstQuestion } from '../own/own-question.ts';
import { QuestionView } from '../question-view.tsx';
import { askedOf } from '../view.ts';

type OfBoard = { readonly board: BoardAbout };

const mostShown = 50;

/** Whose sales they are; one of them narrows the board to itself. */
export function SalesByVendor({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  const names = useVendorNames();
  return (
    <SalesBy
      board={board}
      by="vendor"
      title={t('sales.byVendor')}
      head={t('filter.vendor')}
      name={({ vendorId = '' }) => (
        <FilterLink name={names.get(vendorId) ?? vendorId} onChosen={() => board.change({ vendor: vendorId })} />
      )}
    />
  );
}

/** A country leads to what was sold there. */
export function SalesByCountry({ board }: OfBoard) {
  const { t, i18n } = useTranslation('dashboards');
  const names = new Intl.DisplayNames(i18n.language, { type: 'region' });
  const navigate = useNavigate();
  const showProductsOf = (country: string) => {
    const ask = JSON.stringify({ ...firstQuestion, where: [{ field: 'country', is: [country] }] });
    void navigate({ to: '/dashboards/questions', search: { ...board.query, ask } as never });
  };
  return (
    <SalesBy
      board={board}
      by="country"
      title={t('sales.byCountry')}
      head={t('sales.country')}
      name={({ country = '' }) => (
        <FilterLink
          name={country === '' ? t('sales.unknownCountry') : (names.of(country) ?? country)}
          onChosen={() => showProductsOf(country)}
        />
      )}
    />
  );
}

export function SalesByCustomer({ board }: OfBoard) {
  const { t } = useTranslation('dashboards');
  return (
    <SalesBy
      board={board}
      by="customer"
      title={t('sales.byCustomer')}
      head={t('measure.customer')}
      name={({ customer = 'guest' }) => t(`sales.customer.${customer}`)}
    />
  );
}

type SalesByProps = OfBoard & {
  readonly by: 'vendor' | 'country' | 'customer';
  readonly title: string;
  readonly head: string;
  readonly name: (item: SalesItem) => ReactNode;
};

function SalesBy({ board: { view, currency }, by, title, head, name }: SalesByProps) {
  const asked = { ...askedOf(view), by, limit: mostShown };
  const sales = useQuery(question('analytics.sales', asked));
  const isShown = (item: SalesItem) => item.currency === currency;
  return (
    <QuestionView
      title={title}
      query={sales}
      defines={[...(by === 'customer' ? (['customer'] as const) : []), 'gross', 'orders', 'averageOrder']}
      isEmpty={({ items }) => !items.some(isShown)}
      onDownload={() => download('analytics.sales', asked)}
    >
      {({ items }) => (
        <Listing
          caption={title}
          rows={items.filter(isShown)}
          keyOf={({ vendorId, country, customer }) => vendorId ?? customer ?? country ?? ''}
          head={head}
          name={name}
          bar="gross"
          measures={['gross', 'orders', 'averageOrder']}
          currency={currency}
        />
      )}
    </QuestionView>
  );
}
