import type { Product } from '../../actors/catalog/contract.ts';
import type { FindQuery, IndexChange, ProductDocument, ProductIndex } from '../../actors/search/product-index.ts';

/** The index gives back what it was given, and never looks inside. */
export const bodyOf = (id: string): Product => ({ id }) as unknown as Product;

/** A published lamp of vendor `ven_1` in tenant `acme`, 10.00 EUR; the body holds the id only. */
export const product = (id: string, given: Partial<ProductDocument> = {}): IndexChange => ({
  type: 'product',
  product: {
    tenantId: 'acme',
    productId: id,
    handle: `handle-of-${id}`,
    title: 'Lamp',
    description: '',
    status: 'published',
    vendorId: 'ven_1',
    categoryIds: [],
    prices: { EUR: 1_000 },
    createdAt: 1_700_000_000_000,
    body: bodyOf(id),
    ...given,
  },
});

export const stock = (productId: string, available: number, variant = 1, tenantId = 'acme'): IndexChange => ({
  type: 'availability',
  tenantId,
  sku: `${productId}-${variant}`,
  productId,
  available,
});

export const removed = (productId: string, tenantId = 'acme'): IndexChange => ({
  type: 'removed',
  tenantId,
  productId,
});

/** Writes changes batch by batch, as one partition of a consumer does. */
export function writerOf(
  index: ProductIndex,
  partition = 'catalog/00',
): (changes: readonly IndexChange[]) => Promise<void> {
  let at = { number: 0, hash: '' };
  return async (changes) => {
    const next = { number: at.number + 1, hash: `hash-${at.number + 1}` };
    const moved = await index.apply({ consumer: 'search', partition, expected: at, next, changes });
    if (!moved) throw new Error(`batch ${next.number} was refused`);
    at = next;
  };
}

type Asked = Partial<FindQuery>;

export const asked = (query: Asked = {}): FindQuery => ({
  tenantId: 'acme',
  currency: 'EUR',
  sort: 'relevance',
  limit: 100,
  ...query,
});

export const idOf = ({ body }: { readonly body: unknown }): string => (body as { id: string }).id;

export const found = async (index: ProductIndex, query: Asked = {}): Promise<string[]> =>
  (await index.find(asked(query))).items.map(idOf);

/** All pages of a list; `between` runs after each. */
export async function pages(
  index: ProductIndex,
  query: Asked,
  between: () => Promise<void> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await index.find(asked({ ...query, ...(after === undefined ? {} : { after }) }));
    ids.push(...page.items.map(idOf));
    after = page.next;
    await between();
  } while (after !== undefined);
  return ids;
}
