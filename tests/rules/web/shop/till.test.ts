import { describe, expect, test } from '@jest/globals';
import type { Cart, CartLine } from '../../../../actors/carts/contract.ts';
import type { OrderPart } from '../../../../actors/orders/contract.ts';
import { Problem } from '../../../../gateway/web/api/problem.ts';
import { byVendor, hinders, troubleOf, unitsOf, withQuantity } from '../../../../gateway/web/shop/cart/cart-lines.ts';
import { emptyForm, orderOf } from '../../../../gateway/web/shop/checkout/entered.ts';
import { refusalOf } from '../../../../gateway/web/shop/checkout/refusal.ts';
import { canCancel, isUndecided, progressOf, toneOf } from '../../../../gateway/web/shop/orders/progress.ts';

const line = (also: Partial<CartLine> = {}): CartLine => ({
  sku: 'mug-1',
  productId: 'mug',
  vendorId: 'ven_1',
  title: 'Mug',
  options: {},
  vendorSku: 'mug',
  stocked: true,
  unitPrice: 1_800,
  quantity: 2,
  ...also,
});

const gbp = (amount: number) => ({ amount, currency: 'GBP' });
const cart: Cart = {
  id: 'cart_1',
  status: 'open',
  currency: 'GBP',
  taxRate: 0,
  pricesIncludeTax: true,
  lines: [line(), line({ sku: 'jug-1', vendorId: 'ven_2', unitPrice: 3_900, quantity: 1 }), line({ sku: 'cup-1' })],
  subtotal: gbp(11_100),
  tax: gbp(0),
  total: gbp(11_100),
  expiresAt: '2026-12-22T09:00:00.000Z',
};

describe('a line of a cart', () => {
  test.each([
    ['that nobody sells any more', line({ gone: true, previousPrice: 1 }), 9, { what: 'gone' }],
    ['that is sold out', line(), 0, { what: 'soldOut' }],
    ['of more than there is', line(), 1, { what: 'tooMany', left: 1 }],
    ['that is dearer', line({ previousPrice: 1_500 }), 9, { what: 'dearer', before: 1_500 }],
    ['that is cheaper', line({ previousPrice: 2_000 }), undefined, { what: 'cheaper', before: 2_000 }],
    ['as it was', line({ previousPrice: 1_800 }), undefined, undefined],
  ])('%s says so', (_, of, left, trouble) => {
    expect(troubleOf(of, left)).toEqual(trouble);
  });

  test('hinders the checkout where it cannot be bought as it is', () => {
    const troubles = [{ what: 'gone' }, { what: 'soldOut' }, { what: 'tooMany', left: 1 }] as const;
    expect(troubles.map(hinders)).toEqual([true, true, true]);
    expect([hinders({ what: 'dearer', before: 1 }), hinders(undefined)]).toEqual([false, false]);
  });
});

describe('a cart', () => {
  test('is shown by the shops it comes from, in the order they were added', () => {
    const groups = byVendor(cart.lines).map(({ vendorId, lines }) => [vendorId, lines.map(({ sku }) => sku)]);
    expect(groups).toEqual([
      ['ven_1', ['mug-1', 'cup-1']],
      ['ven_2', ['jug-1']],
    ]);
    expect(unitsOf(cart)).toBe(5);
  });

  test('shows a wish at once, and its sum', () => {
    expect(withQuantity(cart, 'mug-1', 3).total).toEqual(gbp(12_900));
    const without = withQuantity(cart, 'jug-1', 0);
    expect([without.lines.length, without.subtotal]).toEqual([2, gbp(7_200)]);
    expect(withQuantity({ ...cart, pricesIncludeTax: false }, 'mug-1', 3).total).toEqual(gbp(11_100));
  });
});

describe('a checkout', () => {
  test('sends an address without what was left empty', () => {
    const form = emptyForm({ id: 'a', email: 'a@b.example', name: 'Ann', roles: [], staff: {}, createdAt: '' });
    expect(orderOf({ ...form, city: ' York ' })).toEqual({
      email: 'a@b.example',
      shippingAddress: { name: 'Ann', line1: '', city: 'York', postcode: '', country: 'GB' },
      payment: { provider: 'sandbox', method: 'card', token: 'ok' },
    });
    expect(emptyForm(null).email).toBe('');
  });

  const refused = (code: string, details = {}) => refusalOf(new Problem(409, { code, details }));

  test.each([
    ['PAYMENT_DECLINED', { what: 'payment', code: 'PAYMENT_DECLINED' }],
    ['PRICE_CHANGED', { what: 'price' }],
    ['VENDOR_NOT_SELLING', { what: 'vendor' }],
    ['SOMETHING_NEW', { what: 'other' }],
  ])('refused with %s says what can be done', (code, refusal) => {
    expect(refused(code)).toEqual(refusal);
  });

  test('that came too late says what is left of each line', () => {
    const refusals = [{ sku: 'mug-1', code: 'OUT_OF_STOCK', details: { available: 1 } }, { code: 'OUT_OF_STOCK' }];
    expect(refused('OUT_OF_STOCK', { refusals })).toEqual({ what: 'stock', shortages: [{ sku: 'mug-1', left: 1 }] });
    expect(refused('OUT_OF_STOCK')).toEqual({ what: 'stock', shortages: [] });
  });

  test('with wrong fields names them', () => {
    const problem = new Problem(400, { code: 'VALIDATION', errors: [{ field: 'email', problem: 'is wrong' }] });
    expect(refusalOf(problem)).toEqual({ what: 'fields', fields: ['email'] });
    expect(refusalOf(new TypeError('no'))).toEqual({ what: 'other' });
  });
});

describe('an order', () => {
  const part = (status: OrderPart['status']): OrderPart => ({
    vendorId: 'ven_1',
    fulfilmentId: 'f',
    status,
    total: 1,
    tax: 0,
    refunded: 0,
  });

  test('shows how far it is', () => {
    expect(progressOf('confirmed').map(({ reached }) => reached)).toEqual(['done', 'done', 'now', 'ahead', 'ahead']);
    expect(progressOf('delivered').at(-1)).toEqual({ step: 'delivered', reached: 'now' });
    expect([toneOf('cancelled'), toneOf('cancelling'), toneOf('placed'), toneOf('shipped')]).toEqual([
      'bad',
      'warn',
      'info',
      'good',
    ]);
    expect(isUndecided({ status: 'reserved' })).toBe(true);
  });

  test('may be called off until something of it has left', () => {
    expect(canCancel({ status: 'confirmed', parts: [part('open')] })).toBe(true);
    expect(canCancel({ status: 'confirmed', parts: [part('open'), part('shipped')] })).toBe(false);
    expect(canCancel({ status: 'cancelled', parts: [] })).toBe(false);
  });
});
