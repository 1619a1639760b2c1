import type { Action, Published } from '../runtime/contract.ts';

/** What must be unique in a tenant. `scope` narrows it: a `vendorSku` is unique in its vendor's shop. */
export type ClaimKind = 'mail' | 'handle' | 'vendorHandle' | 'vendorSku' | 'vendor-order';
export type Claim = { readonly kind: ClaimKind; readonly scope?: string; readonly value: string };

/** Who may want a value again after it was refused claims as another owner each time: `<productId>-p<proposal>`. */
export type ClaimOf = Claim & { readonly owner: string };

export interface ClaimsActions {
  /** The first owner keeps it; the same owner may ask again; any other is refused `TAKEN`. */
  'claims.take': Action<ClaimOf, { owner: string }>;
  /** Gives it up, if the owner has it; if not, the late `take` of the same owner stays refused. */
  'claims.drop': Action<ClaimOf, { owner?: string }>;
  'claims.owner': Action<Claim, { owner?: string }>;
}

export type ClaimEvent =
  | { readonly type: 'taken'; readonly owner: string }
  | { readonly type: 'dropped'; readonly owner: string }
  /** Dropped before it was taken: the late `take` of this owner must not come through. */
  | { readonly type: 'barred'; readonly owner: string };

export interface ClaimsEvents extends Published<'claims', ClaimEvent> {}
