import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SoukError } from '../../../actors/runtime/errors.ts';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const people = new People();
let shop: Running;
beforeAll(async () => {
  people.put(account('ann'));
  const tryIt = (tenantId: string) =>
    tenantId === 'demo' ? [{ email: 'try@demo.example', password: 'souk-demo', name: 'Try', roles: [] }] : [];
  shop = await startGateway({
    fakes: {
      ...people.fakes,
      'customers.me': (_, { caller }) => account(caller.accountId ?? ''),
      'customers.refresh': ({ sessionId, generation }) => {
        if (generation > 5) throw new SoukError('Unauthenticated', 'SESSION_ENDED', 'ended');
        return { sessionId, generation: generation + 1, account: account('ann') };
      },
      'orders.get': () => {
        throw new SoukError('NotFound', 'NOT_FOUND', 'no such order');
      },
    },
    options: { tryIt },
  });
});
afterAll(() => shop.stop());

const ours = { 'souk-browser': '1' };
const credentials = { email: 'ann@example.org', password: 'correct horse' };

/** The cookies that an answer sets, as a browser would send them: `a=1; b=2`. */
const cookiesOf = (headers: Readonly<Record<string, unknown>>): string =>
  ((headers['set-cookie'] ?? []) as string[]).map((one) => one.split(';')[0]).join('; ');

const logIn = async (): Promise<string> =>
  cookiesOf((await shop.ask('POST', '/session', { headers: ours, body: credentials })).headers);

const only = (cookies: string, name: string): string => cookies.split('; ').find((one) => one.includes(name)) ?? '';

const refreshOf = (generation: number): string =>
  `__Host-souk-refresh=${shop.tokens.make('refresh', 'demo', 'ses_1', String(generation))}`;

describe('a browser that logs in', () => {
  test('gets its tokens as cookies that no script reads, and none in the answer', async () => {
    const { status, headers, json } = await shop.ask('POST', '/session', { headers: ours, body: credentials });
    expect([status, json]).toEqual([200, { account: account('ann') }]);
    for (const cookie of headers['set-cookie'] ?? []) {
      expect(cookie).toMatch(
        /^__Host-souk-(access|refresh)=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
      );
    }
    expect(headers['set-cookie']).toHaveLength(2);
  });

  test('is that person from then on', async () => {
    const cookie = await logIn();
    const { status, json } = await shop.ask('GET', '/v1/me', { headers: { ...ours, cookie } });
    expect([status, json.id]).toEqual([200, 'ann']);
    expect((await shop.ask('GET', '/session', { headers: { ...ours, cookie } })).json.account).toEqual(account('ann'));
  });

  test('is told who it may try to be, where that is a demo', async () => {
    const { json } = await shop.ask('GET', '/session', { headers: ours });
    expect(json).toEqual({ tryIt: [expect.objectContaining({ email: 'try@demo.example' })] });
    expect((await shop.ask('GET', '/session', { headers: { ...ours, 'souk-tenant': 'acme' } })).json).toEqual({});
  });

  test('ends its session when it logs out, and loses its cookies', async () => {
    const cookie = await logIn();
    const { headers } = await shop.ask('DELETE', '/session', { headers: { ...ours, cookie } });
    expect(headers['set-cookie']).toEqual([expect.stringContaining('Max-Age=0'), expect.stringContaining('Max-Age=0')]);
    expect(shop.callsOf('customers.logOut').at(-1)?.params).toEqual({ sessionId: 'ses_1' });
  });
});

describe('a page of another site', () => {
  test.each([
    ['without our field', {}],
    ['that says our field in spite of all', { ...ours, 'sec-fetch-site': 'cross-site' }],
    ['of a neighbouring host', { ...ours, 'sec-fetch-site': 'same-site' }],
  ])('%s is nobody, whatever cookies the browser sends', async (_, headers: Readonly<Record<string, string>>) => {
    const cookie = await logIn();
    expect((await shop.ask('GET', '/v1/me', { headers: { ...headers, cookie } })).status).toBe(401);
    expect((await shop.ask('DELETE', '/session', { headers: { ...headers, cookie } })).status).toBe(403);
    expect((await shop.ask('POST', '/session', { headers, body: credentials })).status).toBe(403);
  });
});

describe('a session whose token has run out', () => {
  test('is renewed unasked, once for all requests that come together', async () => {
    const cookie = refreshOf(1);
    const before = shop.callsOf('customers.refresh').length;
    const ask = () => shop.ask('GET', '/v1/me', { headers: { ...ours, cookie } });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => only(cookiesOf(headers), 'refresh')))).toEqual(new Set([refreshOf(2)]));
    expect(shop.callsOf('customers.refresh')).toHaveLength(before + 1);
  });

  test('brings its new cookies along with a refusal too, for the old ones are used up', async () => {
    const { status, headers } = await shop.ask('GET', '/v1/orders/none', {
      headers: { ...ours, cookie: refreshOf(3) },
    });
    expect([status, only(cookiesOf(headers), 'refresh')]).toEqual([404, refreshOf(4)]);
  });

  test.each([
    ['that has ended', () => refreshOf(9)],
    ['that nobody made', () => '__Host-souk-refresh=ses_1.1.bm9ib2R5'],
  ])('%s leaves a visitor without cookies', async (_, cookieOf) => {
    const { status, headers } = await shop.ask('GET', '/session', { headers: { ...ours, cookie: cookieOf() } });
    expect(status).toBe(200);
    expect(cookiesOf(headers)).toBe('__Host-souk-access=; __Host-souk-refresh=');
  });
});
