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
  shop = await startGateway({ fakes: people.fakes, options: { world, vault } });
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
