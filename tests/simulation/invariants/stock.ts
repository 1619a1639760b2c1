import type { Invariant } from './invariant.ts';
import { type Actor, type AnyEvent, numberIn } from './truth.ts';

const portionsOf = (event: AnyEvent): number =>
  (event.portions as readonly { readonly quantity: number }[]).reduce((units, { quantity }) => units + quantity, 0);

type Shelf = { held: number; promised: number; readonly open: Map<string, number> };

/** An own sum of what was promised and sold, with none of the rules' code. */
function step(shelf: Shelf, event: AnyEvent): void {
  const orderId = String(event.orderId);
  const quantity = numberIn(event, 'quantity');
  if (event.type === 'received' || event.type === 'adjusted' || event.type === 'restocked') shelf.held += quantity;
  if (event.type === 'reserved') {
    shelf.promised += portionsOf(event);
    shelf.open.set(orderId, (shelf.open.get(orderId) ?? 0) + portionsOf(event));
  }
  if (event.type === 'released' || event.type === 'committed') {
    shelf.promised -= quantity;
    shelf.open.delete(orderId);
  }
  if (event.type === 'committed') shelf.held -= quantity;
}

function* walk(actor: Actor): Generator<{ readonly shelf: Shelf; readonly event: AnyEvent }> {
  const shelf: Shelf = { held: 0, promised: 0, open: new Map() };
  for (const event of actor.events) {
    step(shelf, event);
    yield { shelf, event };
  }
}

/** Units promised and sold never exceed units received, at no moment. */
export const neverOversold: Invariant = ({ truth }) =>
  truth.ofType('stock').flatMap((actor) => {
    for (const { shelf, event } of walk(actor)) {
      const { held, promised } = shelf;
      if (held >= 0 && promised >= 0 && promised <= held) continue;
      return [`${actor.stream} has ${promised} of ${held} units promised after ${event.type}: oversold`];
    }
    return [];
  });

/** Once settled every reservation is committed, for a confirmed order, or released, for one that is not. */
export const everyReservationEnds: Invariant = ({ truth }) =>
  truth.ofType('stock').flatMap((actor) => {
    const open = [...walk(actor)].at(-1)?.shelf.open ?? new Map<string, number>();
    return [...open.keys()].map((orderId) => `${actor.stream} still holds units for ${orderId}`);
  });

/** What was sold is what confirmed orders bought. */
export const soldIsWhatWasConfirmed: Invariant = ({ truth }) =>
  truth.ofType('order').flatMap((order) => {
    const confirmed = order.events.find(({ type }) => type === 'confirmed');
    const needs = (confirmed?.needs ?? []) as readonly { readonly sku: string; readonly quantity: number }[];
    return needs.flatMap(({ sku, quantity }) => {
      const stock = truth.find(order.tenantId, 'stock', sku);
      const sold = stock?.events.filter(({ type, orderId }) => type === 'committed' && orderId === order.id) ?? [];
      const units = sold.reduce((sum, event) => sum + numberIn(event, 'quantity'), 0);
      return units === quantity ? [] : [`${order.stream} bought ${quantity} of ${sku}, and ${units} left the house`];
    });
  });
