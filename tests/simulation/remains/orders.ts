import type { CartState } from '../../../actors/carts/cart-state.ts';
import { isUndecided, type OrderState } from '../../../actors/orders/order-state.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { type Breach, Breaches } from './breach.ts';
import { eventsOf, type Story, storiesOf, type Truth } from './truth.ts';

/** Every order decided, once and for good; one cart, one order. */
export function orderBreaches(truth: Truth): readonly Breach[] {
  const breaches = new Breaches('orders');
  const orders = storiesOf(truth, 'order');
  for (const story of orders) {
    decided(story, breaches);
    followsTheTable(story, breaches);
  }
  const byCart = Map.groupBy(
    orders,
    ({ tenantId, state }) => `${tenantId} ${(state as OrderState).placed?.cartId ?? ''}`,
  );
  for (const [cart, own] of byCart) {
    const paid = own.filter(({ state }) => (state as OrderState).paid && (state as OrderState).placed?.cartId);
    breaches.expect(paid.length <= 1, () => `cart ${cart} was bought ${paid.length} times`);
  }
  return breaches.all;
}

function decided({ stream, state }: Story, breaches: Breaches): void {
  const { placed, parts, refunds, ...order } = state as OrderState;
  if (!placed) return;
  breaches.expect(!isUndecided(order as OrderState), () => `${stream} is still ${order.status}`);
  for (const { vendorId, status } of parts.values()) {
    breaches.expect(status !== 'cancelling', () => `the part of ${vendorId} in ${stream} is still ${status}`);
  }
  for (const { id, status } of refunds.values()) {
    breaches.expect(status !== 'asked', () => `the refund ${id} of ${stream} is still ${status}`);
  }
}

/** The life of an order, in letters of its events. */
const life = /^(x|pr?(c\.*)?|prk\.*)?$/;

const letters: Readonly<Record<string, string>> = {
  refused: 'x',
  placed: 'p',
  reserved: 'r',
  confirmed: 'k',
  cancelled: 'c',
};

function followsTheTable(story: Story, breaches: Breaches): void {
  const types = eventsOf(story).map(({ type }) => type);
  const written = types.map((type) => letters[type] ?? '.').join('');
  breaches.expect(life.test(written), () => `${story.stream} went ${types.join(', ')}`);
}

/** No cart stays frozen, and one is closed for the order that was confirmed. */
export function cartBreaches(truth: Truth): readonly Breach[] {
  const breaches = new Breaches('carts');
  for (const { stream, tenantId, state } of storiesOf(truth, 'cart')) {
    const { status, orderId = '' } = state as CartState;
    breaches.expect(status !== 'frozen', () => `${stream} is still frozen for ${orderId}`);
    const order = truth.stories.get(streamOf(tenantId, 'order', orderId))?.state as OrderState | undefined;
    const isClosed = status === 'closed';
    breaches.expect(
      !isClosed || order?.paid === true,
      () => `${stream} is closed for ${orderId}, which was never confirmed`,
    );
  }
  return breaches.all;
}
