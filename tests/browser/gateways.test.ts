import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from '../journeys/eventually.ts';
import { logIn } from '../journeys/market.given.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { Cable } from '../servers/cable.given.ts';
import { givenServers, hasServers } from '../servers/servers.given.ts';
import { atWork, soldOrders } from './at-work.given.ts';
import { describeInBrowser, type Person, person } from './browser.given.ts';
import { offerTheOnlyOne, onShelf, sell } from './shelves.given.ts';

/** Servers, three processes and four browsers, on a machine that may be busy. */
jest.setTimeout(300_000);

const isAllThere = hasEngine && hasServers('nats', 'mongo');

(isAllThere ? describeInBrowser : describe.skip)('pages of a shop with two gateways', () => {
  let first: Souk;
  let second: Souk;
  /** As a balancer stands before gateways: pages know its address alone. */
  let wire: Cable;
  const people: Person[] = [];

  beforeAll(async () => {
    const servers = await givenServers(1, 'nats', 'mongo');
    const env = { NATS_URL: servers.url('nats'), MONGO_URL: servers.url('mongo'), WEB: 'on', ANALYTICS: 'on' };
    await startSouk({ env: { ...env, ROLES: 'actors,jobs,analytics' } });
    const gateway = { env: { ...env, ROLES: 'gateway,search' } };
    [first, second] = await Promise.all([startSouk(gateway), startSouk(gateway)]);
    wire = await Cable.to(first.port);
    const analyst = await logIn(visitor(first.url), 'analyst@demo.example');
    await eventually('analytics have begun', async () => (await analyst.ask('GET', '/analytics/live')).status === 200);
  });
  afterAll(() => Promise.all(people.map((one) => one.leave())));

  test('go on by themselves when the one is killed that they came through', async () => {
    const seller = await logIn(visitor(first.url), 'vendor@demo.example');
    const { handle } = await offerTheOnlyOne(seller, 'Storm lantern');
    for (const { url } of [first, second]) await onShelf(visitor(url), handle);
    const guest = await person(wire.url);
    await guest.page.goto(`/products/${handle}`);
    await guest.page.getByRole('button', { name: 'Add to cart' }).waitFor();
    const vera = await atWork(wire.url, 'Vendor', '/vendor/orders');
    const ana = await atWork(wire.url, 'Analyst', '/dashboards');
    const ola = await atWork(wire.url, 'Ops', '/console/nodes');
    people.push(guest, vera, ana, ola);
    await soldOrders(ana.page).getByText('0', { exact: true }).waitFor();
    await ola.page.getByText('3 nodes', { exact: true }).waitFor();
    for (const { page } of people) await page.evaluate('window.isTheSame = true');

    wire.leadTo(second.port);
    await first.kill();
    const { number } = await sell(visitor(second.url), handle);
    await Promise.all([
      guest.page.getByRole('button', { name: 'Sold out' }).waitFor(),
      vera.page.getByText(number).first().waitFor(),
      soldOrders(ana.page).getByText('1', { exact: true }).waitFor(),
      ola.page.getByText('2 nodes', { exact: true }).waitFor(),
    ]);
    for (const { page } of people) expect(await page.evaluate('window.isTheSame')).toBe(true);
  });
});
