import { type Bench, type Conditions, some } from './bench.ts';
import { dashboardRows } from './dashboards.ts';
import type { Desk } from './helpers/desk.ts';
import type { Timed } from './helpers/figures-asked.ts';
import type { Filled, History } from './helpers/history.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { atLeast, fact, quantile, type Row, shown, within } from './row.ts';
import { memoryRow } from './shop-memory.ts';

const tenants = 50;
const days = 90;
const rounds = 20;
const asked = 'tenant-7';
const mostEngineMb = 1_024;

/** 18 events each. */
const orders = 20_000;
/** Of all of them, beside the first. */
const copies = 27;
const sessions = 1_000_000;

/** The slowest question of them all, so that none hides behind others. */
const slowest = (timed: readonly Timed[], share: number) =>
  timed.map(({ question, ms }) => ({ question, ms: quantile(ms, share) })).toSorted((a, b) => b.ms - a.ms)[0] ?? {
    question: 'none',
    ms: Number.NaN,
  };

async function fill(conditions: Conditions, directory: string): Promise<Filled> {
  const history = startHelper<History>(conditions.workshop, 'history');
  const past = { orders: some(conditions, orders, 2_000), tenants, days, until: Date.now() };
  const filled = await history.ask('fill', directory, past);
  await history.stop();
  return filled;
}

async function questions(conditions: Conditions, desk: Helper<Desk>, directory: string): Promise<Row[]> {
  const { machine } = conditions;
  const before = await desk.ask('ask', asked, rounds);
  const ours = before.quick.find(({ question }) => question === 'sales by day')?.ms ?? [];
  const best = quantile(ours, 0);
  const sql = await desk.ask('askJournal', directory, asked, 3);
  const events = await desk.ask('grow', tenants, some(conditions, copies, 1), some(conditions, sessions, 10_000));
  const { quick, slow, engineMb } = await desk.ask('ask', asked, rounds);
  const [first, last] = [slowest(quick, 0.95), slowest(slow, 0.95)];
  const among = `one tenant of ${tenants} among ${(events / 1e6).toFixed(1)} million events`;
  return [
    { ...shown('analytics, sales by day, against SQL over the journal', 'ms', best), baseline: sql, ratio: best / sql },
    within(machine, `analytics, slowest question (${first.question}), ${among}, p95`, 'ms', first.ms, 100),
    within(
      machine,
      `analytics, slowest of funnel, cohorts, segments, carts (${last.question}), p95`,
      'ms',
      last.ms,
      500,
    ),
    fact('analytics, engine, most memory', 'MB', engineMb, `< ${mostEngineMb}`, engineMb < mostEngineMb),
  ];
}

/** A journal of its own, made as orders make it; the processes are those of a shop. */
async function measure(conditions: Conditions): Promise<Row[]> {
  const { workshop, machine } = conditions;
  const directory = workshop.directory('analytics');
  const filled = await fill(conditions, directory);
  const desk = startHelper<Desk>(workshop, 'desk', { ours: true });
  const { rowsPerSecond, engineUs, writerUs, writerMb } = await desk.ask('catchUp', directory, filled);
  const rows = await questions(conditions, desk, directory);
  await desk.ask('close');
  await desk.stop();
  return [
    atLeast(machine, 'analytics, from the journal into the engine', 'rows/s', rowsPerSecond, 100_000),
    shown('analytics, processor time a row, process that writes', 'us', writerUs),
    shown('analytics, processor time a row, engine', 'us', engineUs),
    shown('analytics, process that writes, most memory', 'MB', writerMb),
    ...rows,
    ...(await dashboardRows(conditions)),
    await memoryRow(conditions),
  ];
}

export const analytics: Bench = { name: 'analytics', run: measure };
