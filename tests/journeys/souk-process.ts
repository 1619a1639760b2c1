import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, jest } from '@jest/globals';
import { eventually } from './eventually.ts';
import { quietPort } from './quiet-port.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A child that loses its parent without a word ends too. */
const LEASH = new URL('../../tools/leash.mjs', import.meta.url).href;

type Env = Readonly<Record<string, string>>;
type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A command of Souk that runs, or has run. */
export type Running = {
  readonly pid: number;
  /** All that it has printed until now. */
  printed(): string;
  /** What of it went to the standard error. */
  complained(): string;
  /** Its exit code; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  /** What ended it, if a signal did. */
  endedBy(): NodeJS.Signals | null;
  signal(signal: NodeJS.Signals): void;
};

/** A Souk that is open. */
export type Souk = Running & {
  readonly port: number;
  readonly url: string;
  readonly directory: string;
  isRunning(): boolean;
  /** As a supervisor does it: the exit code after SIGTERM. */
  stop(): Promise<number | undefined>;
  /** As a power cut does it. */
  kill(): Promise<void>;
};

export type SoukOptions = {
  readonly directory?: string;
  readonly port?: number;
  readonly env?: Env;
  readonly how?: How;
};

/** How a command of Souk is run. */
export type How = {
  /** A module beside this one that is loaded first. */
  readonly preload?: string;
  /** A command that runs the one that follows it, in its own place: `nsenter --mount ...`. */
  readonly through?: readonly string[];
};

/** What it said instead of opening. */
export class DidNotStart extends Error {
  /** On its standard error. */
  readonly complained: string;

  constructor({ printed, complained }: Running) {
    super(`Souk did not start:\n${printed()}`);
    this.complained = complained().trimEnd();
  }
}

/** A journey is many requests, and a machine may be busy: longer than any of its waits. */
jest.setTimeout(300_000);

/** Of a second or two, where nobody else keeps the machine busy. */
const openWithinMs = 50_000;

const children = new Set<Child>();
const directories = new Set<string>();
let isOver = false;

/** What a test leaves behind ends with its file. */
afterAll(async () => {
  isOver = true;
  const left = [...children].filter(isRunning).map((child) => {
    child.kill('SIGKILL');
    return once(child, 'exit');
  });
  await Promise.all(left);
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

const isRunning = (child: Child): boolean => child.exitCode === null && child.signalCode === null;

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'souk-journey-'));
  directories.add(directory);
  return directory;
}

/** Runs `cli/<name>.ts` as npm would, but for the launcher. Nothing of our own environment but the path goes with it. */
export function run(name: string, args: readonly string[], env: Env, { preload, through = [] }: How = {}): Running {
  const first = preload === undefined ? [] : ['--import', new URL(preload, import.meta.url).href];
  const flags = ['--disable-warning=ExperimentalWarning', '--import', LEASH, ...first];
  return runCommand([...through, process.execPath, ...flags, `cli/${name}.ts`, ...args], env);
}

/** Any command, from Souk's folder. It ends with the test's file at the latest. */
export function runCommand([command = '', ...args]: readonly string[], env: Env = {}): Running {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ANALYTICS: 'off', DEMO_SHELVES: 'few', WEB: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  }) as unknown as Child;
  children.add(child);
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    complained += text;
  });
  // Once its pipes are closed nothing more can be printed.
  const ended = once(child, 'close').then(([code]) => (code as number | null) ?? undefined);
  const told = { printed: () => said, complained: () => complained, endedBy: () => child.signalCode };
  return { pid: child.pid ?? 0, ...told, ended, signal: (signal) => void child.kill(signal) };
}

/** On a busy machine an order takes longer than a shopper waits: 202 is for the tests that ask for it. */
const patience = { ORDER_WAIT_MS: '30000' };

/** Starts a Souk and waits until it says that it is open; throws `DidNotStart` when it ends instead. */
export async function startSouk({
  directory = temporaryDirectory(),
  port,
  env = {},
  how = {},
}: SoukOptions = {}): Promise<Souk> {
  const PORT = String(port ?? (await quietPort()));
  const running = run('start', [], { DATA_DIR: directory, PORT, ...patience, ...env }, how);
  let hasEnded = false;
  void running.ended.then(() => {
    hasEnded = true;
  });
  const look = () => {
    if (hasEnded) throw new DidNotStart(running);
    return /Souk is open at +http:\/\/localhost:(\d+)[\s\S]*nothing is lost/.exec(running.printed())?.[1];
  };
  const taken = await eventually('Souk is open', look, openWithinMs);
  let isAsked = false;
  const signal = (name: NodeJS.Signals): void => {
    isAsked = true;
    running.signal(name);
  };
  const endBy = (name: NodeJS.Signals): Promise<number | undefined> => {
    signal(name);
    return running.ended;
  };
  void running.ended.then((code) => {
    if (!isAsked && !isOver)
      process.stderr.write(`Souk ended by itself with ${code ?? running.endedBy()}:\n${running.printed()}\n`);
  });
  return {
    ...running,
    signal,
    port: Number(taken),
    url: `http://127.0.0.1:${taken}`,
    directory,
    isRunning: () => !hasEnded,
    stop: () => endBy('SIGTERM'),
    kill: async () => void (await endBy('SIGKILL')),
  };
}
