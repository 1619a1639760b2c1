import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert, AlertRule, AnalyticsActions, LiveAnswer } from '../../actors/analytics/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import { givenFigures } from './figures.given.ts';
import { listen, liveClient, shows } from './live.given.ts';
import { mailsIn, mailTo } from './mails.given.ts';
import { buy, logIn, type Person, register, type Shop, type Ware } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

type Look = AnalyticsActions['analytics.tryAlert']['result'];

const boss = 'operator@demo.example';
const sold: AlertRule = { of: 'sales', measure: 'orders', minutes: 60, when: 'above', than: 0, everyMinutes: 1 };
const path = '/analytics/alerts';

let souk: Souk;
let guest: Visitor;
let operator: Person;
let stranger: Person;
let bees: Shop;
let honey: Ware;

/** One of every subject, of a market in which two jars of honey were sold. */
const everything = (): readonly Partial<AlertRule>[] => [
  { vendor: bees.vendor.id },
  { of: 'lines', measure: 'units', where: [{ field: 'sku', is: [honey.sku] }] },
  { of: 'products', measure: 'units', key: honey.product.id },
  { of: 'stock', measure: 'left', key: honey.sku },
  { of: 'customers', measure: 'customers' },
  { of: 'vendors', measure: 'gross' },
  { of: 'payments', measure: 'captured', when: 'rises', than: 1_000 },
  { of: 'operation', measure: 'endToEndP95' },
  { of: 'carts', measure: 'checkedOut' },
  { of: 'funnel', measure: 'paid', when: 'below', than: 1 },
  { of: 'categories', measure: 'gross', when: 'rises' },
  { of: 'searches', measure: 'withoutResult' },
  { of: 'views', measure: 'views' },
  { of: 'visits', measure: 'visits', when: 'below', than: 1 },
  { of: 'live', measure: 'visitorsNow', when: 'below', than: 1 },
];

const whatIsSeen = [
  ...[
    ['sales', 200, true, 1],
    ['lines', 200, true, 2],
    ['products', 200, true, 2],
    ['stock', 200, true, 8],
  ],
  ...[
    ['customers', 200, true, 1],
    ['vendors', 200, true, 1_500],
    ['payments', 200, true, 1],
  ],
  ...[
    ['operation', 200, true, expect.any(Number)],
    ['carts', 200, true, 1],
    ['funnel', 200, true, 0],
  ],
  ...[
    ['categories', 200, true, 1_500],
    ['searches', 200, false, undefined],
    ['views', 200, false, 0],
  ],
  ...[
    ['visits', 200, true, 0],
    ['live', 200, true, 0],
  ],
];

