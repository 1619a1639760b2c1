import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { leash, type Workshop } from './workshop.ts';

/** A Souk as `npm start` runs it, in a process of its own, with every setting at its default. */
export type RunningSouk = {
  readonly port: number;
  readonly url: string;
  readonly directory: string;
  /** From its start as a process until it says that it is open. */
  readonly readyMs: number;
  /** One figure of `/metrics`. */
  metric(name: string): Promise<number>;
  /** Processor time of all of its threads so far. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
};

const startTimeoutMs = 60_000;

/** Of its own process, not of those beside it. */
export const residentMegabytes = async (souk: RunningSouk): Promise<number> =>
  (await souk.metric('process_resident_memory_bytes')) / 1_048_576;

export async function startSouk(
  workshop: Workshop,
  directory = workshop.directory('data'),
  also: Readonly<Record<string, string>> = {},
): Promise<RunningSouk> {
  const begun = performance.now();
  const env = { DATA_DIR: directory, PORT: '0', DEMO_SHELVES: 'few', WEB: 'off', ...also };
  const child = workshop.start('cli/start.ts', { flags: leash, env, ours: true });
  const port = await openedPort(child);
  const url = `http://127.0.0.1:${port}`;
  return {
    port,
    url,
    directory,
    readyMs: performance.now() - begun,
    metric: (name) => metricOf(url, name),
    cpuMs: async () => (await metricOf(url, 'process_cpu_seconds_total')) * 1_000,
    stop: () => workshop.end(child),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** What it prints is read to its end, or the pipe would fill. */
function openedPort(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let said = '';
  const hear = (text: Buffer) => {
    said = `${said}${text}`.slice(-20_000);
    const found = /Souk is open at\s+http:\/\/localhost:(\d+)/.exec(said);
    if (found) resolve(Number(found[1]));
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('exit', () => reject(new Error(`Souk did not start: ${said.slice(-2_000)}`)));
  const timer = setTimeout(() => reject(new Error(`Souk did not open in ${startTimeoutMs} ms`)), startTimeoutMs);
  return promise.finally(() => clearTimeout(timer));
}

async function metricOf(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/metrics`);
  const line = (await response.text()).split('\n').find((one) => one.startsWith(`${name} `));
  if (!line) throw new Error(`/metrics shows no ${name}`);
  return Number(line.slice(name.length + 1));
}
