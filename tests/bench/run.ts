import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { analytics } from './analytics.bench.ts';
import type { Bench } from './bench.ts';
import { checkout } from './checkout.bench.ts';
import { cluster } from './cluster.bench.ts';
import { commands } from './commands.bench.ts';
import { flashSale } from './flash-sale.bench.ts';
import { growth } from './growth.bench.ts';
import { hotReads } from './hot-reads.bench.ts';
import { idle } from './idle.bench.ts';
import { importing } from './import.bench.ts';
import { root, Workshop } from './kit/workshop.ts';
import { type Machine, measureMachine } from './machine.ts';
import { mongo } from './mongo.bench.ts';
import { headline, markdown, table } from './report.ts';
import { type Row, unmeasured } from './row.ts';
import { liveSockets } from './sockets.bench.ts';
import { tracing } from './tracing.bench.ts';

const benches: readonly Bench[] = [
  hotReads,
  commands,
  mongo,
  cluster,
  checkout,
  tracing,
  flashSale,
  liveSockets,
  importing,
  idle,
  growth,
  analytics,
];

const usage = `npm run bench -- [NAME ...] [--only NAME,...] [--json FILE] [--quick] [--cpu-prof DIR] [--write-docs]

Starts what it measures, on data directories of its own, and removes it (docs/performance.md says what is measured how).
  --only NAME,...  some of: ${benches.map(({ name }) => name).join(', ')}
  --json FILE      the rows as {name, unit, ours, baseline, ratio, goal, holds}
  --quick          shorter rounds: a first look
  --cpu-prof DIR   a .cpuprofile of each process of Souk, for Chrome's or VS Code's viewer
  --write-docs     the table into docs/performance.md`;

const quickShare = 0.3;

function readArguments() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { only: text, json: text, 'cpu-prof': text, quick: flag, 'write-docs': flag, help: flag };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const chosen = [...positionals, ...(values.only?.split(',') ?? [])];
  const names = chosen.length > 0 ? chosen : benches.map(({ name }) => name);
  const unknown = names.find((name) => benches.every((bench) => bench.name !== name));
  if (unknown !== undefined) throw new Error(`There is no benchmark ${unknown}.\n\n${usage}`);
  const profiles = values['cpu-prof'] && resolve(values['cpu-prof']);
  if (profiles) mkdirSync(profiles, { recursive: true });
  return { ...values, profiles, chosen: benches.filter(({ name }) => names.includes(name)) };
}

let open: Workshop | undefined;
let isStopping = false;

/** What is started in it is ended and removed, also when it fails. */
async function inWorkshop<Result>(profiles: string | undefined, work: (workshop: Workshop) => Promise<Result>) {
  if (isStopping) return new Promise<never>(() => undefined);
  const workshop = new Workshop(profiles);
  open = workshop;
  try {
    return await work(workshop);
  } finally {
    await workshop.close();
  }
}

async function measured(bench: Bench, machine: Machine, share: number, profiles?: string): Promise<readonly Row[]> {
  const begun = performance.now();
  process.stderr.write(`${bench.name} ...`);
  try {
    return await inWorkshop(profiles, (workshop) => bench.run({ workshop, machine, share }));
  } catch (error) {
    process.stderr.write(` ${error instanceof Error ? error.stack : error}`);
    return [unmeasured(bench.name, error)];
  } finally {
    process.stderr.write(` ${Math.round((performance.now() - begun) / 1_000)} s\n`);
  }
}

function writeDocs(text: string): void {
  const path = join(root, 'docs/performance.md');
  const page = readFileSync(path, 'utf8');
  const block = /(<!-- bench -->\n)[\s\S]*(\n<!-- end of bench -->)/;
  writeFileSync(
    path,
    page.replace(block, (_, begin, end) => `${begin}\n${text}\n${end}`),
  );
}

async function run(): Promise<boolean> {
  const { chosen, quick, json, profiles, 'write-docs': docs } = readArguments();
  const machine = await inWorkshop(undefined, measureMachine);
  console.log(`${headline(machine)}\n`);
  const rows: Row[] = [];
  for (const bench of chosen) rows.push(...(await measured(bench, machine, quick ? quickShare : 1, profiles)));
  console.log(`\n${table(rows)}`);
  if (json) writeFileSync(json, `${JSON.stringify(rows, undefined, 2)}\n`);
  if (docs) writeDocs(markdown(machine, rows));
  return rows.every(({ ours }) => ours !== null);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    isStopping = true;
    void open?.close().finally(() => process.exit(130));
  });
}

run().then(
  (isWhole) => process.exit(isWhole ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
