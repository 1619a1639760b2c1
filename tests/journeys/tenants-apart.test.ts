import { beforeAll, describe, expect, test } from '@jest/globals';
import type { OpsActions } from '../../actors/ops/contract.ts';
import { visit } from '../../actors/runtime/door.ts';
import { askingAs } from '../../cli/asking.ts';
import { logIn, type Person } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform, openTenant } from './tenants.given.ts';
import { type Market, nobodys, openMarket, pathTo, stateOf, type Things, thingRoutes } from './things.given.ts';
import { askAs, freshKey, type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let demo: Visitor;
let acme: Visitor;
let demoOps: Person;
let root: Person;
let ours: Market;
let strangers: Readonly<Record<string, Visitor>>;
let things: Things;

/** Its operator has every role that a tenant knows. */
async function openAcme(): Promise<Person> {
  root = await logInToPlatform(souk);
  const operator = await openTenant(root, 'acme');
  const door = await visit(souk.directory);
  if (!door) throw new Error('the door of the running Souk is shut');
  const params = { email: operator.account.email ?? '', password: 'not asked for', roles: ['analyst', 'ops'] as const };
  await askingAs(door, 'acme')('customers.provision', params, 'journey:all-roles');
  door.close();
  return operator;
}

beforeAll(async () => {
  souk = await startSouk();
  demo = visitor(souk.url);
  acme = visitor(souk.url, { 'souk-tenant': 'acme' });
  demoOps = await logIn(demo, 'ops@demo.example');
  ours = await openMarket(demo, await logIn(demo, 'operator@demo.example'), 'demi');
  const operator = await openAcme();
  const theirs = await openMarket(acme, operator, 'acia');
  const { shop, shopper, guestBasket, guestOrder } = theirs;
  const guestOfOrder = acme.with({ 'souk-token': guestOrder.token ?? '' });
  strangers = {
    operator,
    owner: shop.owner,
    shopper,
    'guest of a cart': guestBasket.visitor,
    'guest of an order': guestOfOrder,
  };
  things = {
    ...ours.things,
    tenants: 'demo',
    actors: 'order',
    '{type}': ours.order.id,
    'dead-letters': 'demo',
    nodes: 'demo',
  };
});

const told = async (one: Visitor, method: string, path: string, body: unknown) => {
  const reply = await one.ask(method, path, { body, headers: freshKey() });
  return { status: reply.status, code: reply.body.code };
};

describe('a thing of another tenant is not there', () => {
  test.each(thingRoutes().map((route) => [`${route.method} ${route.place}`, route] as const))(
    'at %s',
    async (_, route) => {
      const { method, place, body } = route;
      const before = await stateOf(demoOps, ours.things);
      const answers = Object.entries(strangers).map(async ([name, stranger]) => {
        const answer = await told(stranger, method, pathTo(place, things), body);
        // What is there is told apart by nobody from what never was.
        const absent = await told(stranger, method, pathTo(place, nobodys(things)), body);
        expect({ name, ...answer }).toEqual({ name, ...absent });
        expect([401, 403, 404]).toContain(answer.status);
        return answer.status;
      });
      const statuses = await Promise.all(answers);
      // Tenants and nodes are the platform's alone; everything else somebody of a tenant may ask for.
      if (!/^\/(tenants|ops\/nodes)\//.test(place)) expect(statuses).toContain(404);
      expect(await stateOf(demoOps, ours.things)).toEqual(before);
    },
  );

  test('nor beside one of their own', async () => {
    const { cart, visitor: holder } = await ownCart();
    const line = await told(holder, 'PUT', `/carts/${cart}/lines/${things.inventory}`, { quantity: 1 });
    expect(line).toEqual(
      await told(holder, 'PUT', `/carts/${cart}/lines/${nobodys(things).inventory}`, { quantity: 1 }),
    );
    expect(line.status).toBe(404);
    const merged = await told(holder, 'POST', `/carts/${cart}/merge`, { from: ours.guestBasket.cart.id });
    expect(merged.status).toBe(404);
    const lines = [{ sku: things.inventory, quantity: 1 }];
    expect(await acme.post('/inventory/check', { lines })).toMatchObject({ lines: [{ available: 0, ok: false }] });
  });

  test.each(['/ops/actors/order/ID?tenant=demo', '/ops/placement?key=demo/order/ID'])(
    'nor for ops who name the tenant, unless they are the platform’s: %s',
    async (form) => {
      const path = form.replace('ID', ours.order.id);
      expect((await strangers.operator?.ask('GET', path))?.status).toBe(404);
      expect((await root.ask('GET', path)).status).toBe(200);
    },
  );
});

const ownCart = async () => {
  const holder = strangers.shopper as Visitor;
  return { visitor: holder, cart: (await holder.post<{ id: string }>('/carts')).id };
};

test('a provider is heard at the door of its tenant only, and only by its signature', async () => {
  const body = { of: 'capture', result: 'captured' };
  const at = async (one: Visitor, path: string, signature?: string) =>
    (await one.ask('POST', path, { body, headers: { ...(signature && { 'souk-signature': signature }) } })).status;
  const forged = `t=${Date.now()},v1=${'0'.repeat(64)}`;
  expect(await at(demo, '/webhooks/demo/sandbox')).toBe(401);
  expect(await at(demo, '/webhooks/demo/sandbox', forged)).toBe(401);
  expect(await at(demo, '/webhooks/nobody/sandbox', forged)).toBe(404);
  expect(await at(demo, '/webhooks/demo/nobody', forged)).toBe(404);
});

test('no list shows anything of another tenant', async () => {
  const paths = ['/products', '/products?q=ware', '/categories', '/vendors', '/customers', '/orders', '/tenant', '/me'];
  const found = ['/shops', '/search/facets', '/search/suggestions?q=ware'];
  const more = [
    ...found,
    '/me/addresses',
    '/ledger/balances',
    '/ops/dead-letters',
    `/products?vendor=${things.vendors}`,
  ];
  for (const path of [...paths, ...more]) {
    for (const stranger of Object.values(strangers)) {
      const { text } = await stranger.ask('GET', path);
      expect({ path, shows: Object.values(ours.things).filter((id) => text.includes(id)) }).toEqual({
        path,
        shows: [],
      });
      // As words: a trace has a name of random letters.
      expect(text).not.toMatch(/\b(?:demi|demo)\b/);
    }
  }
  expect((await strangers.operator?.ask('GET', '/tenants'))?.status).toBe(403);
});

describe('a tenant is believed only where nothing contradicts it', () => {
  const hosted = { demo: 'demo.localhost', acme: 'acme.localhost' };

  test('token, host and header must name the same', async () => {
    const { accessToken } = ours.shopper.session;
    const authorization = `Bearer ${accessToken}`;
    const asked = async ({ host = '', ...fields }: Readonly<Record<string, string>>) =>
      (await askAs(host, `${souk.url}/v1/me`, fields)).status;
    expect(await asked({ authorization })).toBe(200);
    expect(await asked({ authorization, host: hosted.demo })).toBe(200);
    expect(await asked({ authorization, host: hosted.acme })).toBe(404);
    expect(await asked({ authorization, 'souk-tenant': 'acme' })).toBe(404);
    expect(await asked({ authorization, host: hosted.demo, 'souk-tenant': 'acme' })).toBe(404);
    expect(await asked({ host: hosted.acme, 'souk-tenant': 'demo' })).toBe(404);
    expect(await asked({ host: 'nobody.localhost' })).toBe(404);
    expect(await asked({ 'souk-tenant': 'demo/acme' })).toBe(404);
  });

  test('a host shows its own tenant, also from ready bytes', async () => {
    const list = async (host: string) => (await askAs(host, `${souk.url}/v1/products?limit=100`)).text;
    for (const _ of ['loaded', 'ready']) {
      expect(await list(hosted.acme)).toContain('Ware of acia');
      expect(await list(hosted.demo)).toContain('Ware of demi');
      expect(await list(hosted.acme)).not.toContain('demi');
    }
  });

  test('secrets and log-ins of one open nothing in the other', async () => {
    for (const secret of [ours.guestOrder.token ?? '', ours.guestBasket.token ?? '']) {
      expect((await acme.with({ 'souk-token': secret }).ask('GET', `/orders/${ours.guestOrder.id}`)).status).toBe(401);
    }
    const body = { email: 'demi@home.example', password: 'souk-demo' };
    expect((await acme.ask('POST', '/auth/login', { body })).status).toBe(401);
    const { refreshToken } = ours.shopper.session;
    expect((await acme.ask('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
    expect((await demo.ask('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(200);
  });
});

test('a node is drained by the platform alone: it answers, finishes what is under way and ends', async () => {
  const { items } = await demoOps.get<OpsActions['ops.nodes']['result']>('/ops/nodes');
  const path = `/ops/nodes/${items[0]?.id}/drain`;
  expect((await demoOps.ask('POST', path)).status).toBe(403);
  expect((await root.ask('POST', '/ops/nodes/nobody/drain')).status).toBe(404);
  expect(await demoOps.get('/ops/placement?key=tenant/demo')).toEqual({
    key: 'demo/tenant/demo',
    area: 'tenants',
    partition: expect.stringMatching(/^tenants\/\d\d$/),
    owner: items[0]?.id,
  });
  expect(await root.ask('POST', path)).toMatchObject({ status: 202, body: { id: items[0]?.id } });
  expect(await souk.ended).toBe(0);
});
