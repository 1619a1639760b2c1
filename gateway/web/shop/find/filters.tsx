import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Facets, PriceRange } from '../../../../actors/search/contract.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/field.tsx';
import { formatMoney } from '../../i18n/format.ts';
import { categoriesQuery } from '../queries.ts';
import { useCurrency } from '../use-currency.ts';
import { type Finding, filtersOf, narrowed } from './finding.ts';

type FiltersProps = {
  readonly finding: Finding;
  readonly facets: Facets | undefined;
  readonly fixed?: 'category' | 'vendor';
  readonly onFind: (finding: Finding) => void;
};

/** What the list can be narrowed by, each with how many it leaves. On a phone it is folded away. */
export function Filters({ finding, facets, fixed, onFind }: FiltersProps) {
  const { t } = useTranslation('shop');
  const count = filtersOf(finding) - (fixed ? 1 : 0);
  const set = (filters: Parameters<typeof narrowed>[1]) => onFind(narrowed(finding, filters));
  const clear = { minPrice: undefined, maxPrice: undefined, inStock: undefined };
  const clearAll = () =>
    set({
      ...clear,
      ...(fixed !== 'category' && { category: undefined }),
      ...(fixed !== 'vendor' && { vendor: undefined }),
    });
  return (
    <details className="filters" open={!isNarrow()}>
      <summary className="button" data-kind="plain">
        <SlidersHorizontal aria-hidden size={16} />
        {count > 0 ? t('find.filtersSet', { count }) : t('find.filters')}
      </summary>
      <div className="stack filter-groups">
        <Checkbox
          label={t('find.inStock')}
          checked={finding.inStock ?? false}
          onChange={({ target }) => set({ inStock: target.checked || undefined })}
        />
        {fixed !== 'category' && (
          <CategoryFilter finding={finding} facets={facets} onSet={(category) => set({ category })} />
        )}
        <PriceFilter finding={finding} prices={facets?.prices ?? []} onSet={set} />
        {fixed !== 'vendor' && <VendorFilter finding={finding} facets={facets} onSet={(vendor) => set({ vendor })} />}
        {count > 0 && (
          <Button kind="plain" size="small" onClick={clearAll}>
            {t('find.clear')}
          </Button>
        )}
      </div>
    </details>
  );
}

const isNarrow = (): boolean => globalThis.matchMedia?.('(max-width: 52rem)').matches ?? false;

type OneOfProps = {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly count: number }[];
  readonly chosen: string | undefined;
  readonly onSet: (id: string | undefined) => void;
};

/** One of several, or none of them. */
function OneOf({ legend, name, options, chosen, onSet }: OneOfProps) {
  const { t } = useTranslation('shop');
  if (options.length === 0) return null;
  const all = { id: '', label: t('find.any'), count: undefined };
  return (
    <fieldset className="filter-group">
      <legend>{legend}</legend>
      {[all, ...options].map(({ id, label, count }) => (
        <label key={id} className="choice">
          <input
            type="radio"
            name={name}
            checked={(chosen ?? '') === id}
            onChange={() => onSet(id === '' ? undefined : id)}
          />
          <span>{label}</span>
          {count !== undefined && <span className="soft small numbers">{count}</span>}
        </label>
      ))}
    </fieldset>
  );
}

type OfFacets = {
  readonly finding: Finding;
  readonly facets: Facets | undefined;
  readonly onSet: (id: string | undefined) => void;
};

const mostShown = 12;

function CategoryFilter({ finding, facets, onSet }: OfFacets) {
  const { t } = useTranslation('shop');
  const { data: categories = [] } = useQuery(categoriesQuery);
  const options = (facets?.categories ?? []).slice(0, mostShown).flatMap(({ id, count }) => {
    const found = categories.find((one) => one.id === id);
    return found ? [{ id: found.handle, label: found.name, count }] : [];
  });
  return (
    <OneOf legend={t('find.category')} name="category" options={options} chosen={finding.category} onSet={onSet} />
  );
}

function VendorFilter({ finding, facets, onSet }: OfFacets) {
  const { t } = useTranslation('shop');
  const options = (facets?.vendors ?? []).map(({ id, name, count }) => ({ id, label: name, count }));
  return <OneOf legend={t('find.vendor')} name="vendor" options={options} chosen={finding.vendor} onSet={onSet} />;
}

type PriceFilterProps = {
  readonly finding: Finding;
  readonly prices: readonly PriceRange[];
  readonly onSet: (filters: Pick<Parameters<typeof narrowed>[1], 'minPrice' | 'maxPrice'>) => void;
};

/** Ranges of the API end before `to`, filters include both ends. */
function PriceFilter({ finding, prices, onSet }: PriceFilterProps) {
  const { t, i18n } = useTranslation('shop');
  const currency = useCurrency();
  const show = (amount: number) => formatMoney({ amount, currency }, i18n.language);
  const labelOf = ({ from, to }: PriceRange): string => {
    if (to === undefined) return t('find.priceFrom', { from: show(from) });
    return from === 0 ? t('find.priceUpTo', { to: show(to) }) : t('find.priceTo', { from: show(from), to: show(to) });
  };
  const options = prices.map((range) => ({
    id: `${range.from}-${range.to === undefined ? '' : range.to - 1}`,
    label: labelOf(range),
    count: range.count,
  }));
  const { minPrice, maxPrice } = finding;
  const chosen = minPrice === undefined && maxPrice === undefined ? undefined : `${minPrice ?? 0}-${maxPrice ?? ''}`;
  const set = (id: string | undefined) => {
    const [least, most] = id?.split('-') ?? [];
    onSet({ minPrice: least ? Number(least) : undefined, maxPrice: most ? Number(most) : undefined });
  };
  return <OneOf legend={t('find.price')} name="price" options={options} chosen={chosen} onSet={set} />;
}
