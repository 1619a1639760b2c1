import { expect, test } from '@jest/globals';
import { deriveId } from '../../../actors/runtime/ids.ts';
import type { Call as Try } from '../history.ts';
import { type JudgeOptions, judge } from './judge.ts';
import { calls, served, sku } from './people.given.ts';

const options: JudgeOptions = { calls, types: { cart: [], order: [{ type: 'timeOut' }] }, reads: 'now' };

const cartId = deriveId('cart', 'acme\nmake');
const cart = { stream: `acme/cart/${cartId}`, kind: 'command' } as const;
const order = { stream: `acme/order/${cartId}-1`, kind: 'command' } as const;
const id = `${cartId}-1`;
const total = { amount: 1_800, currency: 'EUR' };
const home = { name: 'Ann', line1: '1 High Street', city: 'York', postcode: 'YO1', country: 'GB' };
const choice = { email: 'a@example.org', shippingAddress: home, payment: { provider: 'sim', token: 'ok' } };

const create = { ...cart, action: 'carts.create', params: {}, commandId: 'make' };
const setLine = { ...cart, action: 'carts.setLine', params: { id: cartId, sku, quantity: 2 } };
const checkout = { ...cart, action: 'carts.checkout', params: { cartId, expectedTotal: total, ...choice } };
const thaw = { ...cart, action: 'carts.thaw', params: { id: cartId, orderId: id } };
const place = {
  ...order,
  action: 'orders.place',
  params: {
    orderId: id,
    cartId,
    ...choice,
    lines: [
      {
        sku,
        productId: 'mug',
        vendorId: 'v1',
        title: 'Mug',
        options: {},
        vendorSku: 'MUG',
        stocked: true,
        unitPrice: 900,
        quantity: 2,
      },
    ],
    expectedTotal: total,
  },
};
const noteReserved = { ...order, action: 'orders.noteReserved', params: { id, number: '1' } };
const confirm = { ...order, action: 'orders.confirm', params: { id } };
const cancel = { ...order, action: 'orders.cancel', params: { id, reason: 'PAYMENT_FAILED' } };

const resultsOf = (history: readonly Try[]) =>
  history.map(({ outcome }) => (outcome.kind === 'answered' ? outcome.result : outcome.kind));

const withResult = (history: readonly Try[], at: number, result: unknown): readonly Try[] =>
  history.map((one, number) =>
    number === at && one.outcome.kind === 'answered' ? { ...one, outcome: { ...one.outcome, result } } : one,
  );

test('A double click on checkout gets one order, and after a cancellation the next one', async () => {
  const history = await served([create, setLine, checkout, checkout, thaw, checkout]);
  expect(resultsOf(history).slice(2)).toEqual([{ orderId: id }, { orderId: id }, {}, { orderId: `${cartId}-2` }]);
  expect(await judge(history, options)).toEqual([]);
});

test('It is seen that a cart was checked out twice', async () => {
  const history = await served([create, setLine, checkout, checkout]);
  const [sentence] = await judge(withResult(history, 3, { orderId: `${cartId}-2` }), options);
  expect(sentence).toContain('no order explains that ann asked carts.checkout');
});

test('An order that was cancelled before it could be confirmed stays cancelled', async () => {
  const history = await served([place, noteReserved, cancel, confirm]);
  expect(history.map(({ outcome }) => outcome.kind)).toEqual(['answered', 'answered', 'answered', 'refused']);
  expect(await judge(history, options)).toEqual([]);
});

test('It is seen that an order was confirmed after it was cancelled', async () => {
  const history = await served([place, noteReserved, cancel, confirm]);
  const lie: Try = {
    ...(history[3] as Try),
    outcome: { kind: 'answered', result: { status: 'confirmed' }, meta: { version: 4 } },
  };
  const [sentence] = await judge([...history.slice(0, 3), lie], options);
  expect(sentence).toContain('no order explains that ann asked orders.confirm');
});

test('An order may be cancelled by its own timer, of which no client ever heard', async () => {
  const [placed, ...others] = await served([
    place,
    { ...order, action: 'orders.cancel', params: cancel.params },
    confirm,
  ]);
  const [, refusedConfirm] = others as [Try, Try];
  const timedOut = { kind: 'refused', code: 'ORDER_CANCELLED', details: { reason: 'PAYMENT_TIMEOUT' } } as const;
  expect(await judge([placed as Try, { ...refusedConfirm, outcome: timedOut }], options)).toEqual([]);
  expect(await judge([placed as Try, refusedConfirm], options)).toHaveLength(1);
});
