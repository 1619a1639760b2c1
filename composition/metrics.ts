import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { behind } from '../actors/runtime/feed/consumer.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import type { Realtime } from '../realtime/sockets.ts';
import type { Cluster } from './cluster.ts';

/** What the node shows Prometheus; labels are consumers and nothing that grows with tenants or actors. */
export function watchNode(registry: Registry, node: ActorNode, realtime: Realtime, cluster: Cluster | undefined): void {
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'souk_mailbox_waiting_commands', 'Commands that wait in mailboxes.', () => node.inspector.waiting);
  gauge(registry, 'souk_partitions_owned', 'Partitions that this node owns.', () => node.heads().size);
  gauge(registry, 'souk_cluster_nodes', 'Nodes that this node sees, itself among them.', () => nodesSeen(cluster));
  gauge(registry, 'souk_forged_messages', 'Messages of no node of ours, not heard.', () => cluster?.forged ?? 0);
  gauge(registry, 'souk_parked_streams', 'Streams that a consumer has parked.', () => node.inspector.parked().length);
  gauge(registry, 'souk_live_sockets', 'Sockets that are open.', () => realtime.sockets);
  gauge(registry, 'souk_live_channels', 'Channels that somebody follows.', () => realtime.hub.channelsOpen);
  new Gauge({
    name: 'souk_feed_lag_batches',
    help: 'Batches that a consumer has not handled yet.',
    labelNames: ['consumer'],
    registers: [registry],
    collect() {
      const lags = new Map<string, number>();
      for (const lag of node.inspector.lag()) {
        lags.set(lag.consumer, (lags.get(lag.consumer) ?? 0) + behind(lag));
      }
      for (const [consumer, lag] of lags) this.set({ consumer }, lag);
    },
  });
}

/** Every node hosts ops. */
const nodesSeen = (cluster: Cluster | undefined): number => cluster?.nodes.ids().length ?? 1;

const gauge = (registry: Registry, name: string, help: string, read: () => number): void => {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
};
