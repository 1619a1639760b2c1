import type { Events } from '../../../actors/registry.ts';

/** `tenants` take turns; business time is spread over the days before `until`. */
export type Past = {
  readonly orders: number;
  readonly tenants: number;
  readonly days: number;
  readonly until: number;
};

export type Happening = {
  readonly area: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly event: { readonly type: string };
  /** When it was committed. */
  readonly at: number;
};

const vendors = 20;
const products = 400;
const customers = 5_000;
const currency = 'GBP';
const dayMs = 86_400_000;
const countries = ['GB', 'GB', 'GB', 'DE', 'FR', 'IE'] as const;

type Line = Events['orders.confirmed']['lines'][number];
type Part = Events['orders.confirmed']['parts'][number];

function lineOf(order: number, place: number): Line {
  const number = (order * 7 + place * 131) % products;
  const quantity = 1 + (order % 3);
  const unitPrice = 300 + number * 10;
  const subtotal = unitPrice * quantity;
  return {
    ...{ sku: `prod_${number}-1`, productId: `prod_${number}`, vendorId: `ven_${number % vendors}` },
    ...{ vendorSku: `code ${number}`, title: `Harbour mug ${number}`, stocked: true },
    ...{ quantity, unitPrice, subtotal, tax: Math.floor(subtotal / 6) },
  };
}

function partOf(orderId: string, line: Line, place: number): Part {
  const commission = Math.floor((line.subtotal - line.tax) / 10);
  const payable = line.subtotal - line.tax - commission;
  const money = { total: line.subtotal, tax: line.tax, commission, commissionRate: 1_000, payable };
  return { vendorId: line.vendorId, fulfilmentId: `${orderId}-f${place + 1}`, ...money };
}

/** The events of one order of two lines, as the domains commit them. Types hold only what rows are made of. */
export function eventsOfOrder({ orders, days, until }: Past, order: number): readonly Happening[] {
  const id = `ord_bench-${order}`;
  const placedAt = until - Math.floor(((orders - order) / orders) * days * dayMs);
  const lines = [lineOf(order, 0), lineOf(order, 1)];
  const parts = lines.map((line, place) => partOf(id, line, place));
  const total = { amount: parts.reduce((sum, part) => sum + part.total, 0), currency };
  const customerId = `acc_${(order * 31) % customers}`;
  const country = countries[order % countries.length];
  const about = { id, customerId, person: customerId, country, total, lines, parts };
  const at = until - (orders - order);
  const of = (area: string, type: string, own: string) => (version: number, event: Happening['event']) =>
    ({ area, type, id: own, version, event, at }) satisfies Happening;
  const [ofOrder, ofCart] = [of('orders', 'order', id), of('carts', 'cart', `cart_${order}`)];
  const [ofPayment, ofBook] = [of('payments', 'payment', id), of('ledger', 'book', id)];
  const amount = { amount: total };
  return [
    ofCart(1, { type: 'created', customerId, currency } as Happening['event']),
    ...lines.map((line, place) => ofCart(2 + place, { type: 'lineSet', line, quantity: 1 } as Happening['event'])),
    ofCart(4, { type: 'checkedOut', orderId: id, customerId, total, lines } as Happening['event']),
    ofOrder(1, { type: 'placed', ...about, placedAt, payment: { provider: 'sandbox' } } as Happening['event']),
    ofOrder(2, { type: 'reserved', number: String(order), total, breakdown: parts } as Happening['event']),
    ...lines.flatMap(({ sku, quantity }) => stockOf(of('inventory', 'stock', sku), order, id, quantity)),
    ofPayment(1, { type: 'authorisationAsked', ...amount, payment: { provider: 'sandbox' } } as Happening['event']),
    ofPayment(2, { type: 'authorised', reference: `ref-${order}` } as Happening['event']),
    ofPayment(3, { type: 'captured', ...amount } as Happening['event']),
    ofBook(1, postedOf(parts, total.amount, placedAt)),
    ofOrder(3, { type: 'confirmed', ...about, number: String(order), placedAt } as Happening['event']),
    ...parts.map((part, place) => openedOf(of('fulfilments', 'fulfilment', part.fulfilmentId), id, part, lines[place])),
    of('mails', 'mail', `mail_${order}`)(1, { type: 'noted', sent: true } as Happening['event']),
  ];
}

const openedOf = (
  ofPart: (version: number, event: Happening['event']) => Happening,
  orderId: string,
  { vendorId }: Part,
  line?: Line,
) => ofPart(1, { type: 'opened', orderId, vendorId, lines: [line] } as Happening['event']);

const stockOf = (
  ofStock: (version: number, event: Happening['event']) => Happening,
  order: number,
  orderId: string,
  quantity: number,
) => [
  ofStock(order * 2 + 1, { type: 'reserved', orderId, portions: [{ quantity }], available: 7 } as Happening['event']),
  ofStock(order * 2 + 2, { type: 'committed', orderId, quantity, available: 7 } as Happening['event']),
];

const postedOf = (parts: readonly Part[], amount: number, at: number): Happening['event'] =>
  ({
    ...{ type: 'posted', postingId: 'capture', kind: 'capture', currency, amount, at },
    lines: [
      { account: 'shopper_clearing', amount: -amount },
      ...parts.map(({ vendorId, payable }) => ({ account: 'vendor_payable', vendorId, amount: payable })),
      { account: 'commission', amount: parts.reduce((sum, { commission }) => sum + commission, 0) },
      { account: 'tax', amount: parts.reduce((sum, { tax }) => sum + tax, 0) },
    ],
  }) as Happening['event'];
