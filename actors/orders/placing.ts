import { type Refusal, refuse } from '../runtime/decider.ts';
import { lineTotals, maxAmount, money, share, sum } from '../runtime/money.ts';
import type { NewLine, OrderLine, OrderPlaced, PartTerms, PlaceOrder, StockNeed, Terms } from './contract.ts';
import { type CommandOf, type Decided, isBegun, type OrderRefusal, type OrderState } from './order-state.ts';

type TenantTerms = NonNullable<Terms['tenant']>;

/** One refund a part and as many by hand as an order takes stay far below what its payment takes. */
export const maxVendors = 100;

/** Of one sku in one order, all its lines together. */
export const maxUnits = 1_000_000;

const sameLine = (a: NewLine, b: NewLine | undefined): boolean =>
  a.sku === b?.sku && a.quantity === b.quantity && a.unitPrice === b.unitPrice;

const isSame = (placed: OrderPlaced, { lines, expectedTotal }: PlaceOrder): boolean =>
  placed.total.amount === expectedTotal.amount &&
  placed.lines.length === lines.length &&
  placed.lines.every((line, place) => sameLine(line, lines[place]));

/** Units of each sku, in the order of the lines. */
function unitsOf(lines: readonly NewLine[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

/** A sku that stands on several lines is one need. Services need nothing. */
export const needsOf = (lines: readonly NewLine[]): readonly StockNeed[] =>
  [...unitsOf(lines.filter((line) => line.stocked))].map(([sku, quantity]) => ({ sku, quantity }));

const currencyRefusal = ({ expectedTotal }: PlaceOrder, tenant: TenantTerms): Refusal<OrderRefusal> | undefined =>
  expectedTotal.currency === tenant.currency
    ? undefined
    : refuse('CURRENCY_DIFFERS', { expected: expectedTotal.currency, actual: tenant.currency });

function vendorRefusal(lines: readonly NewLine[], vendors: Terms['vendors']): Refusal<OrderRefusal> | undefined {
  const selling = new Set(vendors.filter(({ status }) => status === 'approved').map(({ vendorId }) => vendorId));
  const closed = lines.find(({ vendorId }) => !selling.has(vendorId));
  if (closed) return refuse('VENDOR_NOT_SELLING', { vendorId: closed.vendorId, sku: closed.sku });
  const asked = new Set(lines.map(({ vendorId }) => vendorId)).size;
  return asked > maxVendors ? refuse('TOO_MANY_VENDORS', { most: maxVendors, requested: asked }) : undefined;
}

function quantityRefusal(lines: readonly NewLine[]): Refusal<OrderRefusal> | undefined {
  const tooMany = [...unitsOf(lines)].find(([, quantity]) => quantity > maxUnits);
  return tooMany && refuse('QUANTITY_TOO_HIGH', { sku: tooMany[0], most: maxUnits, requested: tooMany[1] });
}

const taxed = (lines: readonly NewLine[], tenant: TenantTerms): readonly OrderLine[] =>
  lines.map((line) => {
    const { subtotal, tax } = lineTotals(line, tenant);
    return { ...line, subtotal, tax };
  });

/** What the shopper pays for these lines. */
const totalOf = (lines: readonly OrderLine[], { pricesIncludeTax }: TenantTerms): number =>
  sum(lines.map(({ subtotal, tax }) => (pricesIncludeTax ? subtotal : subtotal + tax)));

/** One part a vendor, in the order of the lines. What is left after tax and commission is the vendor's. */
function partsOf(orderId: string, lines: readonly OrderLine[], tenant: TenantTerms, vendors: Terms['vendors']) {
  const rates = new Map(vendors.map(({ vendorId, commissionRate }) => [vendorId, commissionRate]));
  return [...Map.groupBy(lines, (line) => line.vendorId)].map(([vendorId, own], place): PartTerms => {
    const total = totalOf(own, tenant);
    const tax = sum(own.map((line) => line.tax));
    const commissionRate = rates.get(vendorId) ?? tenant.commissionRate;
    const commission = share(total - tax, commissionRate);
    const fulfilmentId = `${orderId}-f${place + 1}`;
    return { vendorId, fulfilmentId, total, tax, commissionRate, commission, payable: total - tax - commission };
  });
}

function placed({ order, vendors, payTimeoutMs, at }: CommandOf<'place'>, tenant: TenantTerms): OrderPlaced {
  const { orderId, expectedTotal: _, placedAt = at, ...kept } = order;
  const lines = taxed(order.lines, tenant);
  const parts = partsOf(orderId, lines, tenant, vendors);
  const inCurrency = (amounts: readonly number[]) => money(sum(amounts), tenant.currency);
  return {
    ...kept,
    type: 'placed',
    id: orderId,
    person: order.customerId ?? `guest-${orderId}`,
    ...(order.shippingAddress && { country: order.shippingAddress.country }),
    lines,
    parts,
    needs: needsOf(lines),
    subtotal: inCurrency(lines.map((line) => line.subtotal)),
    tax: inCurrency(lines.map((line) => line.tax)),
    total: inCurrency(parts.map((part) => part.total)),
    placedAt,
    payBy: at + payTimeoutMs,
    payTimeoutMs,
  };
}

/**
 * Precedence: refused before, placed already, tenant suspended, currency, vendor not selling, too many vendors, too many
 * units, total too high, another total than the shopper saw.
 */
export function place(state: OrderState, command: CommandOf<'place'>): Decided {
  const { order, tenant, vendors } = command;
  if (state.placingRefused) return refuse('ORDER_REFUSED', { code: state.placingRefused.code });
  if (state.placed) return isSame(state.placed, order) ? [] : refuse('ORDER_DIFFERS', { orderId: order.orderId });
  if (tenant?.status !== 'active') return refuse('TENANT_SUSPENDED');
  const refusal = currencyRefusal(order, tenant) ?? vendorRefusal(order.lines, vendors) ?? quantityRefusal(order.lines);
  if (refusal) return refusal;
  const event = placed(command, tenant);
  if (event.total.amount > maxAmount) return refuse('TOTAL_TOO_HIGH', { most: maxAmount });
  if (event.total.amount !== order.expectedTotal.amount) {
    return refuse('PRICE_CHANGED', { expected: order.expectedTotal, actual: event.total });
  }
  return [event];
}

/** Barred for good, so that a late try cannot place what the shopper was told is refused. */
export const refusePlacing = (state: OrderState, { code, details }: CommandOf<'refuse'>): Decided =>
  isBegun(state) ? [] : [{ type: 'refused', code, details }];
