import type { NewLine, OrderEvent, PlaceOrder, Terms } from '../../../actors/orders/contract.ts';
import { order } from '../../../actors/orders/order.ts';
import type { OrderCommand } from '../../../actors/orders/order-state.ts';
import { decide, evolve, isRefusal } from '../../../actors/runtime/decider.ts';
import { money } from '../../../actors/runtime/money.ts';
import { minute } from '../../../actors/runtime/time.ts';
import type { VendorTerms } from '../../../actors/vendors/contract.ts';
import { testTime } from '../given.ts';

/** The words of every story about an order: Ada buys cups of one vendor, a lamp and its wrapping of another. */
export const gbp = (amount: number) => money(amount, 'GBP');
const payTimeoutMs = 15 * minute;
export const orderId = 'cart_1-1';

export const line = (sku: string, vendorId: string, quantity: number, unitPrice: number, stocked = true): NewLine => ({
  sku,
  productId: `prod_${sku}`,
  vendorId,
  vendorSku: sku.toUpperCase(),
  title: `The ${sku}`,
  options: {},
  stocked,
  quantity,
  unitPrice,
});

export const lines = [
  line('cup', 'v1', 2, 1_200),
  line('lamp', 'v2', 1, 3_000),
  line('cup', 'v1', 1, 1_000),
  line('wrapping', 'v2', 1, 500, false),
];

export const tenant: NonNullable<Terms['tenant']> = {
  name: 'Acme',
  currency: 'GBP',
  locale: 'en-GB',
  taxRate: 2_000,
  pricesIncludeTax: true,
  commissionRate: 1_000,
  status: 'active',
  limits: { vendors: 10, products: 100, requestsPerMinute: 100 },
};

export const vendors: readonly VendorTerms[] = [
  { vendorId: 'v1', status: 'approved', name: 'Cups' },
  { vendorId: 'v2', status: 'approved', name: 'Lamps', commissionRate: 500 },
];

export const ordered: PlaceOrder = {
  orderId,
  cartId: 'cart_1',
  customerId: 'ada',
  email: 'ada@demo.example',
  shippingAddress: { name: 'Ada', line1: '12 St James Square', city: 'London', postcode: 'SW1Y 4JH', country: 'GB' },
  lines,
  expectedTotal: gbp(6_900),
  payment: { provider: 'sandbox', token: 'ok' },
};

export const place = (changes: Partial<PlaceOrder> = {}, terms: Partial<Terms> = {}): OrderCommand => ({
  type: 'place',
  order: { ...ordered, ...changes },
  tenant,
  vendors,
  ...terms,
  payTimeoutMs,
});

export const reserve: OrderCommand = { type: 'noteReserved', number: '1001' };
export const confirm: OrderCommand = { type: 'confirm' };
export const cancel: OrderCommand = { type: 'cancel', reason: 'PAYMENT_DECLINED', refusals: [] };
export const refuse: OrderCommand = { type: 'refuse', code: 'VENDOR_NOT_SELLING', details: { vendorId: 'v1' } };
export const timeOut: OrderCommand = { type: 'timeOut' };
export const cancelPart = (vendorId?: string): OrderCommand => ({
  type: 'cancelByRequest',
  by: 'operator',
  ...(vendorId !== undefined && { vendorId }),
});
export const partCancelled = (vendorId: string): OrderCommand => ({ type: 'notePartCancelled', vendorId });
export const partKept = (vendorId: string): OrderCommand => ({ type: 'notePartKept', vendorId });
export const partShipped = (vendorId: string): OrderCommand => ({ type: 'notePartShipped', vendorId });
export const partDelivered = (vendorId: string): OrderCommand => ({ type: 'notePartDelivered', vendorId });

type Refunding = Partial<Extract<OrderCommand, { type: 'refund' }>>;
export const refund = (amount: number, changes: Refunding = {}): OrderCommand => ({
  type: 'refund',
  refundId: 'ref_1',
  amount: gbp(amount),
  reason: 'arrived late',
  by: 'operator',
  ...changes,
});

/** What these commands have left behind, one after the other; a story holds no refusal. */
export function story(...commands: readonly OrderCommand[]): readonly OrderEvent[] {
  const events: OrderEvent[] = [];
  let state = order.initial();
  for (const command of commands) {
    const decision = decide(order, state, { ...command, at: testTime });
    if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.refused}`);
    for (const event of decision) state = evolve(order, state, event);
    events.push(...decision);
  }
  return events;
}

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: Type }>;

/** The last event of a story, which must be of this type. */
export function lastOf<Type extends OrderEvent['type']>(type: Type, ...commands: readonly OrderCommand[]) {
  const isOfType = (event: OrderEvent): event is EventOf<Type> => event.type === type;
  const found = story(...commands).findLast(isOfType);
  if (!found) throw new Error(`the story holds no ${type}`);
  return found;
}

export const confirmed = [place(), reserve, confirm] as const;
