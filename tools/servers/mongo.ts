import { MongoClient, type MongoServerError } from 'mongodb';
import { loopback, type ServerProcess } from './process.ts';
import { ServersError } from './programs.ts';

export const replicaSet = 'souk';
const answerTimeoutMs = 2_000;
const primaryTimeoutMs = 60_000;
/** Others take over soon after a primary is lost; the default is 10 s. */
const electionTimeoutMillis = 2_000;
const notInitiated = 94;

/** One member of the set. */
export const mongoServer = (program: string, directory: string, port: number): ServerProcess => ({
  title: `MongoDB at ${port}`,
  program,
  args: [
    ...['--replSet', replicaSet, '--bind_ip', loopback, '--port', String(port), '--dbpath', directory],
    ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '256'],
    // A primary that is told to stop would wait 15 s for its clients to look elsewhere.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // What a node that was killed had begun to write holds its rows so long; the default is 60 s.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=3'],
  ],
  port,
  portOption: '--mongo-port',
  directory,
  answers: () => asked(port, { ping: 1 }).then(Boolean, () => false),
});

const hostAt = (port: number): string => `${loopback}:${port}`;

export const mongoUrl = (ports: readonly number[]): string =>
  `mongodb://${ports.map(hostAt).join(',')}/souk?replicaSet=${replicaSet}`;

async function asked(port: number, command: Readonly<Record<string, unknown>>) {
  const client = new MongoClient(`mongodb://${hostAt(port)}/?directConnection=true`, {
    serverSelectionTimeoutMS: answerTimeoutMs,
  });
  try {
    return await client.db('admin').command(command);
  } finally {
    await client.close();
  }
}

type Member = { readonly host: string };

/** Undefined: these members were never told of each other. */
async function membersAt(port: number): Promise<string[] | undefined> {
  try {
    const { config } = await asked(port, { replSetGetConfig: 1 });
    return (config.members as readonly Member[]).map(({ host }) => host);
  } catch (error) {
    if ((error as MongoServerError).code === notInitiated) return undefined;
    throw error;
  }
}

/** Makes one replica set of the members that run at these ports, once, and waits until it has a primary. */
export async function joinReplicaSet(ports: readonly number[]): Promise<void> {
  const [first] = ports as readonly [number];
  const hosts = ports.map(hostAt);
  const known = await membersAt(first);
  if (!known) await asked(first, { replSetInitiate: configOf(hosts) });
  else if (known.join() !== hosts.join()) {
    throw new ServersError(
      `This replica set was made of ${known.join(', ')}: start it with the same --mongo-port and` +
        ` --replicas ${known.length}, or name another directory with --data.`,
    );
  }
  await untilPrimary(ports);
}

const configOf = (hosts: readonly string[]) => ({
  _id: replicaSet,
  members: hosts.map((host, _id) => ({ _id, host })),
  settings: { electionTimeoutMillis },
});

async function untilPrimary(ports: readonly number[]): Promise<void> {
  const client = new MongoClient(mongoUrl(ports), { serverSelectionTimeoutMS: primaryTimeoutMs });
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}
