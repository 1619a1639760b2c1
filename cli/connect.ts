import { visit } from '../actors/runtime/door.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { openSouk } from '../composition/souk.ts';
import type { Settings } from '../settings.ts';

/** A way to the actors of a data directory, for a command. */
export type Connection = {
  readonly transport: Transport;
  /** Through the Souk that runs on the directory; otherwise a node of our own, which goes with the command. */
  readonly running: boolean;
  close(): Promise<void>;
};

export type ConnectOptions = {
  /** Of a node of our own: whether it has analytics. */
  readonly withAnalytics?: boolean;
};

/** Works through a Souk that runs on `DATA_DIR`, or opens the directory itself. */
export async function connect(settings: Settings, { withAnalytics = false }: ConnectOptions = {}): Promise<Connection> {
  const visiting = await visit(settings.DATA_DIR);
  if (visiting) return { transport: visiting, running: true, close: async () => visiting.close() };
  const souk = await openSouk({ settings, warn: (line) => console.error(line) });
  await souk.start();
  if (withAnalytics) souk.analytics.start();
  // What was asked for is settled before the command ends: nothing waits for the next start.
  return { transport: souk.transport, running: false, close: () => souk.node.settled().then(souk.stop) };
}
