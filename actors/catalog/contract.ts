import type { Action, PageOf, PageParams, Published } from '../runtime/contract.ts';
import { idBefore } from '../runtime/ids.ts';
import type { SheetActions, SheetEvent } from './sheet-words.schemas.ts';
import type { AttributeValue, ChangeProduct, NewProduct, Prices, ProductImage } from './words.schemas.ts';

export type {
  ChangedRow,
  CreatedRow,
  RefusedRow,
  Sheet,
  SheetActions,
  SheetEvent,
  SheetRow,
  SheetTerms,
} from './sheet-words.schemas.ts';
export type {
  AttributeValue,
  ChangeProduct,
  NewProduct,
  NewVariant,
  Prices,
  ProductImage,
} from './words.schemas.ts';

/** `pending` until its names are claimed, `refused` when one of them was taken. */
export type ProductStatus = 'pending' | 'draft' | 'published' | 'archived' | 'refused';

/** The product of a sku. */
export const productOf = (sku: string): string => idBefore(sku);

export type Variant = {
  /** Souk's own id: `<productId>-<n>`. */
  readonly sku: string;
  /** The seller's code: any text up to 64, unique per vendor. */
  readonly vendorSku: string;
  /** Option -> value: `{ Size: 'M' }`. */
  readonly options: Readonly<Record<string, string>>;
  readonly prices: Prices;
  /** A service has no stock and is always available. */
  readonly stocked: boolean;
};

export type Product = {
  readonly id: string;
  readonly vendorId: string;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly status: ProductStatus;
  readonly categoryIds: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** In the order they are shown; the first stands for the product in lists. */
  readonly images: readonly ProductImage[];
  /** Option -> its values, in the order they are shown. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly variants: readonly Variant[];
  readonly createdAt: string;
};

/** What a buyer of one variant must know; made from the published product. */
export type Offer = {
  readonly sku: string;
  readonly productId: string;
  readonly vendorId: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly vendorSku: string;
  readonly prices: Prices;
  readonly stocked: boolean;
  /** Published, so it may be bought. */
  readonly onSale: boolean;
};

export type Category = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly parentId?: string;
  /** Ids from the root down to itself. */
  readonly path: readonly string[];
};

export interface CatalogActions extends SheetActions {
  'catalog.create': Action<NewProduct, Product>;
  'catalog.change': Action<ChangeProduct, Product>;
  'catalog.publish': Action<{ id: string }, Product>;
  'catalog.archive': Action<{ id: string }, Product>;
  /** Any status, for its own vendor and the operator. */
  'catalog.product': Action<{ id: string }, Product>;
  'catalog.ofVendor': Action<PageParams & { id: string; status?: ProductStatus }, PageOf<Product>>;
  /** In the order asked; a sku that does not exist has no entry. At most 2 000. */
  'catalog.offers': Action<{ skus: readonly string[] }, { offers: readonly Offer[] }>;
  /** The same of one product. */
  'catalog.offersOf': Action<{ productId: string; skus: readonly string[] }, { offers: readonly Offer[] }>;
  'catalog.categories': Action<Record<string, never>, { items: readonly Category[] }>;
  'catalog.addCategory': Action<{ name: string; handle?: string; parentId?: string }, Category>;
  'catalog.changeCategory': Action<{ id: string; name?: string; handle?: string; parentId?: string | null }, Category>;
  /** The category with this id or handle. */
  'catalog.categoryId': Action<{ idOrHandle: string }, { id?: string }>;
  /** Which of these categories the tenant does not have. */
  'catalog.unknownCategories': Action<{ ids: readonly string[] }, { unknown: readonly string[] }>;

  /** All names it asked for were free: what was proposed becomes the product. */
  'catalog.accept': Action<{ id: string; proposal: number }, Record<string, never>>;
  'catalog.refuse': Action<{ id: string; proposal: number; taken: readonly ProductName[] }, Record<string, never>>;
}

/** What must be unique of a product: its handle in the tenant, each `vendorSku` in its vendor's shop (`scope`). */
export type ProductName = { readonly kind: 'handle' | 'vendorSku'; readonly scope?: string; readonly value: string };

/**
 * A name that a product wants or gives up. Each proposal claims as an owner of its own (`<productId>-p<proposal>`, so
 * `productOf` finds the product): a name it was once refused, and is barred from, can be asked for again.
 */
export type ProductClaim = ProductName & { readonly owner: string };

export type ProductEvent =
  /** Waits for its claims and its stock actors; `proposal` numbers the attempts of one product. */
  | {
      readonly type: 'proposed';
      readonly proposal: number;
      readonly product: Product;
      readonly claims: readonly ProductClaim[];
      readonly newStock: readonly string[];
    }
  | { readonly type: 'accepted'; readonly product: Product; readonly dropped: readonly ProductClaim[] }
  /** `undo`: the claims this proposal may have taken; `newStock`: the skus it may have opened. */
  | {
      readonly type: 'refused';
      readonly proposal: number;
      readonly taken: readonly ProductName[];
      readonly undo: readonly ProductClaim[];
      readonly newStock: readonly string[];
    }
  /** A change that needs no new name and no new stock. */
  | { readonly type: 'changed'; readonly product: Product }
  | { readonly type: 'published'; readonly product: Product }
  | { readonly type: 'archived'; readonly product: Product };

/** One actor a tenant holds the whole tree: at most 5 000 categories, 10 deep, so a move can never make a circle. */
export type CategoryEvent =
  | { readonly type: 'categoryAdded'; readonly category: Category }
  | { readonly type: 'categoryChanged'; readonly categories: readonly Category[] };

export interface CatalogEvents extends Published<'catalog', ProductEvent | CategoryEvent | SheetEvent> {}
