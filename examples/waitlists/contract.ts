import type { Action, Published } from '../../actors/runtime/contract.ts';

/** Who wants to hear when a sku is back. One actor a sku. */
export interface WaitlistsActions {
  'waitlists.join': Action<{ sku: string; customerId: string }, { place: number }>;
  'waitlists.leave': Action<{ sku: string; customerId: string }, { waiting: number }>;
  'waitlists.get': Action<{ sku: string }, { waiting: number }>;
}

export type WaitlistEvent =
  | { readonly type: 'joined'; readonly customerId: string }
  | { readonly type: 'left'; readonly customerId: string };

export interface WaitlistsEvents extends Published<'waitlists', WaitlistEvent> {}
