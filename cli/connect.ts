import { visit } from '../actors/runtime/door.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { openSouk } from '../composition/souk.ts';
import type { Settings } from '../settings.ts';
import { joinCluster } from './join.ts';

/** A way to the actors, for a command. */
export type Connection = {
  readonly transport: Transport;
  /** What it goes through, or into. */
  readonly place: string;
  /** How long something is tried again: as long as it may come back. */
  readonly patienceMs: number;
  close(): Promise<void>;
};

const patienceMs = 60_000;
/** Nodes may be lost again and again while others are busy with what those had. */
const patienceWithManyMs = 10 * 60_000;

export type ConnectOptions = {
  /** Of a node of our own: whether it has analytics. */
  readonly withAnalytics?: boolean;
};

/**
 * Works through a Souk that runs on `DATA_DIR`, or through the cluster that `NATS_URL` names, or opens the directory
 * itself.
 */
export async function connect(settings: Settings, { withAnalytics = false }: ConnectOptions = {}): Promise<Connection> {
  const { DATA_DIR: directory } = settings;
  const visiting = await visit(directory);
  const through = `Through the running Souk ${directory}`;
  if (visiting) return { transport: visiting, place: through, patienceMs, close: async () => visiting.close() };
  const guest = await joinCluster(settings);
  if (guest) return { ...guest, place: 'Through the nodes of the cluster', patienceMs: patienceWithManyMs };
  const souk = await openSouk({ settings, warn: (line) => console.error(line) });
  await souk.start();
  if (withAnalytics) souk.analytics.start();
  // What was asked for is settled before the command ends: nothing waits for the next start.
  const close = () => souk.node.settled().then(souk.stop);
  return { transport: souk.transport, place: `Into ${directory}`, patienceMs, close };
}