(hasEngine ? describe : describe.skip)('Who wants to hear of figures by themselves', () => {
  beforeAll(async () => {
    ({ souk, guest, operator, stranger, bees, honey } = await givenFigures());
    await buy(await register(guest, 'ann@example.org'), { [honey.sku]: 2 });
    await eventually('it is counted', async () => {
      const { status, body } = await operator.ask<LiveAnswer>('GET', '/analytics/live');
      return status === 200 && body.totals[0]?.orders === 1;
    });
  });

  const save = (name: string, rule: object = sold, asker: Visitor = operator, more: object = {}) =>
    asker.ask<Alert>('POST', path, { body: { name, rule, ...more } });
  const kept = (id: string, asker: Visitor = operator) => asker.get<Alert>(`${path}/${id}`);
  const rings = (id: string, asker: Visitor = operator) =>
    eventually('it rings', async () => (await kept(id, asker)).ringing);
  const mailsOf = async (name: string) =>
    (await mailsIn(souk.directory)).filter(({ subject }) => subject === `Alert: ${name}`);

  test('get a mail and see it live once it has gone too far, and that it is over', async () => {
    const token = async () => operator.session.accessToken;
    const live = listen<LiveAnswer>(liveClient({ url: souk.url, tenant: 'demo', token }), 'analytics:tenant');
    await shows('no alert', live, ({ alerts }) => alerts?.length === 0);
    const { status, body } = await save('It sells');
    expect([status, body.mailTo]).toEqual([201, [operator.account.id]]);
    expect(await rings(body.id)).toMatchObject({ figure: 1, currency: 'GBP' });
    const mail = await mailTo(souk.directory, boss, 'Alert: It sells');
    expect(mail.text).toContain('orders of sales in the last hour: 1. It watches for above 0.');
    await shows('that it rings', live, ({ alerts }) => alerts?.[0]?.name === 'It sells');
    // Another rule begins anew, and there is nothing to ring for.
    await operator.ask('PATCH', `${path}/${body.id}`, { body: { rule: { ...sold, than: 1_000 } } });
    await shows('that it is over', live, ({ alerts }) => alerts?.length === 0);
    expect((await operator.ask('DELETE', `${path}/${body.id}`)).status).toBe(200);
  });

  test('can try one at any time: it looks now, and writes', async () => {
    const { body } = await save('Ten thousand', { ...sold, than: 10_000 });
    const { body: look } = await operator.ask<Look>('POST', `${path}/${body.id}/try`);
    expect(look).toEqual({ rings: false, seen: { figure: 1, currency: 'GBP' } });
    await mailTo(souk.directory, boss, 'Trial: Ten thousand');
    expect((await kept(body.id)).ringing).toBeUndefined();
  });

  test('watch whatever can be counted', async () => {
    const looks: unknown[] = [];
    for (const [place, rule] of everything().entries()) {
      const { body } = await save(`Measure ${place}`, { ...sold, ...rule }, operator, { mailTo: [] });
      const { status, body: look } = await operator.ask<Look>('POST', `${path}/${body.id}/try`);
      await operator.delete(`${path}/${body.id}`);
      looks.push([rule.of ?? 'sales', status, look.rings, look.seen?.figure]);
    }
    expect(looks).toEqual(whatIsSeen);
  });

  test.each([
    [{ rule: { ...sold, measure: 'visitors' } }, 'rule.measure'],
    [{ rule: { ...sold, measure: 'orders) FROM events --' } }, 'rule.measure'],
    [{ rule: { ...sold, of: 'events' } }, 'rule.of'],
    [{ rule: { ...sold, currency: "GBP' OR 1=1" } }, 'rule.currency'],
    [{ rule: { ...sold, vendor: "' OR ''='" } }, 'rule.vendor'],
    [{ mailTo: ['acc_nobody'] }, 'mailTo[0]'],
  ])('are told what is wrong with %j', async (fields, field) => {
    const { status, body } = await operator.ask('POST', path, { body: { name: 'Wrong', rule: sold, ...fields } });
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  test.each(["'); DROP TABLE events; --", "\\' OR {tenant:String} --"])(
    'find nothing with %j for a value, and break nothing',
    async (evil) => {
      const lines = { ...sold, of: 'lines', where: [{ field: 'country', is: [evil] }] };
      for (const rule of [lines, { ...sold, of: 'products', measure: 'units', key: evil }]) {
        const { body } = await save('Evil', rule, operator, { mailTo: [] });
        const { body: look } = await operator.ask<Look>('POST', `${path}/${body.id}/try`);
        expect(look.rings).toBe(false);
        await operator.delete(`${path}/${body.id}`);
      }
      expect((await operator.get<LiveAnswer>('/analytics/live')).totals[0]?.orders).toBe(1);
    },
  );

  test('hear nothing of another tenant, and vendors and shoppers nothing at all', async () => {
    const { body: ours } = await save('Ours', { ...sold, than: 10_000 });
    for (const [method, place, body] of [
      ['GET', path],
      ['GET', `${path}/${ours.id}`],
      ['POST', path, { name: 'x', rule: sold }],
      ['PATCH', `${path}/${ours.id}`, { name: 'x' }],
      ['DELETE', `${path}/${ours.id}`],
      ['POST', `${path}/${ours.id}/try`],
    ] as const) {
      expect((await bees.owner.ask(method, place, body ? { body } : {})).status).toBe(403);
      expect((await guest.ask(method, place, body ? { body } : {})).status).toBe(401);
      if (place !== path) expect((await stranger.ask(method, place, body ? { body } : {})).status).toBe(404);
    }
    expect((await stranger.get<{ items: unknown[] }>(path)).items).toEqual([]);
    const foreign = await save('Theirs', { ...sold, vendor: bees.vendor.id }, stranger);
    expect(foreign.status).toBe(404);
    expect((await save('Theirs', sold, stranger, { mailTo: [operator.account.id] })).status).toBe(400);
    const { body: theirs } = await save('Theirs', { ...sold, when: 'below', than: 1 }, stranger);
    expect(await rings(theirs.id, stranger)).toEqual({
      figure: 0,
      currency: expect.any(String),
      since: expect.any(String),
    });
  });

  test('get no second mail when the shop was killed while it rang', async () => {
    const { body } = await save('Rings on');
    await rings(body.id);
    await mailTo(souk.directory, boss, 'Alert: Rings on');
    await souk.kill();
    souk = await startSouk({ directory: souk.directory, env: { ANALYTICS: 'on' } });
    operator = await logIn(visitor(souk.url), boss);
    await eventually('figures are there', async () => (await operator.ask('GET', '/analytics/live')).status === 200);
    // What is changed is looked at again, and what comes after it later than that.
    await operator.ask('PATCH', `${path}/${body.id}`, { body: { name: 'Still rings' } });
    const { body: next } = await save('After it');
    await rings(next.id);
    await mailTo(souk.directory, boss, 'Alert: After it');
    expect(await Promise.all(['Rings on', 'Still rings'].map(async (name) => (await mailsOf(name)).length))).toEqual([
      1, 0,
    ]);
    expect(await souk.stop()).toBe(0);
  });
});
