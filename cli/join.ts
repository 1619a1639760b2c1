import { ServiceBroker } from 'moleculer';
import type { Transport } from '../actors/runtime/transport.ts';
import { brokerOptions, newNodeId } from '../composition/broker.ts';
import { type Cluster, clusterOf } from '../composition/cluster.ts';
import { journalSigns, openSouk, type Souk } from '../composition/souk.ts';
import type { Settings } from '../settings.ts';

/** A node of a cluster that hosts nothing: all that it asks others do, whichever of them come and go meanwhile. */
export type Guest = { readonly transport: Transport; close(): Promise<void> };

/** Undefined: the settings name no cluster. Rejects with one sentence where NATS or the journal cannot be used. */
export async function joinCluster(settings: Settings): Promise<Guest | undefined> {
  const nodeId = newNodeId();
  const cluster = clusterOf(settings, nodeId, []);
  if (!cluster) return undefined;
  const late: { souk?: Souk } = {};
  const transport = cluster.transport(() => (late.souk as Souk).node);
  const souk = await openSouk({ settings, cluster, transport, warn: (line) => console.error(line) });
  late.souk = souk;
  try {
    return { transport, close: await enter(souk, cluster) };
  } catch (error) {
    await souk.stop();
    throw error;
  }
}

/** Resolves to the way out. */
async function enter(souk: Souk, cluster: Cluster): Promise<() => Promise<void>> {
  const broker = new ServiceBroker({ ...brokerOptions(cluster.nodeId, cluster), logger: false });
  await cluster.open(broker, souk.engines.vault);
  await broker.start();
  cluster.follow(souk.node, journalSigns(souk));
  await souk.start();
  return async () => {
    await souk.stop();
    await broker.stop();
    cluster.stop();
  };
}
