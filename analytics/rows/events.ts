import type { OrdersEvents } from '../../actors/orders/contract.ts';
import type { Events } from '../../actors/registry.ts';
import type { Hearing } from '../../actors/runtime/feed/events.ts';
import type { EventAbout } from '../../actors/runtime/view.ts';
import type { Facts, Line } from './facts.ts';

type Confirmed = OrdersEvents['orders.confirmed'];

/** What was paid for each line: where the tax comes on top of the prices, the order's total says so. */
function linesOf({ lines, total }: Pick<Confirmed, 'lines' | 'total'>): readonly Line[] {
  const subtotal = lines.reduce((sum, line) => sum + line.subtotal, 0);
  const isIncluded = subtotal === total.amount;
  return lines.map((line) => ({
    vendor: line.vendorId,
    product: line.productId,
    sku: line.sku,
    quantity: line.quantity,
    amount: isIncluded ? line.subtotal : line.subtotal + line.tax,
    tax: line.tax,
  }));
}

const unitsOf = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0);

type Stocked = { readonly available: number; readonly orderId?: string };

/** A stock actor's id is its sku. */
const stocked = ({ orderId = '', available }: Stocked, { id }: EventAbout, quantity: number): Facts => ({
  available,
  sku: id,
  order: orderId,
  quantity,
});

/** Events of which more than their being there is counted. An event that is not named here has a row all the same. */
type FactsOf = { readonly [Name in keyof Events]?: (event: Events[Name], about: EventAbout) => Facts };

const ofOrders = {
  'orders.placed': ({ customerId, country, total, placedAt, lines }, { id }) => ({
    happened: placedAt,
    order: id,
    customer: customerId,
    country,
    money: total,
    quantity: unitsOf(lines),
  }),
  'orders.confirmed': (event, { id }) => ({
    ...(event.placedAt !== undefined && { happened: event.placedAt }),
    order: id,
    customer: event.customerId,
    country: event.country,
    money: event.total,
    quantity: unitsOf(event.lines),
    shares: event.parts.map(({ vendorId, payable, commission, tax }) => ({ vendorId, payable, commission, tax })),
    lines: linesOf(event),
  }),
  'orders.cancelled': ({ reason, refusals }, { id }) => ({ order: id, code: reason, quantity: refusals.length }),
  'orders.partCancelled': ({ vendorId: vendor, reason, amount }, { id }) => ({
    order: id,
    vendor,
    code: reason,
    money: amount,
  }),
  'orders.refundAsked': ({ amount }, { id }) => ({ order: id, money: amount }),
  // What was never sold is no refund of a sale.
  'orders.refunded': ({ amount, breakdown, unsold }, { id }) => ({
    order: id,
    money: amount,
    ...(unsold ? { code: 'unsold' } : { shares: breakdown }),
  }),
  'ledger.posted': ({ kind, currency, amount, lines, at }, { id }) => ({
    happened: at,
    order: id,
    code: kind,
    money: { amount, currency },
    posts: lines.map(({ account, vendorId = '', amount: posted }) => ({ account, vendor: vendorId, amount: posted })),
  }),
} satisfies FactsOf;

const ofPayments = {
  'payments.authorisationAsked': ({ amount, payment }, { id }) => ({
    order: id,
    money: amount,
    provider: payment.provider,
    code: payment.method ?? '',
  }),
  'payments.declined': ({ reason }, { id }) => ({ order: id, code: reason }),
  'payments.failed': ({ reason }, { id }) => ({ order: id, code: reason }),
  'payments.captured': ({ amount }, { id }) => ({ order: id, money: amount }),
  'payments.refunded': ({ amount }, { id }) => ({ order: id, money: amount }),
} satisfies FactsOf;

const ofStock = {
  'inventory.opened': ({ vendorId: vendor, available }, { id }) => ({ vendor, sku: id, available }),
  'inventory.closed': (event, about) => stocked(event, about, 0),
  'inventory.barred': (event, about) => stocked(event, about, 0),
  'inventory.received': (event, about) => stocked(event, about, event.quantity),
  'inventory.adjusted': (event, about) => stocked(event, about, event.quantity),
  'inventory.reserved': (event, about) => stocked(event, about, unitsOf(event.portions)),
  'inventory.released': (event, about) => stocked(event, about, event.quantity),
  'inventory.committed': (event, about) => stocked(event, about, event.quantity),
  'inventory.restocked': (event, about) => stocked(event, about, event.quantity),
} satisfies FactsOf;

const ofFulfilments = {
  'fulfilments.opened': ({ orderId: order, vendorId: vendor, lines }) => ({ order, vendor, quantity: unitsOf(lines) }),
  'fulfilments.shipped': ({ orderId: order, vendorId: vendor, lines, all }) => ({
    order,
    vendor,
    quantity: unitsOf(lines),
    code: all ? 'all' : 'part',
  }),
  'fulfilments.delivered': ({ orderId: order, vendorId: vendor, all }) => ({
    order,
    vendor,
    code: all ? 'all' : 'part',
  }),
  'fulfilments.cancelled': ({ orderId: order, vendorId: vendor }) => ({ order, vendor }),
} satisfies FactsOf;

/** `code`: its categories. */
const ofProduct = ({ product }: Pick<Events['catalog.published'], 'product'>): Facts => ({
  product: product.id,
  vendor: product.vendorId,
  code: product.categoryIds.join(','),
});

const ofCatalog = {
  'catalog.accepted': ofProduct,
  'catalog.changed': ofProduct,
  'catalog.published': ofProduct,
  'catalog.archived': ofProduct,
} satisfies FactsOf;

const ofCarts = {
  'carts.created': ({ customerId, currency }) => ({ customer: customerId, money: { amount: 0, currency } }),
  'carts.lineSet': ({ line, quantity }) => ({
    vendor: line.vendorId,
    product: line.productId,
    sku: line.sku,
    quantity,
    amount: line.unitPrice * quantity,
  }),
  'carts.lineRemoved': ({ sku }) => ({ sku }),
  'carts.linesTaken': ({ lines }) => ({
    quantity: unitsOf(lines),
    lines: lines.map(({ vendorId: vendor, productId: product, sku, quantity, unitPrice }) => ({
      ...{ vendor, product, sku, quantity },
      ...{ amount: unitPrice * quantity, tax: 0 },
    })),
  }),
  'carts.checkedOut': ({ customerId, orderId, total, lines }) => ({
    customer: customerId,
    order: orderId,
    money: total,
    quantity: unitsOf(lines),
  }),
} satisfies FactsOf;

/** `quantity`: months that are kept; 0: as long as anybody's. */
const ofPlan = ({ limits }: Pick<Events['tenants.planned'], 'limits'>): Facts => ({
  quantity: limits.analyticsMonths ?? 0,
});

const ofTenants = { 'tenants.opened': ofPlan, 'tenants.planned': ofPlan } satisfies FactsOf;

export const factsOf: Hearing<Facts> = {
  ...ofOrders,
  ...ofPayments,
  ...ofStock,
  ...ofFulfilments,
  ...ofCatalog,
  ...ofCarts,
  ...ofTenants,
};
