import type { NewProduct, Product, ProductClaim, ProductEvent, ProductName } from '../../../actors/catalog/contract.ts';
import type { ProductCommand } from '../../../actors/catalog/product.ts';
import { testTime } from '../given.ts';

export const id = 'prod_00000000000040q0m2x7';
export const sku = (n: number): string => `${id}-${n}`;

export const asked: NewProduct = {
  vendorId: 'ven_1',
  title: 'Blue shirt',
  handle: 'blue-shirt',
  options: { Size: ['S', 'M'] },
  variants: [
    { vendorSku: 'BS-S', options: { Size: 'S' }, prices: { EUR: 2_900 } },
    { vendorSku: 'BS-M', options: { Size: 'M' }, prices: { EUR: 2_900 } },
  ],
};

/** A service without options: the smallest product. */
export const gift: NewProduct = {
  vendorId: 'ven_1',
  title: 'Gift wrapping',
  variants: [{ prices: {}, stocked: false }],
};

export const shirt: Product = {
  id,
  vendorId: 'ven_1',
  handle: 'blue-shirt',
  title: 'Blue shirt',
  description: '',
  status: 'draft',
  categoryIds: [],
  attributes: {},
  images: [],
  options: { Size: ['S', 'M'] },
  variants: [
    { sku: sku(1), vendorSku: 'BS-S', options: { Size: 'S' }, prices: { EUR: 2_900 }, stocked: true },
    { sku: sku(2), vendorSku: 'BS-M', options: { Size: 'M' }, prices: { EUR: 2_900 }, stocked: true },
  ],
  createdAt: new Date(testTime).toISOString(),
};

export const handle = (value: string): ProductName => ({ kind: 'handle', value });
export const code = (value: string): ProductName => ({ kind: 'vendorSku', scope: 'ven_1', value });
export const claimed = (proposal: number, ...names: readonly ProductName[]): ProductClaim[] =>
  names.map((name) => ({ ...name, owner: `${id}-p${proposal}` }));

export const firstClaims = claimed(1, handle('blue-shirt'), code('BS-S'), code('BS-M'));

export const proposed = (
  proposal = 1,
  product: Product = shirt,
  claims: readonly ProductClaim[] = firstClaims,
): ProductEvent => ({ type: 'proposed', proposal, product, claims, newStock: [] });
export const accepted = (product: Product = shirt, dropped: readonly ProductClaim[] = []): ProductEvent => ({
  type: 'accepted',
  product,
  dropped,
});
export const refused = (proposal: number, ...taken: readonly ProductName[]): ProductEvent => ({
  type: 'refused',
  proposal,
  taken,
  undo: [],
  newStock: [],
});
/** Drafted, with all its names. */
export const drafted: readonly ProductEvent[] = [proposed(), accepted()];
export const published: ProductEvent = { type: 'published', product: { ...shirt, status: 'published' } };
export const archived: ProductEvent = { type: 'archived', product: { ...shirt, status: 'archived' } };

export const create = (
  product: NewProduct,
  fields: { limit?: true; taken?: readonly ProductName[] } = {},
): ProductCommand => ({
  type: 'create',
  id,
  product,
  isLimitReached: fields.limit ?? false,
  taken: fields.taken ?? [],
});
type Change = Extract<ProductCommand, { type: 'change' }>['change'];
export const change = (fields: Omit<Change, 'id'>, ...taken: readonly ProductName[]): ProductCommand => ({
  type: 'change',
  change: { id, ...fields },
  taken,
});
export const publish = (isVendorApproved = true): ProductCommand => ({ type: 'publish', isVendorApproved });
export const archive: ProductCommand = { type: 'archive' };
export const accept = (proposal: number): ProductCommand => ({ type: 'accept', proposal });
export const refuseNames = (proposal: number, ...taken: readonly ProductName[]): ProductCommand => ({
  type: 'refuse',
  proposal,
  taken,
});
