import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { day, minute, second } from '../../../actors/runtime/time.ts';
import { memoryVault } from './fake-vault.ts';
import { woundWorld } from './fake-world.ts';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const world = woundWorld();
const vault = memoryVault();
const people = new People();
let shop: Running;

beforeAll(async () => {
  shop = await startGateway({
    fakes: { ...people.fakes, 'orders.get': ({ id }) => ({ id }) },
    options: { world, vault },
  });
});
beforeEach(() => {
  people.put(account('ann'));
  people.put(account('olga', { roles: ['operator'] }));
  world.wind(2 * second);
});
afterAll(() => shop.stop());

const logIn = async (name: string, headers = {}) => {
  const body = { email: `${name}@example.org`, password: 'correct horse' };
  return (await shop.ask('POST', '/v1/auth/login', { body, headers })).json as unknown as Record<string, string>;
};
const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });
const me = (headers: Record<string, string>) => shop.ask('GET', '/v1/me', { headers });

describe('a log-in', () => {
  test('gives two tokens and the account, and nothing of the session itself', async () => {
    const answer = await shop.ask('POST', '/v1/auth/login', { body: { email: 'ann@example.org', password: 'x' } });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json).sort()).toEqual([
      'accessToken',
      'account',
      'expiresIn',
      'refreshToken',
      'tokenType',
    ]);
    expect(answer.json).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, account: { id: 'ann' } });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('is told from which address it came, and believes no body about it', async () => {
    await logIn('ann');
    expect(shop.callsOf('customers.logIn').at(-1)?.params).toMatchObject({ address: '127.0.0.1' });
    const body = { email: 'ann@example.org', password: 'x', address: '10.0.0.1' };
    const { json } = await shop.ask('POST', '/v1/auth/login', { body });
    expect(json.errors).toEqual([{ field: 'address', problem: 'is not allowed' }]);
  });

  test('makes tokens that anybody can check with the published keys', async () => {
    const { accessToken = '' } = await logIn('ann');
    const { json } = await shop.ask('GET', '/.well-known/jwks.json');
    const keys = createLocalJWKSet(json as never);
    const { payload, protectedHeader } = await jwtVerify(accessToken, keys, { currentDate: new Date(world.now()) });
    expect(payload).toMatchObject({ sub: 'ann', tenant: 'demo', sid: 'ses_1', iss: 'souk' });
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(JSON.stringify(json)).not.toContain('"d":');
  });
});

describe('an access token', () => {
  test('speaks for its account', async () => {
    const { accessToken } = await logIn('ann');
    const answer = await me(bearer(accessToken));
    expect([answer.status, answer.json.id]).toEqual([200, 'ann']);
    expect(shop.callsOf('customers.me').at(-1)?.headers.caller).toEqual({
      kind: 'account',
      accountId: 'ann',
      roles: [],
      staff: {},
    });
  });

  test('ends after 15 minutes, also when it was used before', async () => {
    const { accessToken } = await logIn('ann');
    expect((await me(bearer(accessToken))).status).toBe(200);
    world.wind(15 * minute + second);
    const { status, headers, json } = await me(bearer(accessToken));
    expect([status, json.code, headers['www-authenticate']]).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
  });

  test('outlives the key it was signed with, but not by a whole period', async () => {
    const { accessToken } = await logIn('ann');
    const { exp = 0 } = decodeJwt(accessToken ?? '');
    const periods = async () =>
      ((await shop.ask('GET', '/.well-known/jwks.json')).json.keys as unknown as object[]).length;
    expect([await periods(), exp * second - world.now() <= 15 * minute]).toEqual([3, true]);
    world.wind(30 * day);
    const { accessToken: next } = await logIn('ann');
    expect((await me(bearer(next))).status).toBe(200);
    expect((await me(bearer(accessToken))).status).toBe(401);
  });

  test('of one node is known to all that share the vault', async () => {
    const other = await startGateway({ fakes: people.fakes, options: { world, vault } });
    const { accessToken } = await logIn('ann');
    expect((await other.ask('GET', '/v1/me', { headers: bearer(accessToken) })).status).toBe(200);
    await other.stop();
  });

  test.each([
    ['nothing', 'Bearer '],
    ['a word', 'Bearer abc'],
    ['another scheme', 'Basic YW5uOng='],
    ['a token without a signature', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4iLCJ0ZW5hbnQiOiJkZW1vIn0.'],
    ['a very long text', `Bearer ${'a'.repeat(8_000)}`],
  ])('is not %s', async (_, authorization) => {
    expect((await me({ authorization })).status).toBe(401);
  });

  test('is worth nothing with a changed account in it', async () => {
    const [head, body, signature] = (await logIn('ann')).accessToken?.split('.') ?? [];
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'olga' })).toString('base64url');
    expect((await me(bearer(`${head}.${forged}.${signature}`))).status).toBe(401);
  });

  test('of an account that was erased is refused', async () => {
    const { accessToken } = await logIn('ann');
    people.remove('ann');
    world.wind(2 * second);
    expect((await me(bearer(accessToken))).status).toBe(401);
  });
});

describe('roles', () => {
  const customers = (token: string | undefined) => shop.ask('GET', '/v1/customers', { headers: bearer(token) });

  test('are read for each request, so that one just given counts at once', async () => {
    const { accessToken } = await logIn('ann');
    expect((await customers(accessToken)).status).toBe(403);
    people.put(account('ann', { roles: ['operator'] }));
    expect((await customers(accessToken)).status).not.toBe(403);
    expect(shop.callsOf('customers.list')).toHaveLength(0);
  });

  test('are remembered for a second at most, so that one taken away is gone', async () => {
    const { accessToken } = await logIn('olga');
    expect((await customers(accessToken)).status).not.toBe(403);
    people.put(account('olga'));
    world.wind(second);
    expect((await customers(accessToken)).status).toBe(403);
  });

  test('are asked for before a body is read', async () => {
    const body = 'x'.repeat(2_000_000);
    const answer = await shop.ask('POST', '/v1/tenants', { body });
    expect(answer.status).toBe(401);
  });
});

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
