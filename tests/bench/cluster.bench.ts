import { setTimeout as pause } from 'node:timers/promises';
import { startServers, stopServers } from '../../tools/servers/servers.ts';
import { freePorts } from '../servers/ports.ts';
import { type Bench, type Conditions, some } from './bench.ts';
import { clusterCache } from './cluster-cache.bench.ts';
import { clusterLine } from './cluster-line.bench.ts';
import { clusterShops } from './cluster-shops.bench.ts';
import type { Caller } from './helpers/caller.ts';
import type { NaiveMongo } from './helpers/naive-mongo.ts';
import type { Restless, Seen } from './helpers/restless.ts';
import { actors, type Env, gateway as gatewayRoles, node, seeEachOther } from './kit/cluster.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import type { RunningSouk } from './kit/souk.ts';
import { atLeast, fact, median, type Pair, quantile, type Row, ratioRow, shown, within } from './row.ts';

const inFlight = 1_000;
const rounds = 3;
const units = 1_000_000;
const callers = 8;
const afterwardsMs = 2_000;
/** Caller and actor in two processes, the journal in a third. */
async function hotSku(conditions: Conditions, env: Env): Promise<Row[]> {
  const { workshop, machine } = conditions;
  const owner = await node(conditions, { ...env, ...actors });
  const asking = { ...env, ROLES: 'gateway', PORT: '0', WEB: 'off', DATA_DIR: workshop.directory('caller') };
  const caller = startHelper<Caller>(workshop, 'caller', { env: asking, ours: true });
  const naive = startHelper<NaiveMongo>(workshop, 'naive-mongo');
  await Promise.all([caller.ask('open'), naive.ask('open', env.MONGO_URL as string)]);
  await caller.ask('stock', 'hot', units);
  const forMs = some(conditions, 4_000, 1_000);
  await caller.ask('reserve', 'hot', inFlight, forMs);
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const baseline = await naive.ask('reserve', ['hot'], forMs);
    pairs.push({ ours: await caller.ask('reserve', 'hot', inFlight, forMs), baseline });
  }
  await Promise.all([caller.stop(), naive.stop()]);
  await owner.stop();
  const name = 'cluster: commands on one hot SKU of another process';
  return [
    ratioRow(`${name}, against an insert each`, '/s', pairs, 30),
    atLeast(machine, name, '/s', median(pairs.map(({ ours }) => ours)), 20_000),
  ];
}

/** What callers see while one of three nodes of actors goes. */
async function goings(conditions: Conditions, env: Env): Promise<Row[]> {
  const { workshop, machine } = conditions;
  const [gateway, ...others] = await Promise.all(
    [gatewayRoles, actors, actors].map((roles) => node(conditions, { ...env, ...roles })),
  );
  if (!gateway) throw new Error('no gateway');
  const shop = await openShop(gateway.directory, { tenant: 'bench', products: 20, units });
  const restless = startHelper<Restless>(workshop, 'restless');
  await restless.ask('begin', { port: gateway.port, ...shop }, callers);
  const round = async (go: (going: RunningSouk) => Promise<void>): Promise<readonly [quiet: Seen, gone: Seen]> => {
    const going = await node(conditions, { ...env, ...actors });
    await seeEachOther([gateway, ...others], 4);
    await pause(afterwardsMs);
    await restless.ask('seen');
    await pause(afterwardsMs);
    const quiet = await restless.ask('seen');
    await Promise.all([go(going), pause(afterwardsMs)]);
    return [quiet, await restless.ask('seen')];
  };
  const repeat = async (count: number, go: (going: RunningSouk) => Promise<void>) => {
    const seen: (readonly [Seen, Seen])[] = [];
    for (let number = 0; number < count; number += 1) seen.push(await round(go));
    return seen;
  };
  const killed = await repeat(some(conditions, 50, 3), (going) => going.kill());
  const stopped = await repeat(some(conditions, 5, 2), (going) => going.stop());
  await restless.ask('end');
  await Promise.all([restless, gateway, ...others].map((one) => one.stop()));
  const longest = (seen: readonly (readonly [Seen, Seen])[], place: 0 | 1) => seen.map((both) => both[place].longestMs);
  const errors = [...killed, ...stopped].flatMap((both) => both.flatMap(({ otherwise }) => otherwise));
  const quiet = quantile(longest(stopped, 0), 0.99);
  const calm = quantile(longest(stopped, 1), 0.99) / quiet;
  return [
    within(
      machine,
      'cluster: kill -9 of a node, longest wait of a caller, p99',
      'ms',
      quantile(longest(killed, 1), 0.99),
      100,
    ),
    shown('cluster: kill -9 of a node, longest wait of a caller, p50', 'ms', median(longest(killed, 1))),
    shown('cluster: the same while nothing happens, p50', 'ms', median(longest(killed, 0))),
    fact('cluster: SIGTERM of a node, longest wait against quiet', 'x', calm, '< 2', calm < 2),
    fact(
      'cluster: errors that callers heard of',
      '',
      errors.length,
      `none ${errors[0] ?? ''}`.trim(),
      errors.length === 0,
    ),
  ];
}

async function run(conditions: Conditions): Promise<Row[]> {
  const first = await freePorts(3);
  const directory = conditions.workshop.directory('servers');
  const ports = { nats: first, mongo: first + 1, redis: first + 2 };
  const plan = { names: ['nats', 'redis', 'mongo'] as const, directory, ports, replicas: 1, tied: true };
  try {
    const started = await startServers(plan);
    const { REDIS_URL = '', ...env } = Object.fromEntries(started.map(({ setting, url }) => [setting, url]));
    return [
      ...(await hotSku(conditions, env)),
      ...(await goings(conditions, env)),
      ...(await clusterLine(conditions, env, plan)),
      ...(await clusterShops(conditions, env)),
      ...(await clusterCache(conditions, env, REDIS_URL)),
    ];
  } finally {
    await stopServers(plan);
  }
}

export const cluster: Bench = { name: 'cluster', run };
