import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LiveAnswer } from '../../actors/analytics/contract.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import { givenFigures } from './figures.given.ts';
import { areRising, ask, type Heard, listen, liveClient, plainSocket, shows } from './live.given.ts';
import { buy, openShop, type Person, register, type Shop, stockWare, type Ware } from './market.given.ts';
import type { Souk } from './souk-process.ts';
import type { Visitor } from './visitor.ts';

let souk: Souk;
let guest: Visitor;
let operator: Person;
let stranger: Person;
let bees: Shop;
let wool: Shop;
let honey: Ware;
let scarf: Ware;

(hasEngine ? describe : describe.skip)('Who watches figures live', () => {
  beforeAll(async () => {
    ({ souk, guest, operator, stranger, bees, honey } = await givenFigures());
    wool = await openShop(operator, await register(guest, 'will@example.org'), 'Wool of Will');
    scarf = await stockWare(wool, 'Island scarf', 4_200, 5);
    await eventually('analytics have begun', async () => (await operator.ask('GET', '/analytics/live')).status === 200);
  });

  const watch = (person: Person, scope: string): Heard<LiveAnswer> => {
    const token = async () => person.session.accessToken;
    return listen<LiveAnswer>(liveClient({ url: souk.url, tenant: 'demo', token }), `analytics:${scope}`);
  };

  const gross = ({ totals }: LiveAnswer) => totals[0]?.gross;

  test('sees an order when it was placed, as the whole tenant and as a vendor each its share', async () => {
    const [whole, own, other] = [
      watch(operator, 'tenant'),
      watch(bees.owner, bees.vendor.id),
      watch(wool.owner, wool.vendor.id),
    ];
    for (const one of [whole, own, other]) await shows('nothing was sold yet', one, (state) => gross(state) === 0);
    await buy(await register(guest, 'ann@example.org'), { [honey.sku]: 2, [scarf.sku]: 1 });
    expect((await shows('all of it', whole, (state) => gross(state) === 5_700)).lastOrders).toHaveLength(1);
    expect((await shows('its share', own, (state) => gross(state) === 1_500)).minutes).toHaveLength(60);
    await shows('its share', other, (state) => gross(state) === 4_200);
    expect([whole, own, other].map(({ versions }) => areRising(versions))).toEqual([true, true, true]);
  });

  test('sees nothing of another vendor, another tenant, or as a shopper or a visitor', async () => {
    const shopper = await register(guest, 'sue@example.org');
    const tokens = [wool.owner, shopper].map(({ session }) => ({ token: session.accessToken, tenant: 'demo' }));
    const sockets = await Promise.all([...tokens, { tenant: 'demo' }].map((auth) => plainSocket(souk.url, auth)));
    for (const channel of ['analytics:tenant', `analytics:${bees.vendor.id}`, 'analytics:ven_nobody', 'analytics']) {
      for (const socket of sockets) {
        const { ok, problem } = await ask(socket, channel);
        expect({ channel, ok }).toEqual({ channel });
        expect(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']).toContain(problem?.code);
      }
    }
    const acme = await plainSocket(souk.url, { token: stranger.session.accessToken, tenant: 'acme' });
    expect((await ask(acme, `analytics:${bees.vendor.id}`)).problem?.code).toBe('NOT_FOUND');
    const theirs = (await ask(acme, 'analytics:tenant')).ok?.state as LiveAnswer | undefined;
    expect(theirs && [gross(theirs), theirs.lastOrders]).toEqual([0, []]);
  });
});
