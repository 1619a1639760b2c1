import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServersError } from './programs.ts';

/** One program that listens on loopback and lives on after whoever started it. */
export type ServerProcess = {
  /** As people call it. */
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly port: number;
  /** How another port is chosen. */
  readonly portOption: string;
  /** Its data, its log and what runs there; nobody else's. */
  readonly directory: string;
  readonly answers: () => Promise<boolean>;
};

export const loopback = '127.0.0.1';
const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;
const lookAgainMs = 50;
const logLines = 5;

const stateFile = (directory: string): string => join(directory, 'running.json');
const logFile = (directory: string): string => join(directory, 'log');

/** A pid is used again by others: only a process that was told this directory is the one. */
function isOurs(pid: number, directory: string): boolean {
  if (!existsSync('/proc/self')) return isThere(pid);
  try {
    const told = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // It says nothing when it has ended and nobody has looked, and for a blink while it begins.
    return told === '' ? !hasEnded(pid) : told.includes(directory);
  } catch {
    return false;
  }
}

const hasEnded = (pid: number): boolean => /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export type Running = { readonly pid: number; readonly port: number };

/** The server that runs in this directory, if one does. */
export function runningIn(directory: string): Running | undefined {
  if (!existsSync(stateFile(directory))) return undefined;
  const running = JSON.parse(readFileSync(stateFile(directory), 'utf8')) as Running;
  return running.pid > 0 && isOurs(running.pid, directory) ? running : undefined;
}

async function isTaken(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, loopback, resolve);
  try {
    await promise;
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return true;
  } finally {
    server.close();
  }
}

/** Who was just killed gives its port back only when the last of its threads has gone. */
const handingBackMs = 3_000;

async function refuseTakenPort({ title, port, portOption }: ServerProcess): Promise<void> {
  const until = performance.now() + handingBackMs;
  while (await isTaken(port)) {
    if (performance.now() > until) {
      throw new ServersError(
        `Port ${port} for ${title} is taken: stop what listens there, or choose another with ${portOption}.`,
      );
    }
    await pause(lookAgainMs);
  }
}

/**
 * Starts it if it does not run, and waits until it answers. `tied`: it ends with this process, however that ends
 * (where the system can do that).
 */
export async function startProcess(process: ServerProcess, tied: boolean): Promise<'started' | 'ran already'> {
  const { directory, title, port } = process;
  const running = runningIn(directory);
  if (running && running.port !== port) {
    throw new ServersError(
      `${title} runs at port ${running.port} already: stop it first, with "npm run servers -- stop".`,
    );
  }
  if (!running) {
    await refuseTakenPort(process);
    mkdirSync(directory, { recursive: true });
    writeFileSync(stateFile(directory), JSON.stringify({ pid: launch(process, tied), port } satisfies Running));
  }
  await untilItAnswers(process);
  return running ? 'ran already' : 'started';
}

const leash = '/usr/bin/setpriv';

function launch({ program, args, directory }: ServerProcess, tied: boolean): number {
  const log = openSync(logFile(directory), 'w');
  const command = tied && existsSync(leash) ? [leash, '--pdeathsig', 'KILL', program, ...args] : [program, ...args];
  const child = spawn(command[0] as string, command.slice(1), { detached: !tied, stdio: ['ignore', log, log] });
  child.on('error', (error) => writeFileSync(log, error.message));
  child.unref();
  return child.pid ?? 0;
}

async function untilItAnswers(process: ServerProcess): Promise<void> {
  const { title, directory, answers } = process;
  const until = performance.now() + startTimeoutMs;
  while (!(await answers())) {
    if (!runningIn(directory)) throw new ServersError(`${title} ended at once: ${lastWords(directory)}`);
    if (performance.now() > until) {
      throw new ServersError(`${title} did not answer within ${startTimeoutMs} ms: ${lastWords(directory)}`);
    }
    await pause(lookAgainMs);
  }
}

const lastWords = (directory: string): string => {
  const said = readFileSync(logFile(directory), 'utf8').trim().split('\n').slice(-logLines).join('\n');
  return `its log is ${logFile(directory)}\n${said}`;
};

/** Whether there was one to stop. Its data stays. */
export async function stopProcess(directory: string): Promise<boolean> {
  const running = runningIn(directory);
  if (!running) return false;
  process.kill(running.pid, 'SIGTERM');
  if (!(await isGone(directory))) {
    process.kill(running.pid, 'SIGKILL');
    await isGone(directory);
  }
  rmSync(stateFile(directory), { force: true });
  return true;
}

async function isGone(directory: string): Promise<boolean> {
  const until = performance.now() + stopTimeoutMs;
  while (runningIn(directory)) {
    if (performance.now() > until) return false;
    await pause(lookAgainMs);
  }
  return true;
}
