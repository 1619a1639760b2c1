import { type Decider, type Decision, type Refusal, refuse, type Stamped } from '../runtime/decider.ts';
import { type Instant, toIso } from '../runtime/time.ts';
import type { ChangeProduct, NewProduct, Product, ProductEvent, ProductName } from './contract.ts';
import { claimsFor, handleFrom, namesOf, without } from './names.ts';
import { isAccepted, type ProductState } from './product-state.ts';
import { changeVariants, findUnknownSku, findVariantProblem, newVariant, type VariantRefusal } from './variants.ts';

type CreateProduct = {
  readonly type: 'create';
  readonly id: string;
  readonly product: NewProduct;
  readonly isLimitReached: boolean;
  /** Names it asks for that somebody is known to have. */
  readonly taken: readonly ProductName[];
};

export type ProductCommand =
  | CreateProduct
  | { readonly type: 'change'; readonly change: ChangeProduct; readonly taken: readonly ProductName[] }
  | { readonly type: 'publish'; readonly isVendorApproved: boolean }
  | { readonly type: 'archive' }
  | { readonly type: 'accept'; readonly proposal: number }
  | { readonly type: 'refuse'; readonly proposal: number; readonly taken: readonly ProductName[] };

export type ProductRefusal =
  | VariantRefusal
  | 'UNKNOWN_PRODUCT'
  | 'CHANGE_PENDING'
  | 'LIMIT_REACHED'
  | 'HANDLE_TAKEN'
  | 'VENDOR_NOT_APPROVED'
  | 'NOT_SELLABLE';

type Decided = Decision<ProductEvent, ProductRefusal>;

export const takenRefusal = (taken: readonly ProductName[]): Refusal<'HANDLE_TAKEN' | 'VENDOR_SKU_TAKEN'> => {
  const handle = taken.find(({ kind }) => kind === 'handle')?.value;
  const vendorSkus = taken.filter(({ kind }) => kind === 'vendorSku').map(({ value }) => value);
  if (handle === undefined) return refuse('VENDOR_SKU_TAKEN', { vendorSkus });
  return refuse('HANDLE_TAKEN', { handle, ...(vendorSkus.length > 0 && { vendorSkus }) });
};

const maxTaken = 100;

const draftOf = (id: string, asked: NewProduct, at: Instant): Product => {
  const product: Product = {
    id,
    vendorId: asked.vendorId,
    handle: asked.handle ?? handleFrom(asked.title, id),
    title: asked.title,
    description: asked.description ?? '',
    status: 'draft',
    categoryIds: asked.categoryIds ?? [],
    attributes: asked.attributes ?? {},
    images: asked.images ?? [],
    options: asked.options ?? {},
    variants: [],
    createdAt: toIso(at),
  };
  return { ...product, variants: asked.variants.map((variant, place) => newVariant(product, place + 1, variant)) };
};

/** Waits only where it needs a new name or new stock; all else is one event. */
function settle(state: ProductState, next: Product): Decided {
  const problem = findVariantProblem(next);
  if (problem) return problem;
  const before = acceptedIn(state);
  const proposal = state.proposals + 1;
  const claims = claimsFor(without(namesOf(next), state.held), next.id, proposal);
  const newStock = newlyStocked(before, next);
  if (claims.length + newStock.length > 0) return [{ type: 'proposed', proposal, product: next, claims, newStock }];
  return JSON.stringify(before) === JSON.stringify(next) ? [] : [{ type: 'changed', product: next }];
}

const acceptedIn = ({ product }: ProductState): Product | undefined => (isAccepted(product) ? product : undefined);

const newlyStocked = (before: Product | undefined, next: Product): string[] => {
  const open = new Set(before?.variants.filter(({ stocked }) => stocked).map(({ sku }) => sku));
  return next.variants.filter(({ sku, stocked }) => stocked && !open.has(sku)).map(({ sku }) => sku);
};

/** Precedence: limit, names known to be taken, variants. */
function create(state: ProductState, { id, product, isLimitReached, taken, at }: Stamped<CreateProduct>): Decided {
  // Its id is made from the command, so only the same command could meet it again, and that was answered before.
  if (state.proposals > 0) return [];
  if (isLimitReached) return refuse('LIMIT_REACHED');
  return taken.length > 0 ? takenRefusal(taken) : settle(state, draftOf(id, product, at));
}

