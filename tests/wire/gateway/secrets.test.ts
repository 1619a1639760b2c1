import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const people = new People();
let shop: Running;
beforeAll(async () => {
  people.put(account('ann'));
  shop = await startGateway({ fakes: { ...people.fakes, 'orders.get': ({ id }) => ({ id }) } });
});
afterAll(() => shop.stop());

const logIn = async (name: string) => {
  const body = { email: `${name}@example.org`, password: 'correct horse' };
  return (await shop.ask('POST', '/v1/auth/login', { body })).json as unknown as Record<string, string>;
};
const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

describe('a refresh token', () => {
  const refresh = (refreshToken: unknown, path = '/v1/auth/refresh') =>
    shop.ask('POST', path, { body: { refreshToken } });

  test('opens the next generation of its session', async () => {
    const { refreshToken } = await logIn('ann');
    const { status, json } = await refresh(refreshToken);
    expect(status).toBe(200);
    expect(shop.callsOf('customers.refresh').at(-1)?.params).toEqual({ sessionId: 'ses_1', generation: 1 });
    await refresh(json.refreshToken);
    expect(shop.callsOf('customers.refresh').at(-1)?.params).toEqual({ sessionId: 'ses_1', generation: 2 });
  });

  test('ends the session at a log-out', async () => {
    const { refreshToken } = await logIn('ann');
    const { status, text } = await refresh(refreshToken, '/v1/auth/logout');
    expect([status, text]).toEqual([204, '']);
    expect(shop.callsOf('customers.logOut').at(-1)?.params).toEqual({ sessionId: 'ses_1' });
  });

  test('cannot be made up, nor taken to another tenant', async () => {
    const { refreshToken = '' } = await logIn('ann');
    const [session, , proof] = refreshToken.split('.');
    expect((await refresh(`${session}.2.${proof}`)).status).toBe(401);
    expect((await refresh('ses_1.1')).status).toBe(401);
    const headers = { 'souk-tenant': 'acme' };
    expect((await shop.ask('POST', '/v1/auth/refresh', { body: { refreshToken }, headers })).status).toBe(401);
  });

  test('is all that is taken: a session is not named in a body', async () => {
    const { json } = await shop.ask('POST', '/v1/auth/refresh', { body: { sessionId: 'ses_1', generation: 1 } });
    expect(json.errors).toContainEqual({ field: 'sessionId', problem: 'is not allowed' });
  });
});

describe("a guest's secret", () => {
  test('goes along with an account, so that its holder can take the cart home', async () => {
    const { accessToken } = await logIn('ann');
    const token = shop.tokens.make('order', 'demo', 'order_1');
    const headers = { ...bearer(accessToken), 'souk-token': token };
    await shop.ask('GET', '/v1/orders/order_1', { headers });
    const { caller } = shop.callsOf('orders.get').at(-1)?.headers ?? {};
    expect(caller).toMatchObject({ kind: 'account', accountId: 'ann', guestOf: 'order:order_1' });
  });

  const orders = (token: string) => shop.ask('GET', '/v1/orders/order_1', { headers: { 'souk-token': token } });

  test('makes its holder the owner of that one thing', async () => {
    expect((await orders(shop.tokens.make('order', 'demo', 'order_1'))).status).toBe(200);
    const { caller } = shop.callsOf('orders.get').at(-1)?.headers ?? {};
    expect(caller).toEqual({ kind: 'anyone', roles: [], staff: {}, guestOf: 'order:order_1' });
  });

  test.each([
    ['of another tenant', () => shop.tokens.make('order', 'acme', 'order_1')],
    ['made for a mail', () => shop.tokens.make('passwordReset', 'demo', 'order_1')],
    ['made up', () => 'order_1.c2VjcmV0'],
    ['of another thing', () => shop.tokens.make('order', 'demo', 'order_1').replace('order_1', 'order_2')],
  ])('%s is refused', async (_, token) => {
    expect((await orders(token())).status).toBe(401);
  });
});
