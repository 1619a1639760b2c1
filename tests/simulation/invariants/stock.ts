import type { Invariant } from './invariant.ts';
import { type Actor, type AnyEvent, numberIn } from './truth.ts';

const portionsOf = (event: AnyEvent): number =>
  (event.portions as readonly { readonly quantity: number }[]).reduce((units, { quantity }) => units + quantity, 0);

type Shelf = { held: number; promised: number };

/** An own sum of what was promised and sold, with none of the rules' code. */
function step(shelf: Shelf, event: AnyEvent): void {
  const quantity = numberIn(event, 'quantity');
  if (event.type === 'received' || event.type === 'adjusted' || event.type === 'restocked') shelf.held += quantity;
  if (event.type === 'reserved') shelf.promised += portionsOf(event);
  if (event.type === 'released' || event.type === 'committed') shelf.promised -= quantity;
  if (event.type === 'committed') shelf.held -= quantity;
}

function* walk(actor: Actor): Generator<{ readonly shelf: Shelf; readonly event: AnyEvent }> {
  const shelf: Shelf = { held: 0, promised: 0 };
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
