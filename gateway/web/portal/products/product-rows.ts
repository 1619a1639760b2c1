import type { Product } from '../../../../actors/catalog/contract.ts';
import type { Stock } from '../../../../actors/inventory/contract.ts';

/** A product as one line of the table. */
export type ProductRow = {
  readonly product: Product;
  /** Of all its variants; undefined where none keeps stock. */
  readonly available: number | undefined;
  /** Lowest and highest, in minor units of the currency; undefined where it has none. */
  readonly prices: readonly [number, number] | undefined;
};

export function rowsOf(products: readonly Product[], stock: readonly Stock[], currency: string): readonly ProductRow[] {
  const units = new Map(stock.map(({ sku, available }) => [sku, available]));
  return products.map((product) => {
    const stocked = product.variants.filter((variant) => variant.stocked);
    const prices = product.variants.flatMap((variant) => variant.prices[currency] ?? []);
    return {
      product,
      available: stocked.length === 0 ? undefined : stocked.reduce((sum, { sku }) => sum + (units.get(sku) ?? 0), 0),
      prices: prices.length === 0 ? undefined : [Math.min(...prices), Math.max(...prices)],
    };
  });
}

export const sortKeys = ['title', 'status', 'variants', 'price', 'stock'] as const;
export type SortKey = (typeof sortKeys)[number];
export type Sorting = { readonly by: SortKey; readonly isDown: boolean };

const sortValue = ({ product, prices, available }: ProductRow, by: SortKey): string | number => {
  if (by === 'title' || by === 'status') return product[by].toLowerCase();
  if (by === 'variants') return product.variants.length;
  return by === 'price' ? (prices?.[0] ?? -1) : (available ?? Number.MAX_SAFE_INTEGER);
};

/** Undefined: as they came, the newest first. */
export function sorted(rows: readonly ProductRow[], sorting: Sorting | undefined): readonly ProductRow[] {
  if (!sorting) return rows;
  const { by, isDown } = sorting;
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
  return rows.toSorted((a, b) => compare(sortValue(a, by), sortValue(b, by)) * (isDown ? -1 : 1));
}

/** Up, then down, then as they came. */
export function turned(sorting: Sorting | undefined, by: SortKey): Sorting | undefined {
  if (sorting?.by !== by) return { by, isDown: false };
  return sorting.isDown ? undefined : { by, isDown: true };
}

/** Every word stands in its title or in a code. */
export function isFound({ product: { title, variants } }: ProductRow, typed: string): boolean {
  const text = [title, ...variants.map(({ vendorSku }) => vendorSku)].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A price that moved by so many percent, to the whole minor unit; halves go up. */
export const moved = (amount: number, percent: number): number =>
  Math.max(0, Math.round((amount * (100 + percent)) / 100));

/** All prices of a product in one currency, moved. */
export const movedPrices = ({ id, variants }: Product, currency: string, percent: number) => ({
  id,
  variants: variants.flatMap(({ sku, prices }) => {
    const price = prices[currency];
    return price === undefined ? [] : [{ sku, prices: { ...prices, [currency]: moved(price, percent) } }];
  }),
});

export const pricesAsTheyWere = ({ id, variants }: Product) => ({
  id,
  variants: variants.map(({ sku, prices }) => ({ sku, prices })),
});