/** Precedence: pending, unknown, names known to be taken, sku unknown, variants. A refused product proposes all its names anew. */
function change(state: ProductState, asked: ChangeProduct, taken: readonly ProductName[]): Decided {
  const { product, proposal } = state;
  const { id: _, variants = [], ...fields } = asked;
  if (proposal) return refuse('CHANGE_PENDING');
  if (!product) return refuse('UNKNOWN_PRODUCT');
  if (taken.length > 0) return takenRefusal(taken);
  const unknown = findUnknownSku(product, variants);
  if (unknown) return unknown;
  const next: Product = { ...product, ...fields, status: isAccepted(product) ? product.status : 'draft' };
  return settle(state, { ...next, variants: changeVariants(next, variants) });
}

/** Precedence: pending, unknown, names taken. An accepted product may be moved while a change of it waits. */
function acceptedOf({ product, proposal, taken }: ProductState): Product | Refusal<ProductRefusal> {
  if (isAccepted(product)) return product;
  if (proposal) return refuse('CHANGE_PENDING');
  return product ? takenRefusal(taken) : refuse('UNKNOWN_PRODUCT');
}

const isSellable = ({ variants }: Product): boolean => variants.some(({ prices }) => Object.keys(prices).length > 0);

/** Precedence: not accepted, published already, vendor, price. */
function publish(state: ProductState, isVendorApproved: boolean): Decided {
  const product = acceptedOf(state);
  if ('refused' in product) return product;
  if (product.status === 'published') return [];
  if (!isVendorApproved) return refuse('VENDOR_NOT_APPROVED', { vendorId: product.vendorId });
  if (!isSellable(product)) return refuse('NOT_SELLABLE');
  return [{ type: 'published', product: { ...product, status: 'published' } }];
}

function archive(state: ProductState): Decided {
  const product = acceptedOf(state);
  if ('refused' in product) return product;
  return product.status === 'archived' ? [] : [{ type: 'archived', product: { ...product, status: 'archived' } }];
}

/** Only the proposal that waits is decided: a decision that comes late or twice changes nothing. */
function accept({ product: before, proposal, held }: ProductState, number: number): Decided {
  if (proposal?.number !== number) return [];
  const product: Product = { ...proposal.product, status: isAccepted(before) ? before.status : 'draft' };
  return [{ type: 'accepted', product, dropped: without(held, namesOf(product)) }];
}

function refuseProposal(state: ProductState, number: number, taken: readonly ProductName[]): Decided {
  const { proposal } = state;
  if (proposal?.number !== number) return [];
  const newStock = newlyStocked(acceptedIn(state), proposal.product);
  return [{ type: 'refused', proposal: number, taken, undo: proposal.claims, newStock }];
}

const become = (state: ProductState, product: Product): void => {
  state.product = product;
};

export const product: Decider<ProductState, ProductCommand, ProductEvent, ProductRefusal> = {
  type: 'product',
  initial: () => ({ product: undefined, proposal: undefined, proposals: 0, held: [], taken: [] }),
  decide: {
    create,
    change: (state, command) => change(state, command.change, command.taken),
    publish: (state, { isVendorApproved }) => publish(state, isVendorApproved),
    archive,
    accept: (state, { proposal }) => accept(state, proposal),
    refuse: (state, { proposal, taken }) => refuseProposal(state, proposal, taken),
  },
  evolve: {
    proposed: (state, { proposal, product, claims }) => {
      state.proposals = proposal;
      state.proposal = { number: proposal, product, claims };
      state.taken = without(state.taken, claims);
    },
    accepted: (state, { product, dropped }) => {
      state.held = [...without(state.held, dropped), ...(state.proposal?.claims ?? [])];
      state.proposal = undefined;
      state.product = product;
    },
    refused: (state, { taken }) => {
      if (state.proposal && !isAccepted(state.product)) become(state, { ...state.proposal.product, status: 'refused' });
      state.taken = [...state.taken, ...taken].slice(-maxTaken);
      state.proposal = undefined;
    },
    changed: (state, { product }) => become(state, product),
    published: (state, { product }) => become(state, product),
    archived: (state, { product }) => become(state, product),
  },
};
