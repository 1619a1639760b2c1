import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { PackageSearch } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductSort } from '../../../../actors/search/contract.ts';
import { Button } from '../../design/button.tsx';
import { SelectField } from '../../design/field.tsx';
import { Empty, ProblemView } from '../../design/states.tsx';
import { ProductGrid } from '../product/product-card.tsx';
import { facetsQuery, productsQuery } from '../queries.ts';
import { tell } from '../telling.ts';
import { useCurrency } from '../use-currency.ts';
import { Filters } from './filters.tsx';
import { type Finding, sorts } from './finding.ts';
import './listing.css';

type ListingProps = {
  readonly title: ReactNode;
  readonly finding: Finding;
  /** What the page itself has chosen: it cannot be cleared here. */
  readonly fixed?: 'category' | 'vendor';
  readonly onFind: (finding: Finding) => void;
};

/** A list of products that can be narrowed, sorted and gone on with. */
export function Listing({ title, finding, fixed, onFind }: ListingProps) {
  const { t } = useTranslation('shop');
  const { data: facets } = useQuery(facetsQuery(finding));
  useTelling(finding.q, facets?.total);
  return (
    <div className="stack">
      <div className="row apart">
        <div>
          {title}
          <p className="soft" role="status">
            {facets ? t('find.found', { count: facets.total }) : ' '}
          </p>
        </div>
        <SelectField
          label={t('find.sort')}
          value={finding.sort ?? 'relevance'}
          options={sorts.map((value) => ({ value, label: t(`find.sort.${value}`) }))}
          onChange={({ target }) => onFind({ ...finding, sort: target.value as ProductSort })}
        />
      </div>
      <div className="listing">
        <Filters finding={finding} facets={facets} {...(fixed && { fixed })} onFind={onFind} />
        <Found finding={finding} />
      </div>
    </div>
  );
}

/** Once for what was searched, and once for a list that was opened without a word. */
function useTelling(query: string | undefined, results: number | undefined): void {
  const isThere = results !== undefined;
  const count = useRef(0);
  count.current = results ?? 0;
  useEffect(() => {
    if (!isThere) return;
    if (query === undefined) tell('listed');
    else tell('searched', { query, results: count.current });
  }, [query, isThere]);
}

function Found({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation('shop');
  const currency = useCurrency();
  const found = useInfiniteQuery(productsQuery(finding));
  const { data, error, hasNextPage, isFetchingNextPage } = found;
  if (error) return <ProblemView error={error} onRetry={() => void found.refetch()} />;
  const products = data?.pages.flatMap(({ items }) => items);
  if (products?.length === 0) {
    return (
      <Empty icon={PackageSearch} title={t('find.none')}>
        <p>{t('find.noneAbout')}</p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      <ProductGrid products={products} currency={currency} {...(finding.q && { query: finding.q })} />
      {hasNextPage && (
        <div className="row listing-more">
          <Button kind="plain" busy={isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('find.more')}
          </Button>
        </div>
      )}
    </div>
  );
}
