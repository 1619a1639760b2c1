import type { StockEvent } from '../../../actors/inventory/contract.ts';
import { available, type StockState, stock } from '../../../actors/inventory/stock.ts';
import type { OrderState } from '../../../actors/orders/order-state.ts';
import { evolve } from '../../../actors/runtime/decider.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { type Breach, Breaches } from './breach.ts';
import { eventsOf, type Story, storiesOf, type Truth } from './truth.ts';

/** Never more promised than held, nothing negative, each reservation settled, and as its order was. */
export function stockBreaches(truth: Truth): readonly Breach[] {
  const breaches = new Breaches('stock');
  for (const story of storiesOf(truth, 'stock')) {
    neverOversold(story, breaches);
    allSettled(story, breaches);
    balanced(story, breaches);
  }
  for (const story of storiesOf(truth, 'order')) asOrdered(story, truth, breaches);
  return breaches.all;
}

const stockEvents = (story: Story): readonly StockEvent[] => eventsOf(story) as readonly StockEvent[];

function neverOversold(story: Story, breaches: Breaches): void {
  let state = stock.initial();
  for (const [place, event] of stockEvents(story).entries()) {
    state = evolve(stock, state, structuredClone(event));
    const shelves = [...state.shelves.values()];
    const isSane = shelves.every(({ held, promised }) => promised >= 0 && held >= promised);
    const after = state;
    breaches.expect(
      isSane && available(state) >= 0,
      () => `${story.stream} has promised ${after.promised} of ${after.held} units after its event ${place + 1}`,
    );
  }
}

function allSettled({ stream, state }: Story, breaches: Breaches): void {
  const { promises, promised } = state as StockState;
  breaches.expect(promises.size === 0, () => `${stream} still holds units for ${[...promises.keys()].join(', ')}`);
  breaches.expect(promised === 0, () => `${stream} still counts ${promised} units as promised`);
}

const unitsOf = (event: StockEvent): number => {
  switch (event.type) {
    case 'received':
    case 'adjusted':
    case 'restocked':
      return event.quantity;
    case 'committed':
      return -event.quantity;
    default:
      return 0;
  }
};

/** What came in and what went out is what is there. */
function balanced(story: Story, breaches: Breaches): void {
  const due = stockEvents(story).reduce((sum, event) => sum + unitsOf(event), 0);
  const { held } = story.state as StockState;
  breaches.expect(held === due, () => `${story.stream} counts ${held} units where ${due} are due`);
}

/** A confirmed order has taken each of its units once, an order that was never confirmed none. */
function asOrdered({ tenantId, id, state }: Story, truth: Truth, breaches: Breaches): void {
  const { placed, paid } = state as OrderState;
  for (const { sku, quantity } of placed?.needs ?? []) {
    const story = truth.stories.get(streamOf(tenantId, 'stock', sku));
    const taken = (story ? stockEvents(story) : []).filter(
      (event): event is Extract<StockEvent, { type: 'committed' }> =>
        event.type === 'committed' && event.orderId === id,
    );
    const units = taken.reduce((sum, event) => sum + event.quantity, 0);
    const due = paid ? quantity : 0;
    breaches.expect(units === due, () => `${units} units of ${sku} have left for ${id}, and ${due} are due`);
  }
}
