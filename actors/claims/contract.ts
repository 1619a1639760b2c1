import type { Action, Published } from '../runtime/contract.ts';

/** What must be unique in a tenant. `scope` narrows it: a `vendorSku` is unique in its vendor's shop. */
export type ClaimKind = 'mail' | 'handle' | 'vendorHandle' | 'vendorSku' | 'vendor-order';
export type Claim = { readonly kind: ClaimKind; readonly scope?: string; readonly value: string };

/** `attempt` tells apart the tries of one owner: dropping one try does not bar the next. */
export type ClaimOf = Claim & { readonly owner: string; readonly attempt?: number };

export interface ClaimsActions {
  /** The first owner keeps it; the same owner may ask again; any other is refused `TAKEN`. */
  'claims.take': Action<ClaimOf, { owner: string }>;
  /** Gives it up, if the owner has it; if not, the late `take` of the same owner and attempt stays refused. */
  'claims.drop': Action<ClaimOf, { owner?: string }>;
  'claims.owner': Action<Claim, { owner?: string }>;
}

export type ClaimEvent =
  | { readonly type: 'taken'; readonly owner: string }
  | { readonly type: 'dropped'; readonly owner: string }
  /** Dropped before it was taken: the late `take` of this attempt must not come through. */
  | { readonly type: 'barred'; readonly owner: string; readonly attempt: number };

export interface ClaimsEvents extends Published<'claims', ClaimEvent> {}
