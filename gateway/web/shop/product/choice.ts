import type { ListedProduct } from '../../../../actors/search/contract.ts';

export type Variant = ListedProduct['variants'][number];
export type Chosen = Readonly<Record<string, string>>;

/** How much of a variant there is, in the words of a shelf. A service is never sold out. */
export type Shelf = 'gone' | 'few' | 'there';

const few = 5;

export function shelfOf(available: number | undefined): Shelf {
  if (available === undefined || available > few) return 'there';
  return available > 0 ? 'few' : 'gone';
}

/** Of all variants together. */
export function shelfOfProduct({ variants }: Pick<ListedProduct, 'variants'>): Shelf {
  if (variants.some(({ available }) => available === undefined)) return 'there';
  return shelfOf(variants.reduce((sum, { available = 0 }) => sum + available, 0));
}

const fits = ({ options }: Variant, chosen: Chosen): boolean =>
  Object.entries(chosen).every(([name, value]) => options[name] === value);

/** What a page begins with: the first variant that can be bought, or the first of all. */
export function firstChoice({ variants }: Pick<ListedProduct, 'variants'>): Chosen {
  const buyable = variants.find(({ available }) => shelfOf(available) !== 'gone');
  return (buyable ?? variants[0])?.options ?? {};
}

/** The variant of a choice; undefined where that combination is not made. */
export const chosenVariant = ({ variants }: Pick<ListedProduct, 'variants'>, chosen: Chosen): Variant | undefined =>
  variants.find((variant) => fits(variant, chosen));

/** Another value for one option. Where that combination is not made, the nearest one that is. */
export function choose(product: Pick<ListedProduct, 'variants'>, chosen: Chosen, name: string, value: string): Chosen {
  const wished = { ...chosen, [name]: value };
  if (chosenVariant(product, wished)) return wished;
  return product.variants.find(({ options }) => options[name] === value)?.options ?? wished;
}

/** Of one value beside the others that are chosen. */
export const shelfOfValue = (
  product: Pick<ListedProduct, 'variants'>,
  chosen: Chosen,
  name: string,
  value: string,
): Shelf => shelfOf(chosenVariant(product, { ...chosen, [name]: value })?.available ?? 0);

/** The cheapest and the dearest price in a currency, in minor units; undefined where nothing has a price in it. */
export function priceSpan({ variants }: Pick<ListedProduct, 'variants'>, currency: string) {
  const prices = variants.flatMap(({ prices: all }) => all[currency] ?? []);
  return prices.length === 0 ? undefined : { from: Math.min(...prices), to: Math.max(...prices) };
}

/** What live stock says put into a product. */
export function withAvailable<P extends Pick<ListedProduct, 'variants'>>(
  product: P,
  sku: string,
  available: number,
): P {
  const variants = product.variants.map((one) => (one.sku === sku && one.stocked ? { ...one, available } : one));
  return { ...product, variants };
}

/** `Blue, Large`. */
export const optionsText = (options: Chosen): string => Object.values(options).join(', ');
