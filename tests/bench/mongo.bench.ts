import { startServers, stopServers } from '../../tools/servers/servers.ts';
import { freePorts } from '../servers/ports.ts';
import { type Bench, type Conditions, some } from './bench.ts';
import type { NaiveMongo } from './helpers/naive-mongo.ts';
import type { Runtime } from './helpers/runtime.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { type Pair, type Row, ratioRow, sideBySide } from './row.ts';

const inFlight = 1_000;
const units = 1_000_000;
const rounds = 3;

type Goal = { readonly name: string; readonly skus: number; readonly timesNaive: number };

const goals: readonly Goal[] = [
  { name: 'one hot SKU', skus: 1, timesNaive: 30 },
  { name: '1 000 SKUs', skus: 1_000, timesNaive: 6 },
];

type Sides = {
  readonly mongo: Helper<Runtime>;
  readonly files: Helper<Runtime>;
  readonly naive: Helper<NaiveMongo>;
  readonly forMs: number;
};

/** Commands a second of one round. */
type Round = { readonly mongo: number; readonly files: number; readonly naive: number };

const skusOf = (name: string, round: number, count: number): string[] =>
  Array.from({ length: count }, (_, number) => `${name.replaceAll(' ', '-')}-${round}-${number}`);

async function roundOf({ mongo, files, naive, forMs }: Sides, skus: readonly string[]): Promise<Round> {
  await Promise.all([mongo.ask('stock', skus, units), files.ask('stock', skus, units)]);
  return {
    naive: await naive.ask('reserve', skus, forMs),
    mongo: await mongo.ask('reserve', skus, inFlight, forMs),
    files: await files.ask('reserve', skus, inFlight, forMs),
  };
}

async function rowsOf(sides: Sides, { name, skus, timesNaive }: Goal): Promise<Row[]> {
  await roundOf(sides, skusOf(name, 0, skus));
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) measured.push(await roundOf(sides, skusOf(name, round, skus)));
  const pairs = (baseline: 'naive' | 'files'): Pair[] =>
    measured.map((round) => ({ ours: round.mongo, baseline: round[baseline] }));
  return [
    ratioRow(`commands on MongoDB, ${name}, against an insert each`, '/s', pairs('naive'), timesNaive),
    sideBySide(`commands on MongoDB, ${name}, beside SQLite`, '/s', pairs('files')),
  ];
}

async function onServer(conditions: Conditions, url: string): Promise<Row[]> {
  const { workshop } = conditions;
  const [mongo, files] = [0, 1].map(() => startHelper<Runtime>(workshop, 'runtime', { ours: true }));
  const naive = startHelper<NaiveMongo>(workshop, 'naive-mongo');
  const sides = { mongo, files, naive, forMs: some(conditions, 3_000, 1_000) } as Sides;
  await sides.mongo.ask('openOnMongo', workshop.directory('mongo'), url);
  await sides.files.ask('open', workshop.directory('files'), false);
  await naive.ask('open', url);
  const rows: Row[] = [];
  for (const goal of goals) rows.push(...(await rowsOf(sides, goal)));
  return rows;
}

/** A server of its own, one member: what a majority on other machines costs is the network's. */
async function run(conditions: Conditions): Promise<Row[]> {
  const ports = { nats: 0, redis: 0, mongo: await freePorts(1) };
  const directory = conditions.workshop.directory('servers');
  const plan = { names: ['mongo'] as const, directory, ports, replicas: 1, tied: true };
  try {
    const [server] = await startServers(plan);
    return await onServer(conditions, server?.url as string);
  } finally {
    await stopServers(plan);
  }
}

export const mongo: Bench = { name: 'mongo', run };
