import type { Offer, Product, ProductClaim, ProductName } from './contract.ts';
import { isSameName } from './names.ts';

type Proposal = { readonly number: number; readonly product: Product; readonly claims: readonly ProductClaim[] };

export type ProductState = {
  /** As it was last accepted; a first proposal that was refused stays here as `refused`. */
  product: Product | undefined;
  /** Waits for its names and its stock actors. */
  proposal: Proposal | undefined;
  /** How many proposals there were. */
  proposals: number;
  held: readonly ProductClaim[];
  /** Names asked for in vain, the last 100: whoever waited for them is told. */
  taken: readonly ProductName[];
};

export const isAccepted = (product: Product | undefined): product is Product =>
  product !== undefined && product.status !== 'refused';

/** What its vendor sees: the product as it is, or the first proposal while it waits. */
export function shownProduct(state: ProductState): Product | undefined {
  if (isAccepted(state.product) || !state.proposal) return state.product;
  return { ...state.proposal.product, status: 'pending' };
}

/** What a buyer must know of these variants, in the order asked; a product that was never accepted offers nothing. */
export function offersOf({ product }: ProductState, skus: readonly string[]): readonly Offer[] {
  if (!isAccepted(product)) return [];
  const { id: productId, vendorId, title } = product;
  const onSale = product.status === 'published';
  return skus.flatMap((asked) => {
    const variant = product.variants.find(({ sku }) => sku === asked);
    return variant ? [{ ...variant, productId, vendorId, title, onSale }] : [];
  });
}

/** What a decided product must tell whoever asked for these names: those it did not get. */
export function namesRefused(state: ProductState, asked: readonly ProductName[]): readonly ProductName[] {
  if (state.proposal) return [];
  if (!isAccepted(state.product)) return state.taken;
  return state.taken.filter((name) => asked.some((other) => isSameName(name, other)));
}
