import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import type { Availability } from '../../../actors/inventory/contract.ts';
import type { ActorPage, NodePage, OpsActions } from '../../../actors/ops/contract.ts';
import { Cable } from '../../servers/cable.given.ts';
import { describeWith } from '../../servers/servers.given.ts';
import { eventually } from '../eventually.ts';
import { firstInvoices } from '../first-invoices.given.ts';
import { areRising, listen, liveClient, shows } from '../live.given.ts';
import { type Bought, logIn, type Ware } from '../market.given.ts';
import { attempt, fillCarts, soldOf } from '../rush.given.ts';
import { run, type Souk, temporaryDirectory } from '../souk-process.ts';
import { logInToPlatform } from '../tenants.given.ts';
import { visitor } from '../visitor.ts';
import { type GivenCluster, givenCluster } from './cluster.given.ts';
import { Crowd, crowd, others } from './crowd.given.ts';
import { testOfFigures } from './reconciled.given.ts';

const invoices = 50;
/** An import is thousands of commands. */
const longestMs = 150_000;

describeWith(
  'nats',
  'mongo',
  'redis',
)('A shop of several processes', () => {
  let cluster: GivenCluster;
  let spare: Souk;
  let shoppers: Crowd;

  beforeAll(async () => {
    cluster = await givenCluster({ also: ['redis'] });
    shoppers = new Crowd(cluster);
    spare = await cluster.addActors();
    await cluster.sees(4);
  });

  test('loses a node of actors to kill -9, and no shopper hears of it', async () => {
    const rushed = await shoppers.rush(() => spare.kill());
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
  });

  test('is joined by a node that the platform drains again under load, and no shopper hears of it', async () => {
    const root = await logInToPlatform(cluster.gateway);
    const rushed = await shoppers.rush(async () => {
      const young = await cluster.addActors();
      await cluster.sees(4);
      const { items } = await root.get<OpsActions['ops.nodes']['result']>('/ops/nodes');
      const { id } = items.find((node) => node.id.includes(`-${young.pid}-`)) as NodePage;
      await root.post(`/ops/nodes/${id}/drain`);
      expect(await young.ended).toBe(0);
    });
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
  });

  test('shows ops all of its nodes through any gateway, and what each of them knows', async () => {
    const ops = await logIn(cluster.guest, 'ops@demo.example');
    const { items, silent } = await ops.get<OpsActions['ops.nodes']['result']>('/ops/nodes');
    expect([items.length, silent]).toEqual([3, undefined]);
    expect(items.filter(({ areas }) => areas.includes('orders'))).toHaveLength(2);
    const owners = items.filter(({ partitions }) => partitions > 0);
    expect(owners).toHaveLength(2);
    const [first] = shoppers.sold as [Bought];
    const actor = await ops.get<ActorPage>(`/ops/actors/order/${first.id}`);
    expect(actor).toMatchObject({ type: 'order', id: first.id });
    const { consumers } = await ops.get<OpsActions['ops.feed']['result']>('/ops/feed?consumer=flow-order');
    expect(new Set(consumers.map(({ partition }) => partition)).size).toBe(consumers.length);
    expect(consumers.filter(({ partition }) => partition.startsWith('orders/'))).toHaveLength(16);
  });

  test('has a node that is frozen and comes back: it can neither write nor answer for the others', async () => {
    const zombie = await cluster.addActors();
    await cluster.sees(4);
    const rushed = await shoppers.rush(async () => {
      zombie.signal('SIGSTOP');
      await pause(10_000);
      zombie.signal('SIGCONT');
    });
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
    expect(await zombie.stop()).toBe(0);
  });

  test('goes on when NATS was away', async () => {
    const { servers } = cluster;
    const rushed = await shoppers.rush(async () => {
      await servers.kill('nats');
      await servers.restart();
    });
    await shoppers.expectAgreement(rushed.checkouts);
  });

  test('goes on when MongoDB was killed', async () => {
    const { servers } = cluster;
    const rushed = await shoppers.rush(async () => {
      await servers.kill('mongo');
      await servers.restart();
    });
    await shoppers.expectAgreement(rushed.checkouts);
  });

  test('loses Redis, which comes back empty, and no shopper hears of it', async () => {
    const { servers } = cluster;
    const rushed = await shoppers.rush(async () => {
      await servers.kill('redis');
      await servers.restart();
    });
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
  });

  test('has nodes whose clocks are minutes apart, and no shopper hears of it', async () => {
    const askew = ['120000', '-120000'].map((CLOCK_AHEAD_MS) =>
      cluster.addActors({ env: { CLOCK_AHEAD_MS }, how: { preload: './clock.preload.mjs' } }),
    );
    const nodes = await Promise.all(askew);
    await cluster.sees(5);
    const rushed = await shoppers.rush(() => (nodes[0] as Souk).kill());
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
    expect(await nodes[1]?.stop()).toBe(0);
    await cluster.sees(3);
  });

  test('brings in the first days of a real month while its nodes are killed, and is equal to the penny', async () => {
    const { csv, rows } = firstInvoices(invoices);
    const directory = temporaryDirectory();
    const [file, report] = [join(directory, 'first-days.csv'), join(directory, 'report.json')];
    await writeFile(file, csv);
    const doomed = await Promise.all([cluster.addActors(), cluster.addActors()]);
    await cluster.sees(5);
    const importing = run('import', [file, '--report', report], { ...cluster.env, DATA_DIR: directory });
    for (const [place, moment] of [/ products [1-9]/, / orders [1-9]/].entries()) {
      await eventually(`it prints ${moment}`, () => moment.test(importing.printed()), longestMs);
      await doomed[place]?.kill();
    }
    expect({ code: await importing.ended, printed: importing.printed() }).toMatchObject({ code: 0 });
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({ equal: true, rows });
  });

  test('loses a gateway: who asked there asks another with the same key, who looked on there looks on here', async () => {
    const second = await cluster.addGateway();
    const wire = await Cable.to(second.port);
    const [ware] = cluster.wares as [Ware];
    const stock = listen<Availability>(liveClient({ url: wire.url }), `stock:${ware.sku}`);
    const { available } = await shows('what is left', stock, () => true);
    const there = visitor(second.url);
    const checkouts = await fillCarts(there, cluster.wares, crowd, ['ok']);
    const moved = checkouts.map(({ basket, ...checkout }) => ({
      ...checkout,
      basket: { ...basket, visitor: cluster.guest.with({ 'souk-token': basket.token ?? '' }) },
    }));
    const tries = checkouts.map(attempt);
    await Promise.race(tries);
    wire.leadTo(cluster.gateway.port);
    await second.kill();
    await Promise.all(tries);
    await shoppers.expectAgreement(moved);
    const sold = soldOf(shoppers.sold.slice(-crowd), ware);
    await shows('what is left now', stock, (state) => state.available === available - sold);
    expect(areRising(stock.versions)).toBe(true);
  });

  testOfFigures(() => cluster);
});
