import type { Stock } from '../../actors/inventory/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import { realWorld, sleep } from '../../actors/runtime/world.ts';
import type { Asking } from '../asking.ts';
import type { Invoice, Trade } from './month.ts';
import { eachOf } from './pool.ts';
import { orderId, totalOf } from './replay.ts';
import { customerId, type Shop } from './shop.ts';

/** One line of the reconciliation. */
export type Equal = { readonly what: string; readonly file: number; readonly souk: number; readonly equal: boolean };

const atOnce = 32;
const settleTimeoutMs = 120_000;
const lookAgainMs = 100;

type Sold = { confirmed: number; orders: number; pence: number; units: number; ledger: number; differing: number };

/** File against orders, ledger and stock; every figure is read from the actors themselves. */
export async function reconcile(ask: Asking, trade: Trade, shop: Shop): Promise<readonly Equal[]> {
  const sold = await soldIn(ask, trade);
  const stock = await stockIn(ask, shop);
  const sale = trade.totals.sale;
  const stocked = trade.adjustments.filter(({ code }) => shop.shelves.get(code)?.stocked);
  const units = (sign: 1 | -1) => stocked.reduce((sum, { quantity }) => sum + Math.max(0, quantity * sign), 0);
  const classes = Object.values(trade.totals).reduce((sum, { rows }) => sum + rows, 0);
  const lines: [string, number, number][] = [
    ['rows of the file, all classes together', trade.rows, classes],
    ['sale invoices and orders', trade.invoices.length, sold.orders],
    ['orders confirmed', trade.invoices.length, sold.confirmed],
    ['pence sold and pence ordered', sale.pence, sold.pence],
    ['pence sold and pence in the ledger', sale.pence, sold.ledger],
    ['units sold and units ordered', sale.unitsUp, sold.units],
    ['orders whose number, date or customer differs', 0, sold.differing],
    ['units adjusted upwards', units(1), stock.up],
    ['units adjusted downwards', units(-1), stock.down],
    ['units left: the upward adjustments', units(1), stock.held],
    ['units still promised', 0, stock.promised],
  ];
  return lines.map(([what, file, souk]) => ({ what, file, souk, equal: file === souk }));
}

async function soldIn(ask: Asking, trade: Trade): Promise<Sold> {
  const sold = { confirmed: 0, orders: 0, pence: 0, units: 0, ledger: 0, differing: 0 };
  await eachOf(trade.invoices, atOnce, async (invoice) => {
    const id = orderId(invoice.number);
    const { order } = await ask('orders.decided', { id }, `reconcile:${id}`);
    if (!order) return;
    const { postings } = await ask('ledger.ofOrder', { id }, `reconcile:ledger:${id}`);
    sold.orders += 1;
    if (order.status !== 'placed' && order.status !== 'reserved' && order.status !== 'cancelled') sold.confirmed += 1;
    sold.pence += order.total.amount;
    sold.units += order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    sold.differing += isSame(order, invoice) ? 0 : 1;
    const credited = postings.filter(({ kind }) => kind === 'capture').flatMap(({ lines }) => lines);
    sold.ledger += credited.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
  });
  return sold;
}

const isSame = (order: Order, invoice: Invoice): boolean =>
  order.number === invoice.number &&
  Date.parse(order.placedAt) === invoice.at &&
  order.customerId === (invoice.customer ? customerId(invoice.customer) : undefined) &&
  order.total.amount === totalOf(invoice);

async function stockIn(ask: Asking, shop: Shop): Promise<{ held: number; promised: number; up: number; down: number }> {
  const total = { held: 0, promised: 0, up: 0, down: 0 };
  const stocked = [...shop.shelves.values()].filter((shelf) => shelf.stocked);
  await eachOf(stocked, atOnce, async ({ sku }) => {
    const { held, promised } = await settledStock(ask, sku);
    const { up, down } = await adjustedOf(ask, sku);
    total.held += held;
    total.promised += promised;
    total.up += up;
    total.down += down;
  });
  return total;
}

/** Units leave the house a moment after the order is confirmed. */
async function settledStock(ask: Asking, sku: string): Promise<Stock> {
  const until = realWorld.now() + settleTimeoutMs;
  for (;;) {
    const stock = await ask('inventory.get', { sku }, `reconcile:stock:${sku}`);
    if (stock.promised === 0 || realWorld.now() > until) return stock;
    await sleep(realWorld, lookAgainMs);
  }
}

async function adjustedOf(ask: Asking, sku: string): Promise<{ up: number; down: number }> {
  const found = { up: 0, down: 0 };
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const params = { sku, limit: 100, ...(cursor && { cursor }) };
    const page: { items: readonly { kind: string; quantity: number }[]; next?: string } = await ask(
      'inventory.movements',
      params,
      `reconcile:movements:${sku}`,
    );
    for (const { kind, quantity } of page.items) {
      if (kind !== 'adjusted') continue;
      if (quantity > 0) found.up += quantity;
      else found.down -= quantity;
    }
    cursor = page.next;
  }
  return found;
}
