import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { believeTenant, tenantOfHost } from '../../../gateway/identity/tenant.ts';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const people = new People();
let shop: Running;
beforeAll(async () => {
  people.put(account('ann'));
  shop = await startGateway({
    fakes: { ...people.fakes, 'search.products': (_, { tenantId }) => ({ items: [tenantId] }) },
  });
});
afterAll(() => shop.stop());

const products = async (headers: Record<string, string>) => {
  const { status, json } = await shop.ask('GET', '/v1/products', { headers });
  return status === 200 ? (json.items as unknown as string[])[0] : [status, json.code];
};
const tokenOf = async (tenant: string) => {
  const body = { email: 'ann@example.org', password: 'x' };
  const { json } = await shop.ask('POST', '/v1/auth/login', { body, headers: { 'souk-tenant': tenant } });
  return `Bearer ${json.accessToken}`;
};

describe('the tenant of a visitor', () => {
  test.each([
    ['is demo when nothing says otherwise', {}, 'demo'],
    ['is the first label of a local host', { host: 'acme.localhost:3000' }, 'acme'],
    ['is the first label below the public address', { host: 'acme.souk.example' }, 'acme'],
    ['may be written large in a host', { host: 'ACME.Localhost' }, 'acme'],
    ['is named by a header', { 'souk-tenant': 'acme' }, 'acme'],
    ['may be named twice, if by the same name', { host: 'acme.localhost', 'souk-tenant': 'acme' }, 'acme'],
    ['is not read from an address', { host: '127.0.0.1:3000' }, 'demo'],
    ['is not read from a foreign host', { host: 'acme.elsewhere.example' }, 'demo'],
  ])('%s', async (_, headers, tenant) => {
    expect(await products(headers)).toEqual(tenant);
  });

  test.each([
    ['host and header differ', { host: 'acme.localhost', 'souk-tenant': 'demo' }, 404, 'NOT_FOUND'],
    ['there is none of that name', { 'souk-tenant': 'nobody' }, 404, 'UNKNOWN_TENANT'],
    ['its name could be no name', { 'souk-tenant': '../demo' }, 404, 'UNKNOWN_TENANT'],
    ['a host has two labels', { host: 'a.b.localhost' }, 404, 'UNKNOWN_TENANT'],
    ['it is suspended', { 'souk-tenant': 'shut' }, 403, 'TENANT_SUSPENDED'],
  ])('is refused when %s', async (_, headers, status, code) => {
    expect(await products(headers)).toEqual([status, code]);
  });

  test('never passes on what it asked for to a call', async () => {
    const before = shop.calls.length;
    await products({ host: 'acme.localhost', 'souk-tenant': 'demo' });
    expect(shop.calls).toHaveLength(before);
  });
});

describe('the tenant of a caller with a token', () => {
  test("is the token's, and nothing beside it may say another", async () => {
    const authorization = await tokenOf('acme');
    expect(await products({ authorization })).toBe('acme');
    expect(await products({ authorization, 'souk-tenant': 'acme', host: 'acme.localhost' })).toBe('acme');
    expect(await products({ authorization, 'souk-tenant': 'demo' })).toEqual([404, 'NOT_FOUND']);
    expect(await products({ authorization, host: 'demo.localhost' })).toEqual([404, 'NOT_FOUND']);
  });

  test('may be the platform, which no plan bounds and nobody suspends', async () => {
    const authorization = await tokenOf('platform');
    expect(await products({ authorization })).toBe('platform');
  });
});

describe('the rule alone', () => {
  const at = { baseDomain: 'souk.example', defaultTenant: 'demo' };

  test('finds no tenant in the base domain itself, nor without a host', () => {
    expect([tenantOfHost('souk.example', at), tenantOfHost('localhost:3000', at), tenantOfHost(undefined, at)]).toEqual(
      [undefined, undefined, undefined],
    );
  });

  test('lets no name through that is no label of a host', () => {
    for (const header of ['', 'A', 'a_b', '-a', 'a-', 'a/b', 'a b', 'é', 'a'.repeat(64)]) {
      expect(() => believeTenant({ header }, at)).toThrow();
    }
  });
});
