import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { leash, type Workshop } from '../bench/kit/workshop.ts';
import { tenantNames } from './town.ts';

/** A Souk that is fuzzed: a process of its own, as `npm start` runs it, but small, so that memory has reached its bounds soon. */
export type FuzzedSouk = {
  readonly port: number;
  readonly directory: string;
  /** What it logged that is no warning: bugs, as it sees them itself. */
  readonly complaints: readonly string[];
  /** What it holds after its garbage was collected. */
  memory(): Promise<Memory>;
  metric(name: string): Promise<number>;
  /** The figure once it is down to `most`, or what it still is after a while. */
  settled(name: string, most: number): Promise<number>;
  isAlive(): boolean;
  stop(): Promise<void>;
};

export type Memory = { readonly heapMb: number; readonly rssMb: number };

const settings = {
  PORT: '0',
  NODE_ENV: 'production',
  WEB: 'off',
  LOG_LEVEL: 'warn',
  DEFAULT_TENANT: tenantNames[0],
  // Of each request its own address, so that failed log-ins of one do not shut out all.
  TRUSTED_PROXIES: '1',
  ORDER_WAIT_MS: '1000',
  // A thousand actors of each kind are awake at most, so that memory has reached its bounds soon.
  PARTITIONS: '1',
  ACTORS_IN_MEMORY: '2000',
};

const collect = ['--expose-gc', '--import', new URL('collect.preload.mjs', import.meta.url).href];
const startTimeoutMs = 60_000;

export async function startFuzzed(workshop: Workshop, directory = workshop.directory('data')): Promise<FuzzedSouk> {
  const child = workshop.start('cli/start.ts', {
    flags: [...leash, ...collect],
    env: { ...settings, DATA_DIR: directory },
    ours: true,
  });
  const complaints: string[] = [];
  const port = await openedPort(child, complaints);
  const url = `http://127.0.0.1:${port}/metrics`;
  const metric = async (name: string): Promise<number> => metricOf(await (await fetch(url)).text(), name);
  return {
    port,
    directory,
    complaints,
    metric,
    settled: (name, most) => settled(() => metric(name), most),
    memory: () => memoryOf(child, metric),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: () => stopped(child, workshop),
  };
}

const stopTimeoutMs = 120_000;

/** A drain on a busy machine takes its time; one that never ends is a fault, and ends by force. */
async function stopped(child: ChildProcess, workshop: Workshop): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => void workshop.end(child), stopTimeoutMs);
  await gone;
  clearTimeout(late);
}

const mostComplaints = 100;

function openedPort(child: ChildProcess, complaints: string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let rest = '';
  const hear = (text: Buffer): void => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const found = /Souk is open at\s+http:\/\/localhost:(\d+)/.exec(line);
      if (found) resolve(Number(found[1]));
      if (isComplaint(line) && complaints.length < mostComplaints) complaints.push(line.slice(0, 2_000));
    }
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('exit', (code) => {
    if (code !== 0) complaints.push(`Souk ended with ${code}: ${rest}`);
    reject(new Error('Souk did not start'));
  });
  const timer = setTimeout(() => reject(new Error(`Souk did not open in ${startTimeoutMs} ms`)), startTimeoutMs);
  return promise.finally(() => clearTimeout(timer));
}

/** Errors and worse by their level, and whatever is no line of the log but looks like an uncaught error. */
const isComplaint = (line: string): boolean =>
  /"level":"?(50|60|error|fatal)/.test(line) || /^\w*Error\b|^\s+at /.test(line);

const settledTimeoutMs = 20_000;
const lookAgainMs = 100;

async function settled(look: () => Promise<number>, most: number): Promise<number> {
  const until = performance.now() + settledTimeoutMs;
  for (;;) {
    const now = await look();
    if (now <= most || performance.now() > until) return now;
    await pause(lookAgainMs);
  }
}

const settleMs = 1_500;

async function memoryOf(child: ChildProcess, metric: (name: string) => Promise<number>): Promise<Memory> {
  await pause(settleMs);
  for (let round = 0; round < 3; round += 1) {
    child.kill('SIGUSR2');
    await metric('nodejs_heap_size_used_bytes');
  }
  const megabytes = async (name: string): Promise<number> => Math.round((await metric(name)) / 1_048_576);
  return {
    heapMb: await megabytes('nodejs_heap_size_used_bytes'),
    rssMb: await megabytes('process_resident_memory_bytes'),
  };
}

function metricOf(page: string, name: string): number {
  const line = page.split('\n').find((one) => one.startsWith(`${name} `));
  if (!line) throw new Error(`/metrics shows no ${name}`);
  return Number(line.slice(name.length + 1));
}
