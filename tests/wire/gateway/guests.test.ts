import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../../actors/runtime/caller.ts';
import type { CallHeaders } from '../../../actors/runtime/headers.ts';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const people = new People();
let shop: Running;
let ann: { authorization: string };
beforeAll(async () => {
  people.put(account('ann'));
  const fakes = {
    ...people.fakes,
    'carts.create': (_: unknown, { caller }: CallHeaders) => ({ id: 'cart_1', ...customerOf(caller) }),
    'orders.checkout': ({ wait }: { wait?: boolean }, { caller }: CallHeaders) => ({
      id: 'order_1',
      status: wait === false ? 'placed' : 'confirmed',
      ...customerOf(caller),
    }),
  };
  shop = await startGateway({ fakes });
  const body = { email: 'ann@example.org', password: 'x' };
  ann = { authorization: `Bearer ${(await shop.ask('POST', '/v1/auth/login', { body })).json.accessToken}` };
});
afterAll(() => shop.stop());

const customerOf = ({ accountId }: Caller) => (accountId ? { customerId: accountId } : {});

describe("a guest's way to an order", () => {
  const body = {
    cartId: 'cart_1',
    expectedTotal: { amount: 100, currency: 'GBP' },
    email: 'ann@example.org',
    shippingAddress: { name: 'Ann', line1: '1 Mill Lane', city: 'York', postcode: 'YO1 7HH', country: 'GB' },
    payment: { provider: 'sandbox', token: 'ok' },
  };

  test('is opened by the secrets of the cart and then of the order', async () => {
    const cart = (await shop.ask('POST', '/v1/carts')).json;
    const headers = { 'souk-token': String(cart.token), 'idempotency-key': 'guest-1' };
    const order = (await shop.ask('POST', '/v1/orders', { body, headers })).json;
    expect(shop.tokens.open('cart', 'demo', String(cart.token))).toEqual(['cart_1']);
    expect(shop.tokens.open('order', 'demo', String(order.token))).toEqual(['order_1']);
  });

  test('needs no secret for those who are logged in', async () => {
    const { json } = await shop.ask('POST', '/v1/carts', { headers: ann });
    expect(json.token).toBeUndefined();
  });

  test('need not be waited for', async () => {
    const headers = { ...ann, 'idempotency-key': 'async-1', prefer: 'respond-async, wait=10' };
    const answer = await shop.ask('POST', '/v1/orders', { body, headers });
    expect([answer.status, answer.json.status]).toEqual([202, 'placed']);
    expect(answer.headers).toMatchObject({ 'preference-applied': 'respond-async', location: '/v1/orders/order_1' });
  });

  test('takes no word about waiting from a body', async () => {
    const headers = { ...ann, 'idempotency-key': 'async-2' };
    const { json } = await shop.ask('POST', '/v1/orders', { body: { ...body, wait: false }, headers });
    expect(json.errors).toEqual([{ field: 'wait', problem: 'is not allowed' }]);
  });
});
