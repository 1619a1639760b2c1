import { type Bench, type Conditions, some } from './bench.ts';
import type { Naive } from './helpers/naive.ts';
import type { Runtime } from './helpers/runtime.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { atLeast, median, type Pair, type Row, ratioRow, shown } from './row.ts';

const inFlight = 1_000;
const manySkus = 1_000;
const units = 1_000_000;
const rounds = 3;

type Goal = { readonly name: string; readonly skus: number; readonly timesNaive: number; readonly perSecond: number };

const goals: readonly Goal[] = [
  { name: 'one hot SKU', skus: 1, timesNaive: 15, perSecond: 100_000 },
  { name: '1 000 SKUs', skus: manySkus, timesNaive: 6, perSecond: 40_000 },
];

type Sides = { readonly runtime: Helper<Runtime>; readonly naive: Helper<Naive>; readonly forMs: number };

/** V8 has compiled a command's way for good after some 200 000 of them. */
const warmUpMs = 5_000;

/** Each round has skus of its own, so that no actor holds more open promises than a shop would. */
const skusOf = (name: string, round: number, count: number): string[] =>
  Array.from({ length: count }, (_, number) => `${name.replaceAll(' ', '-')}-${round}-${number}`);

async function pairOf({ runtime, naive, forMs }: Sides, skus: readonly string[]): Promise<Pair> {
  await Promise.all([naive.ask('stock', skus, units), runtime.ask('stock', skus, units)]);
  const baseline = await naive.ask('reserve', skus, forMs);
  const ours = await runtime.ask('reserve', skus, inFlight, forMs);
  return { ours, baseline };
}

async function measure(sides: Sides, { name, skus }: Goal): Promise<Pair[]> {
  await pairOf({ ...sides, forMs: Math.min(warmUpMs, sides.forMs * 3) }, skusOf(name, 0, skus));
  const pairs: Pair[] = [];
  for (let round = 1; round <= rounds; round += 1) pairs.push(await pairOf(sides, skusOf(name, round, skus)));
  return pairs;
}

async function againstNaive({ workshop, machine, ...conditions }: Conditions): Promise<Row[]> {
  const runtime = startHelper<Runtime>(workshop, 'runtime', { ours: true });
  const naive = startHelper<Naive>(workshop, 'naive');
  await runtime.ask('open', workshop.directory('runtime'), false);
  await naive.ask('open', workshop.directory('naive'));
  const forMs = some({ workshop, machine, ...conditions }, 2_000, 1_000);
  const rows: Row[] = [];
  for (const goal of goals) {
    const pairs = await measure({ runtime, naive, forMs }, goal);
    const ours = median(pairs.map((pair) => pair.ours));
    rows.push(ratioRow(`commands, ${goal.name}, against one transaction each`, '/s', pairs, goal.timesNaive));
    rows.push(atLeast(machine, `commands, ${goal.name}`, '/s', ours, goal.perSecond));
  }
  await Promise.all([runtime.stop(), naive.stop()]);
  return rows;
}

/** Nothing is asked of it: it shows what flows, views and search cost that follow each command. */
async function inWholeSouk(conditions: Conditions): Promise<Row> {
  const { workshop } = conditions;
  const runtime = startHelper<Runtime>(workshop, 'runtime', { ours: true });
  await runtime.ask('open', workshop.directory('whole'), true);
  const skus = skusOf('whole', 0, manySkus);
  await runtime.ask('stock', skus, units);
  await runtime.ask('reserve', skus, inFlight, some(conditions, 3_000, 1_000));
  const ours = await runtime.ask('reserve', skus, inFlight, some(conditions, 3_000, 1_000));
  await runtime.stop();
  return shown('commands, 1 000 SKUs, views and search following', '/s', ours);
}

export const commands: Bench = {
  name: 'commands',
  run: async (conditions) => [...(await againstNaive(conditions)), await inWholeSouk(conditions)],
};
