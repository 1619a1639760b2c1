import { type Conditions, some } from './bench.ts';
import type { Shoppers, Trade } from './helpers/shoppers.ts';
import type { Walkers } from './helpers/walkers.ts';
import { type Env, gateway, node, pairOf } from './kit/cluster.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { openTown, type SmallShop } from './kit/shops.ts';
import { type RunningSouk, startSouk } from './kit/souk.ts';
import { growthRow, type Pair, quantile, type Row, shown, sideBySide, within } from './row.ts';
import { spreadTimes } from './sockets.bench.ts';

const shoppers = 32;
const rounds = 3;
const town = { tenants: 1_000, vendors: 10, products: 2 };
const callers = 8;

const cpuMsOf = (nodes: readonly RunningSouk[]): Promise<number[]> => Promise.all(nodes.map(({ cpuMs }) => cpuMs()));

/** One side of the comparison: the process that is asked, and all that work for it. */
type Side = { readonly asked: RunningSouk; readonly nodes: readonly RunningSouk[]; readonly skus: readonly string[] };
type Traded = Trade & { readonly cpuMs: readonly number[] };

async function trade(conditions: Conditions, crowd: Helper<Shoppers>, { asked, nodes, skus }: Side): Promise<Traded> {
  const before = await cpuMsOf(nodes);
  const street = { port: asked.port, tenant: 'bench', skus };
  const traded = await crowd.ask('buy', street, shoppers, some(conditions, 8, 3));
  const after = await cpuMsOf(nodes);
  return { ...traded, cpuMs: after.map((ms, place) => ms - (before[place] ?? 0)) };
}

const ordersPerSecond = ({ confirmed, seconds }: Trade): number => confirmed / seconds;

/** A gateway and its actors over NATS and MongoDB beside all of Souk in one process on files. */
async function besideOneProcess(conditions: Conditions, pair: readonly [RunningSouk, RunningSouk]): Promise<Row[]> {
  const { workshop } = conditions;
  const alone = await startSouk(workshop);
  const stocking = { tenant: 'bench', products: 100, units: 1_000_000 };
  const one: Side = { asked: alone, nodes: [alone], skus: (await openShop(alone.directory, stocking)).skus };
  const two: Side = { asked: pair[0], nodes: pair, skus: (await openShop(pair[0].directory, stocking)).skus };
  const crowd = startHelper<Shoppers>(workshop, 'shoppers');
  await trade(conditions, crowd, one);
  await trade(conditions, crowd, two);
  const measured: (readonly [Traded, Traded])[] = [];
  for (let round = 0; round < rounds; round += 1)
    measured.push([await trade(conditions, crowd, two), await trade(conditions, crowd, one)]);
  await Promise.all([crowd.stop(), alone.stop()]);
  const pairs = measured.map(([ours, baseline]) => ({
    ours: ordersPerSecond(ours),
    baseline: ordersPerSecond(baseline),
  }));
  const [last] = measured.at(-1) as readonly [Traded, Traded];
  const [ofGateway = 0, ofActors = 0] = last.cpuMs;
  return [
    sideBySide('cluster: whole checkout, two nodes beside one process', 'orders/s', pairs),
    shown('cluster: processor time an order, gateway', 'ms', ofGateway / last.confirmed),
    shown('cluster: processor time an order, actors', 'ms', ofActors / last.confirmed),
  ];
}

/** What is asked of a thousand tenants in turn beside the same asked of one of them. */
async function manyTenants(conditions: Conditions, { directory, port }: RunningSouk): Promise<Row[]> {
  const all = await openTown(directory, { ...town, tenants: some(conditions, town.tenants, 100) });
  const walkers = startHelper<Walkers>(conditions.workshop, 'walkers');
  const p95 = async (skill: 'look' | 'buy', shops: readonly SmallShop[]): Promise<number> =>
    quantile(await walkers.ask(skill, port, shops, callers, some(conditions, 5, 2)), 0.95);
  const rows: Row[] = [];
  for (const [skill, name] of [['look', 'list of products'] as const, ['buy', 'POST /orders'] as const]) {
    const pairs: Pair[] = [];
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1)
      pairs.push({ ours: await p95(skill, all), baseline: await p95(skill, all.slice(0, 1)) });
    const title = `cluster: ${name} of ${all.length} tenants with ${town.vendors} vendors each, p95 against one tenant`;
    rows.push(growthRow(title, 'ms', pairs.slice(1), 1.5));
  }
  await walkers.stop();
  return rows;
}

async function toAnotherGateway(conditions: Conditions, env: Env, asked: RunningSouk): Promise<Row[]> {
  const other = await node(conditions, { ...env, ...gateway });
  const { times } = await spreadTimes(conditions, asked, other);
  await other.stop();
  const name = 'cluster: change at one gateway to the last of 2 000 sockets of another, p99';
  return [within(conditions.machine, name, 'ms', quantile(times, 0.99), 150)];
}

/** What shoppers see of a cluster of two. */
export async function clusterShops(conditions: Conditions, env: Env): Promise<Row[]> {
  const pair = await pairOf(conditions, env);
  const rows = [
    ...(await besideOneProcess(conditions, pair)),
    ...(await toAnotherGateway(conditions, env, pair[0])),
    ...(await manyTenants(conditions, pair[0])),
  ];
  await Promise.all(pair.map((one) => one.stop()));
  return rows;
}
