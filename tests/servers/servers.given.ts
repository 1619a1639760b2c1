import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, jest } from '@jest/globals';
import { programOf, type ServerName, ServersError } from '../../tools/servers/programs.ts';
import { type ServersPlan, startServers, statusOf, stopServers } from '../../tools/servers/servers.ts';
import { eventually } from '../journeys/eventually.ts';
import { freePorts } from './ports.ts';

/** Servers that begin, and a machine that may be busy. */
jest.setTimeout(120_000);

/** In CI a missing server is a failure; elsewhere what needs it is skipped aloud. */
export function hasServers(...names: readonly ServerName[]): boolean {
  if (process.env.CI !== undefined) return true;
  const missing = names.filter((name) => programOf(name) === undefined);
  if (missing.length === 0) return true;
  process.stderr.write(`SKIPPED: no server for ${missing.join(', ')} here ("npm run servers -- install" brings it).\n`);
  return false;
}

/** A `describe` that is skipped where one of the servers is missing. */
export const describeWith = (...names: readonly ServerName[]) => (hasServers(...names) ? describe : describe.skip);

const tries = 5;

export async function planOf(replicas: number, ...names: readonly ServerName[]): Promise<ServersPlan> {
  const directory = mkdtempSync(join(tmpdir(), 'souk-servers-'));
  plans.push({ names, directory, ports: { nats: 0, redis: 0, mongo: 0 }, replicas });
  const first = await freePorts(2 + replicas);
  return { names, directory, ports: { nats: first, redis: first + 1, mongo: first + 2 }, replicas, tied: true };
}

const plans: ServersPlan[] = [];

/** What a test file leaves behind ends with it. */
afterAll(async () => {
  for (const plan of plans) {
    await stopServers(plan);
    rmSync(plan.directory, { recursive: true, force: true });
  }
});

/** Servers of this test file's own. */
export type GivenServers = {
  readonly plan: ServersPlan;
  readonly url: (name: ServerName) => string;
  /** As a machine that lost its power: `member` counts from 0. */
  readonly kill: (name: ServerName, member?: number) => Promise<void>;
  /** Freezes it, until the answer is called. */
  readonly freeze: (name: ServerName, member?: number) => () => void;
  /** Starts again what was killed, with its data. */
  readonly restart: () => Promise<void>;
};

export async function givenServers(replicas: number, ...names: readonly ServerName[]): Promise<GivenServers> {
  for (let left = tries; ; left--) {
    const plan = await planOf(replicas, ...names);
    try {
      return handleOf(plan, new Map((await startServers(plan)).map(({ setting, url }) => [setting, url])));
    } catch (error) {
      // Somebody took the port between our look and the server's.
      if (left === 1 || !(error instanceof ServersError)) throw error;
    }
  }
}

function handleOf(plan: ServersPlan, urls: ReadonlyMap<string, string>): GivenServers {
  const find = (name: ServerName, member: number) =>
    statusOf({ ...plan, names: [name] })[0]?.running.find(({ port }) => port === plan.ports[name] + member);
  const signal = (name: ServerName, member: number, what: NodeJS.Signals) => {
    const running = find(name, member);
    if (!running) throw new Error(`${name} ${member} does not run`);
    process.kill(running.pid, what);
  };
  return {
    plan,
    url: (name) => urls.get(`${name.toUpperCase()}_URL`) as string,
    kill: async (name, member = 0) => {
      signal(name, member, 'SIGKILL');
      await eventually(`${name} is gone`, () => !find(name, member));
    },
    freeze: (name, member = 0) => {
      signal(name, member, 'SIGSTOP');
      return () => signal(name, member, 'SIGCONT');
    },
    restart: async () => void (await startServers(plan)),
  };
}
