import type { Product } from '../../actors/catalog/contract.ts';
import type { NewLine } from '../../actors/orders/contract.ts';
import { day, minute } from '../../actors/runtime/time.ts';
import { realWorld, sleep } from '../../actors/runtime/world.ts';
import type { Asking } from '../asking.ts';
import { type PastOrder, pastCustomers, pastOrders } from './past-orders.ts';

/** Nobody is written to there. */
const mailDomain = 'demo.invalid';
/** Nobody logs in to an account whose password hash is no hash. */
const noPassword = '!';
/** What came in later waits to be sent, so that a vendor has something to do. */
const unsentDays = 2;
const lookAgainMs = 50;
const longestLooks = 200;

const currency = 'GBP';
const customerOf = (customer: number): string => `acc_demo-${customer}`;
const orderOf = ({ number }: PastOrder): string => `ord_demo-${number}`;

type Ware = Omit<NewLine, 'quantity'>;

const waresOf = ({ id, vendorId, title, variants }: Product): readonly Ware[] =>
  variants.map(({ sku, vendorSku = '', prices, stocked }) => ({
    ...{ sku, productId: id, vendorId, vendorSku, title, stocked },
    unitPrice: prices[currency] ?? 0,
  }));

/**
 * Lets a demo shop have sold for some months when it is opened, so that there is something to analyse. `openedAt`: an
 * instant that a second run repeats. One order at a time: who looks at the shop meanwhile comes first.
 */
export async function sellBefore(ask: Asking, products: readonly Product[], openedAt: number): Promise<void> {
  const wares = products.flatMap(waresOf);
  const orders = pastOrders(wares.length);
  await receiveSold(ask, wares, orders);
  await openCustomers(ask);
  for (const order of orders) {
    await place(ask, order, wares, openedAt);
    if (order.isPaid && order.daysAgo > unsentDays) await send(ask, order, wares);
  }
}

/** What was sold came in before, so that as much is on the shelves as without it. */
async function receiveSold(ask: Asking, wares: readonly Ware[], orders: readonly PastOrder[]): Promise<void> {
  for (const [at, { sku }] of wares.entries()) {
    const sold = orders.filter(({ isPaid }) => isPaid).flatMap(({ lines }) => lines.filter(({ ware }) => ware === at));
    const quantity = sold.reduce((sum, line) => sum + line.quantity, 0);
    if (quantity > 0) await ask('inventory.receive', { sku, quantity, reference: 'sold before' }, `demo:sold:${sku}`);
  }
}

async function openCustomers(ask: Asking): Promise<void> {
  for (let customer = 0; customer < pastCustomers; customer += 1) {
    const email = `customer-${customer}@${mailDomain}`;
    const open = { id: customerOf(customer), email, name: `Customer ${customer}`, passwordHash: noPassword, roles: [] };
    await ask('customers.openAccount', open, `demo:customer:${customer}`);
  }
}

async function place(ask: Asking, order: PastOrder, wares: readonly Ware[], openedAt: number): Promise<void> {
  const { number, daysAgo, minuteOfDay, customer, country, isPaid, refund } = order;
  const id = orderOf(order);
  const lines = linesOf(order, wares);
  const amount = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  const params = {
    orderId: id,
    ...(customer !== undefined && { customerId: customerOf(customer) }),
    email: `order-${number.toLowerCase()}@${mailDomain}`,
    shippingAddress: { name: 'Somebody', line1: '1 Market Street', city: 'Anywhere', postcode: 'AN1 1AA', country },
    lines,
    expectedTotal: { amount, currency },
    payment: { provider: 'sandbox', method: 'card' as const, token: isPaid ? 'ok' : 'declined' },
    number,
    placedAt: Math.floor(openedAt / day) * day - daysAgo * day + minuteOfDay * minute,
  };
  await ask('orders.place', params, `demo:order:${number}`);
  await ask('orders.decided', { id }, `demo:decided:${number}`);
  if (!isPaid || refund === undefined) return;
  const about = { id, amount: { amount: Math.min(refund, amount), currency }, reason: 'A chip.' };
  await ask('orders.refund', about, `demo:refund:${number}`);
}

const linesOf = ({ lines }: PastOrder, wares: readonly Ware[]): readonly NewLine[] =>
  lines.flatMap(({ ware, quantity }) => {
    const found = wares[ware];
    return found ? [{ ...found, quantity }] : [];
  });

/** Each vendor's part goes on its way, and arrives. */
async function send(ask: Asking, order: PastOrder, wares: readonly Ware[]): Promise<void> {
  const vendors = new Set(linesOf(order, wares).map(({ vendorId }) => vendorId));
  for (let part = 1; part <= vendors.size; part += 1) {
    const id = `${orderOf(order)}-f${part}`;
    await opened(ask, id);
    await ask('fulfilments.ship', { id, carrier: 'Royal Mail' }, `demo:ship:${id}`);
    await ask('fulfilments.deliver', { id }, `demo:deliver:${id}`);
  }
}

/** A part is opened a moment after its order was confirmed. */
async function opened(ask: Asking, id: string): Promise<void> {
  for (let look = 0; look < longestLooks; look += 1) {
    const isOpen = await ask('fulfilments.get', { id }, `demo:look:${id}:${look}`).then(
      () => true,
      () => false,
    );
    if (isOpen) return;
    await sleep(realWorld, lookAgainMs);
  }
}
