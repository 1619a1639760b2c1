import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { joinReplicaSet, mongoServer, mongoUrl } from './mongo.ts';
import { natsServer } from './nats.ts';
import { loopback, type Running, runningIn, type ServerProcess, startProcess, stopProcess } from './process.ts';
import { programOf, type ServerName, ServersError } from './programs.ts';
import { redisServer } from './redis.ts';

export type Ports = { readonly [Name in ServerName]: number };

export type ServersPlan = {
  readonly names: readonly ServerName[];
  readonly directory: string;
  /** MongoDB's further members take the ports behind its first. */
  readonly ports: Ports;
  /** Members of the replica set. */
  readonly replicas: number;
  /** They end with this process: for tests. */
  readonly tied?: boolean;
};

export const serverNames: readonly ServerName[] = ['nats', 'redis', 'mongo'];
/** Not those that a server of the machine's own would have. */
export const usualPorts: Ports = { nats: 14_222, redis: 16_379, mongo: 27_117 };
export const maxReplicas = 7;

/** The setting of Souk that takes the server's address. */
export type UrlName = 'NATS_URL' | 'REDIS_URL' | 'MONGO_URL';
export type StartedServer = {
  readonly title: string;
  readonly outcome: 'started' | 'ran already';
  readonly setting: UrlName;
  readonly url: string;
};

const mongoPorts = ({ ports, replicas }: ServersPlan): number[] =>
  Array.from({ length: replicas }, (_, member) => ports.mongo + member);

/** One directory for each process of a server. */
const directoriesOf = (plan: ServersPlan, name: ServerName): string[] =>
  (name === 'mongo' ? mongoPorts(plan).map((_, member) => `mongo-${member + 1}`) : [name]).map((folder) =>
    resolve(join(plan.directory, folder)),
  );

function programFor(name: ServerName): string {
  const program = programOf(name);
  if (program === undefined) throw new ServersError(`There is no server for ${name}: "npm run servers" installs it.`);
  return program;
}

function processesOf(plan: ServersPlan, name: ServerName): ServerProcess[] {
  const program = programFor(name);
  const directories = directoriesOf(plan, name);
  const [first] = directories as [string];
  if (name === 'nats') return [natsServer(program, first, plan.ports.nats)];
  if (name === 'redis') return [redisServer(program, first, plan.ports.redis)];
  return mongoPorts(plan).map((port, member) => mongoServer(program, directories[member] as string, port));
}

const urlOf = (plan: ServersPlan, name: ServerName): { readonly setting: UrlName; readonly url: string } => {
  if (name === 'nats') return { setting: 'NATS_URL', url: `nats://${loopback}:${plan.ports.nats}` };
  if (name === 'redis') return { setting: 'REDIS_URL', url: `redis://${loopback}:${plan.ports.redis}` };
  return { setting: 'MONGO_URL', url: mongoUrl(mongoPorts(plan)) };
};

const titles: Readonly<Record<ServerName, string>> = { nats: 'NATS', redis: 'Redis', mongo: 'MongoDB' };

/** Starts what does not run yet, side by side, and resolves when each answers. Throws a `ServersError` with one sentence. */
export async function startServers(plan: ServersPlan): Promise<StartedServer[]> {
  mkdirSync(plan.directory, { recursive: true });
  return Promise.all(plan.names.map((name) => startServer(plan, name)));
}

async function startServer(plan: ServersPlan, name: ServerName): Promise<StartedServer> {
  const processes = processesOf(plan, name);
  const outcomes = await Promise.all(processes.map((one) => startProcess(one, plan.tied ?? false)));
  if (name === 'mongo') await joinReplicaSet(mongoPorts(plan));
  const outcome = outcomes.includes('started') ? 'started' : 'ran already';
  return { title: titles[name], outcome, ...urlOf(plan, name) };
}

export type ServerStatus = { readonly title: string; readonly running: readonly Running[] };

export const statusOf = (plan: ServersPlan): ServerStatus[] =>
  plan.names.map((name) => ({
    title: titles[name],
    running: directoriesOf(plan, name).flatMap((directory) => runningIn(directory) ?? []),
  }));

/** Of the replica set that was made there before; 0 if there is none. */
export const membersIn = (directory: string): number =>
  directoriesOf({ names: [], directory, ports: usualPorts, replicas: maxReplicas }, 'mongo').filter(existsSync).length;

/** Titles of those that ran. Their data stays. */
export async function stopServers(plan: ServersPlan): Promise<string[]> {
  const directories = plan.names.flatMap((name) =>
    directoriesOf(plan, name).map((one) => [titles[name], one] as const),
  );
  const stopped = await Promise.all(directories.map(async ([title, one]) => ((await stopProcess(one)) ? [title] : [])));
  return [...new Set(stopped.flat())];
}
