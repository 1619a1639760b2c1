import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert, Export, SavedQuestion } from '../../actors/analytics/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import { givenFigures } from './figures.given.ts';
import { askedWith, type GuardedRoute, guardedRoutes, withValue } from './guarded.given.ts';
import { buy, openShop, type Person, register, type Shop, stockWare, type Ware } from './market.given.ts';
import { freshKey, type Visitor, visitor } from './visitor.ts';

/** What nobody else may ever be shown: ids and names. */
type Secrets = readonly string[];

type Asker = {
  readonly name: string;
  readonly visitor: Visitor;
  readonly hidden: Secrets;
  readonly vendor?: string;
  /** Of a saved question of its own. */
  readonly question?: string;
};

const rule = { of: 'sales', measure: 'orders', minutes: 60, when: 'above', than: 1_000_000 };
const question = { of: 'lines', measures: ['units'], by: ['product'] };

/** A saved question, an alert and an export, as every tenant may have them. */
async function keep(operator: Visitor, name: string): Promise<Secrets> {
  const saved = await operator.post<SavedQuestion>('/analytics/questions', { name: `Question of ${name}`, question });
  const alert = await operator.post<Alert>('/analytics/alerts', { name: `Alert of ${name}`, rule, mailTo: [] });
  const file = await operator.post<Export>('/analytics/exports', { question, format: 'csv' });
  return [saved.id, saved.name, alert.id, alert.name, file.id];
}

const secretsOf = ({ vendor }: Shop, { product, sku }: Ware): Secrets => [vendor.id, product.id, sku];

/** With each of them a text might become a part of a question, or another one's name. */
const hostile = (victims: Secrets): readonly string[] => [
  "' OR 1=1 --",
  "x'; DROP TABLE events; --",
  '{tenant:String}',
  "UTC') UNION ALL SELECT * FROM events --",
  '',
  ...oneOfEach(victims),
];

/** The words before `_` say what an id is of. */
const oneOfEach = (ids: Secrets): Secrets => [...new Map(ids.map((id) => [id.split('_')[0], id])).values()];

const words = (text: string): readonly string[] => text.split(/[^\w -]+/);

(hasEngine ? describe : describe.skip)('Whatever is asked of analytics', () => {
  let operator: Person;
  let stranger: Person;
  let askers: readonly Asker[];
  let nobody: Visitor;

  beforeAll(async () => {
    const { souk, guest, bees, honey, ...people } = await givenFigures();
    ({ operator, stranger } = people);
    const wool = await openShop(operator, await register(guest, 'will@example.org'), 'Wool of Will');
    const scarf = await stockWare(wool, 'Island scarf', 4_200, 50);
    const ann = await register(guest, 'ann@example.org');
    const order = await buy(ann, { [honey.sku]: 2, [scarf.sku]: 1 });
    const there = visitor(souk.url, { 'souk-tenant': 'acme' });
    const rocks = await openShop(stranger, await register(there, 'rob@example.org'), 'Rocks of Rob');
    const quartz = await stockWare(rocks, 'Rose quartz', 900, 50);
    const theirs = await buy(await register(there, 'amy@example.org'), { [quartz.sku]: 1 });
    const [ours, others] = [await keep(operator, 'ours'), await keep(stranger, 'theirs')];
    const ofDemo = [...secretsOf(bees, honey), ...secretsOf(wool, scarf), order.id, ann.account.id, ...ours];
    const ofAcme = [...secretsOf(rocks, quartz), theirs.id, ...others];
    askers = [
      { name: 'the operator', visitor: operator, hidden: ofAcme, ...(ours[0] && { question: ours[0] }) },
      { name: 'the operator of another tenant', visitor: stranger, hidden: ofDemo },
      {
        name: 'another vendor',
        visitor: wool.owner,
        vendor: wool.vendor.id,
        hidden: [...secretsOf(bees, honey), ...ofAcme],
      },
    ];
    nobody = guest;
    for (const one of [operator, stranger]) await eventually('it is counted', async () => (await sales(one)) === 1);
  });

  const sales = async (one: Visitor) => {
    const { body } = await one.ask<{ totals?: readonly { orders: number }[] }>('GET', '/analytics/sales');
    return body.totals?.[0]?.orders;
  };

  const ask = async (one: Visitor, route: GuardedRoute, params: unknown) => {
    const { path, body } = askedWith(route, params);
    return one.ask(route.method, path, { ...(body !== undefined && { body }), headers: freshKey() });
  };

  /** Names the value of those that it must not know; what it says back of what it was asked is no news. */
  const shown = (text: string, hidden: Secrets, value: string) => {
    const told = words(text);
    return hidden.filter((secret) => !value.includes(secret) && told.some((word) => word.includes(secret)));
  };

  const takes = ({ places }: GuardedRoute, field: string) => places.some(([first]) => first === field);

  /** What would be answered: the values that are tried come beside that. */
  function goodParams(route: GuardedRoute, { vendor, question: id }: Asker): unknown {
    const ofVendor = vendor !== undefined && takes(route, 'vendor');
    const params = ofVendor ? withValue(route.example, ['vendor'], vendor) : route.example;
    const isAnswered = id !== undefined && route.name === 'analytics.answer';
    return isAnswered ? withValue(params, ['id'], id) : params;
  }

  async function tryPlace(route: GuardedRoute, place: GuardedRoute['places'][number], asker: Asker): Promise<void> {
    const { hidden } = asker;
    const base = goodParams(route, asker);
    for (const value of hostile(hidden)) {
      const { status, text } = await ask(asker.visitor, route, withValue(base, place, value));
      const where = { asker: asker.name, at: place.join('.'), value };
      expect({ ...where, status: status < 500 || text, shows: shown(text, hidden, value) }).toEqual({
        ...where,
        status: true,
        shows: [],
      });
    }
  }

  test.each(guardedRoutes().map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s shows nothing of others, whatever stands in any of its parameters',
    async (_, route) => {
      await Promise.all(
        askers.map(async (asker) => {
          for (const place of route.places) await tryPlace(route, place, asker);
        }),
      );
      expect((await ask(nobody, route, route.example)).status).toBe(401);
    },
  );

  test('has left everything as it was', async () => {
    expect([await sales(operator), await sales(stranger)]).toEqual([1, 1]);
    for (const [one, name] of [
      [operator, 'ours'],
      [stranger, 'theirs'],
    ] as const) {
      for (const list of ['questions', 'alerts']) {
        const { items } = await one.get<{ items: readonly { name: string }[] }>(`/analytics/${list}`);
        expect(items.map((item) => item.name)).toContain(`${list === 'alerts' ? 'Alert' : 'Question'} of ${name}`);
      }
      expect(await one.get('/analytics/reconciliation')).toMatchObject({ equal: true, missing: [] });
    }
  });
});
