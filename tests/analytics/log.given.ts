import type { OrdersEvents } from '../../actors/orders/contract.ts';
import type { Events } from '../../actors/registry.ts';
import type { Message } from '../../actors/runtime/decider.ts';
import type { Entry, FeedBatch } from '../../actors/runtime/journal/entry.ts';
import { streamOf } from '../../tenants/isolation.ts';

/** When the logs of these tests begin. */
export const began = Date.UTC(2026, 10, 22, 9);

/** One log: batches in which orders, or what the ledger posts of them, happen one after the other. */
export class Log {
  readonly name: string;
  readonly batches: FeedBatch[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** One batch more; no entry: one that was refused. */
  add(entries: readonly Pick<Entry, 'stream' | 'version' | 'events'>[], at = began): this {
    const number = this.batches.length + 1;
    const whole = entries.map((entry): Entry => ({ ...kept, ...entry, at, commandId: `${number}:${entry.stream}` }));
    this.batches.push({ partition: this.name, number, hash: `hash-${number}`, at, entries: whole });
    return this;
  }

  async *stored(after: number, last: number): AsyncGenerator<readonly FeedBatch[]> {
    // In pieces, as a journal gives them.
    for (const batch of this.batches.slice(after, last)) yield [batch];
  }
}

const kept = { by: 'acc_1', bodyHash: '', answer: { result: null }, traceId: 'trace' };

/** `type` of an event as its area publishes it. */
const message = (event: Message): Message => event;

type Confirmed = OrdersEvents['orders.confirmed'];

export type Bought = { readonly tenantId: string; readonly orderId: string; readonly placedAt: number };

const vendorId = (number: number): string => `ven_${number}`;

const line = (number: number): Confirmed['lines'][number] => ({
  sku: `prod_${number}-1`,
  productId: `prod_${number}`,
  vendorId: vendorId(number),
  vendorSku: `code ${number}`,
  title: 'Lamp',
  stocked: true,
  quantity: number,
  unitPrice: 1_200,
  subtotal: 1_200 * number,
  tax: 200 * number,
});

const part = (number: number): Confirmed['parts'][number] => ({
  vendorId: vendorId(number),
  fulfilmentId: `f${number}`,
  total: 1_200 * number,
  tax: 200 * number,
  commissionRate: 1_000,
  commission: 100 * number,
  payable: 900 * number,
});

/** Of two vendors: three units for 36.00, of which 6.00 are tax and 3.00 commission. */
export const confirmed = ({ tenantId, orderId, placedAt }: Bought) => {
  const event: Events['orders.confirmed'] = {
    type: 'confirmed',
    id: orderId,
    number: '1',
    customerId: 'acc_1',
    person: 'acc_1',
    email: 'ada@example.org',
    shippingAddress: { name: 'Ada', line1: 'A street 1', city: 'Town', postcode: '1', country: 'GB' },
    country: 'GB',
    total: { amount: 3_600, currency: 'GBP' },
    needs: [],
    parts: [part(1), part(2)],
    lines: [line(1), line(2)],
    placedAt,
  };
  return { stream: streamOf(tenantId, 'order', orderId), version: 3, events: [message(event)] };
};

/** Pays back what the first vendor sold. */
export const refunded = ({ tenantId, orderId }: Bought) => {
  const event: Events['orders.refunded'] = {
    type: 'refunded',
    refundId: 'r1',
    amount: { amount: 1_200, currency: 'GBP' },
    breakdown: [{ vendorId: vendorId(1), payable: 900, commission: 100, tax: 200 }],
  };
  return { stream: streamOf(tenantId, 'order', orderId), version: 4, events: [message(event)] };
};

/** The ledger's part of it. */
export const postedBack = ({ tenantId, orderId, placedAt }: Bought) => {
  const event: Events['ledger.posted'] = {
    type: 'posted',
    postingId: 'r1',
    kind: 'refund',
    currency: 'GBP',
    amount: 1_200,
    lines: [
      { account: 'vendor_payable', vendorId: vendorId(1), amount: -900 },
      { account: 'commission', amount: -100 },
      { account: 'tax', amount: -200 },
      { account: 'refunds', amount: 1_200 },
    ],
    at: placedAt,
  };
  return { stream: streamOf(tenantId, 'book', orderId), version: 2, events: [message(event)] };
};

export const posted = ({ tenantId, orderId, placedAt }: Bought) => {
  const event: Events['ledger.posted'] = {
    type: 'posted',
    postingId: 'capture',
    kind: 'capture',
    currency: 'GBP',
    amount: 3_600,
    lines: [
      { account: 'shopper_clearing', amount: -3_600 },
      { account: 'vendor_payable', vendorId: vendorId(1), amount: 900 },
      { account: 'vendor_payable', vendorId: vendorId(2), amount: 1_800 },
      { account: 'commission', amount: 300 },
      { account: 'tax', amount: 600 },
    ],
    at: placedAt,
  };
  return { stream: streamOf(tenantId, 'book', orderId), version: 1, events: [message(event)] };
};
