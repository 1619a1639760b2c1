import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PackageSearch } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedProduct } from '../../../../actors/search/contract.ts';
import { ask } from '../../api/ask.ts';
import { askedAll } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { showToast } from '../../design/toast-list.ts';
import { Ago } from '../../design/values.tsx';
import { useLive } from '../../live/live.ts';
import { SignedIn } from '../../session/signed-in.tsx';
import { FoundPages } from './found-pages.tsx';
import '../console.css';

export const ProductsPage = () => <SignedIn face="/console">{() => <Products />}</SignedIn>;

const pageSize = 50;
const mostVendors = 2_000;

const useProducts = (q: string) =>
  useInfiniteQuery({
    queryKey: ['search.products', q],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const filter = q ? { q } : { sort: 'newest' as const };
      return ask(
        'search.products',
        { limit: pageSize, ...filter, ...(pageParam && { cursor: pageParam }) },
        { signal },
      );
    },
    getNextPageParam: ({ next }) => next,
  });

/** What all shops have on sale, the newest first; what does not belong there is taken off, and can be put back. */
function Products() {
  const { t } = useTranslation('console');
  const [typed, setTyped] = useState('');
  const found = useProducts(useDeferredValue(typed.trim()));
  useLive('catalog', { changes: () => void found.refetch() });
  return (
    <div className="stack">
      <h1>{t('products.title')}</h1>
      <div className="market-finder">
        <TextField
          label={t('products.find')}
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      {found.error && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
      <FoundPages found={found} icon={PackageSearch} none={t('products.none')}>
        {(products) => <ProductTable products={products} />}
      </FoundPages>
    </div>
  );
}

/** Which were taken off here: the list itself follows a moment later. */
function useTakingOff() {
  const { t } = useTranslation(['console', 'common']);
  const queries = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const putBack = async (id: string) => {
    await ask('catalog.publish', { id });
    setGone((before) => new Set([...before].filter((one) => one !== id)));
    void queries.invalidateQueries({ queryKey: ['search.products'] });
  };
  const taking = useMutation({
    mutationFn: ({ id }: ListedProduct) => ask('catalog.archive', { id }),
    onSuccess: ({ id, title }) => {
      setGone((before) => new Set([...before, id]));
      showToast(t('products.taken', { title }), { action: { label: t('common:undo'), run: () => void putBack(id) } });
    },
  });
  return { gone, taking };
}

function ProductTable({ products }: { readonly products: readonly ListedProduct[] }) {
  const { t } = useTranslation('console');
  const { gone, taking } = useTakingOff();
  const { data: vendors = [] } = useQuery(askedAll('vendors.list', {}, mostVendors));
  const names = new Map(vendors.map(({ id, name }) => [id, name]));
  return (
    <>
      {taking.error && <ProblemView error={taking.error} />}
      <Table
        caption={t('products.title')}
        rows={products.filter(({ id }) => !gone.has(id))}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'title',
            head: t('products.product'),
            cell: ({ handle, title }) => <a href={`/products/${handle}`}>{title}</a>,
          },
          { id: 'vendor', head: t('order.vendor'), cell: ({ vendorId }) => names.get(vendorId) ?? vendorId },
          { id: 'since', head: t('vendors.since'), cell: ({ createdAt }) => <Ago at={createdAt} /> },
          {
            id: 'act',
            head: <span className="unseen">{t('products.takeOff')}</span>,
            cell: (product) => (
              <Button
                size="small"
                kind="quiet"
                aria-label={`${t('products.takeOff')}: ${product.title}`}
                busy={taking.isPending && taking.variables.id === product.id}
                onClick={() => taking.mutate(product)}
              >
                {t('products.takeOff')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
