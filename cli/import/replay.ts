import type { NewLine } from '../../actors/orders/contract.ts';
import { realWorld, sleep } from '../../actors/runtime/world.ts';
import type { Asking } from '../asking.ts';
import { countryCode } from './countries.ts';
import type { Invoice, Trade } from './month.ts';
import { eachOf } from './pool.ts';
import type { TradeRow } from './rows.ts';
import { currency, customerId, mailDomain, type Shelf, type Shop } from './shop.ts';

const ordersAtOnce = 128;
const decisionTimeoutMs = 120_000;

/** What happens at one moment of the file. */
type Moment = { readonly at: number; readonly run: (ask: Asking) => Promise<void> };

export type ReplayOptions = {
  /** So many times as fast as it happened; undefined: as fast as it goes. */
  readonly speed?: number;
  readonly onOrder: () => void;
};

export const orderId = (invoice: string): string => `ord_import-${invoice}`;

/** A code repeated in an invoice keeps every price: inventory adds its units up. */
const linesOf = (invoice: Invoice, shop: Shop): NewLine[] =>
  invoice.rows.map((row) => {
    const { sku, productId, vendorId, code, title, stocked } = shelfOf(shop, row.code);
    const { quantity, pence, description } = row;
    return {
      sku,
      productId,
      vendorId,
      vendorSku: code,
      title: description || title,
      stocked,
      quantity,
      unitPrice: pence,
    };
  });

export const totalOf = (invoice: Invoice): number =>
  invoice.rows.reduce((sum, { quantity, pence }) => sum + quantity * pence, 0);

function shelfOf(shop: Shop, code: string): Shelf {
  const shelf = shop.shelves.get(code);
  if (!shelf) throw new Error(`the code ${code} was never put on a shelf`);
  return shelf;
}

/** Sales and adjustments in the order of their business time. */
export async function replay(ask: Asking, trade: Trade, shop: Shop, options: ReplayOptions): Promise<void> {
  const sales = trade.invoices.map(
    (invoice): Moment => ({
      at: invoice.at,
      run: async () => {
        await placeOrder(ask, invoice, shop);
        options.onOrder();
      },
    }),
  );
  const moments = [...sales, ...adjustments(trade, shop)].sort((a, b) => a.at - b.at);
  const begun = realWorld.now();
  await eachOf(moments, ordersAtOnce, async ({ at, run }) => {
    if (options.speed) await waitUntil(begun + (at - (moments[0]?.at ?? at)) / options.speed);
    await run(ask);
  });
}

async function waitUntil(instant: number): Promise<void> {
  const left = instant - realWorld.now();
  if (left <= 0) return;
  // The world's timers never keep a process alive; an open tenant's door or node does.
  await sleep(realWorld, left);
}

async function placeOrder(ask: Asking, invoice: Invoice, shop: Shop): Promise<void> {
  const { number, customer, country, at } = invoice;
  const id = orderId(number);
  await ask(
    'orders.place',
    {
      orderId: id,
      ...(customer && { customerId: customerId(customer) }),
      email: `order-${number.toLowerCase()}@${mailDomain}`,
      shippingAddress: {
        name: customer ? `Customer ${customer}` : 'Guest',
        line1: 'not given',
        city: country || 'not given',
        postcode: '0',
        country: countryCode(country),
      },
      lines: linesOf(invoice, shop),
      expectedTotal: { amount: totalOf(invoice), currency },
      payment: { provider: 'sandbox', token: 'ok' },
      number,
      placedAt: at,
    },
    `import:order:${number}`,
  );
  await decided(ask, id);
}

async function decided(ask: Asking, id: string): Promise<void> {
  const until = realWorld.now() + decisionTimeoutMs;
  while (realWorld.now() < until) {
    const { order } = await ask('orders.decided', { id }, `import:decided:${id}`);
    if (order && order.status !== 'placed' && order.status !== 'reserved') return;
  }
  throw new Error(`the order ${id} came to no decision in ${decisionTimeoutMs} ms`);
}

/** The place of a row in its invoice makes its id, so that a second run repeats it. */
function adjustments(trade: Trade, shop: Shop): Moment[] {
  const seen = new Map<string, number>();
  return trade.adjustments.map((row) => {
    const place = seen.get(row.invoice) ?? 0;
    seen.set(row.invoice, place + 1);
    return { at: row.at, run: (ask) => adjust(ask, row, shelfOf(shop, row.code), place) };
  });
}

async function adjust(ask: Asking, row: TradeRow, shelf: Shelf, place: number): Promise<void> {
  if (!shelf.stocked) return;
  const reason = (row.description || 'price 0').slice(0, 200);
  const { quantity, invoice } = row;
  await ask('inventory.adjust', { sku: shelf.sku, quantity, reason }, `import:adjust:${invoice}:${place}`);
}
