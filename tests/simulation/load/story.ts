import type { Order } from '../../../actors/orders/contract.ts';
import type { Caller } from '../../../actors/runtime/caller.ts';

/** An order that somebody was told of. */
export type KnownOrder = { readonly tenantId: string; readonly id: string; readonly shopper: Caller; last?: Order };

/** What people outside know: none of it may ever turn out wrong. */
export class Story {
  readonly orders = new Map<string, KnownOrder>();
  /** Cart -> the order it was frozen for, as its shopper was told. */
  readonly carts = new Map<string, Set<string>>();
  /** Command id -> the first answer; another one is a broken promise. */
  readonly answers = new Map<string, string>();
  readonly contradictions: string[] = [];

  know(tenantId: string, shopper: Caller, order: Order): void {
    const known = this.orders.get(order.id) ?? { tenantId, id: order.id, shopper };
    known.last = order;
    this.orders.set(order.id, known);
  }

  tell(commandId: string, text: string): void {
    const first = this.answers.get(commandId) ?? text;
    this.answers.set(commandId, first);
    if (first !== text) this.contradictions.push(`${commandId} was answered "${first}", and then "${text}"`);
  }
}
