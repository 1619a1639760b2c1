import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { behind } from '../actors/runtime/feed/consumer.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import { second } from '../actors/runtime/time.ts';
import type { Places } from '../gateway/places/places.ts';
import { ranks } from '../gateway/places/rank.ts';
import type { Realtime } from '../realtime/sockets.ts';
import type { Cluster } from './cluster.ts';
import type { SoukJobs } from './jobs.ts';

export type Watched = {
  readonly node: ActorNode;
  readonly realtime: Realtime;
  readonly cluster: Cluster | undefined;
  readonly places: Places;
  readonly jobs: SoukJobs;
};

/** What the node shows Prometheus; labels are consumers and nothing that grows with tenants or actors. */
export function watchNode(registry: Registry, { node, realtime, cluster, places, jobs }: Watched): void {
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'souk_mailbox_waiting_commands', 'Commands that wait in mailboxes.', () => node.inspector.waiting);
  const backlog = 'How long commands have waited without a pause, in the partition that is furthest behind.';
  gauge(registry, 'souk_mailbox_backlog_seconds', backlog, () => node.inspector.backlogMs / second);
  gauge(registry, 'souk_partitions_owned', 'Partitions that this node owns.', () => node.heads().size);
  gauge(registry, 'souk_cluster_nodes', 'Nodes that this node sees, itself among them.', () => nodesSeen(cluster));
  gauge(registry, 'souk_forged_messages', 'Messages of no node of ours, not heard.', () => cluster?.forged ?? 0);
  gauge(registry, 'souk_parked_streams', 'Streams that a consumer has parked.', () => node.inspector.parked().length);
  gauge(registry, 'souk_live_sockets', 'Sockets that are open.', () => realtime.sockets);
  gauge(registry, 'souk_live_channels', 'Channels that somebody follows.', () => realtime.hub.channelsOpen);
  gauge(registry, 'souk_breakers_open', 'Nodes that do not answer, each for an action.', () => breakersOpen(cluster));
  gauge(registry, 'souk_http_requests_waiting', 'Requests that wait for a place.', () => places.waiting);
  watchLag(registry, node);
  watchRefused(registry, places);
  watchJobs(registry, jobs);
}

function watchLag(registry: Registry, node: ActorNode): void {
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

function watchRefused(registry: Registry, places: Places): void {
  new Counter({
    name: 'souk_http_requests_refused_total',
    help: 'Requests that found no place, by how much they matter.',
    labelNames: ['rank'],
    registers: [registry],
    collect() {
      this.reset();
      for (const rank of ranks) this.inc({ rank }, places.refusedOf(rank));
    },
  });
}

/** Where there is a Redis each node tells of the jobs of all. */
function watchJobs(registry: Registry, jobs: SoukJobs): void {
  new Gauge({
    name: 'souk_jobs',
    help: 'Mails, exports and the like that wait, are under way, or were given up.',
    labelNames: ['kind', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [kind, { waiting, underWay, failed }] of await jobs.standing().catch(() => [])) {
        this.set({ kind, state: 'waiting' }, waiting);
        this.set({ kind, state: 'under_way' }, underWay);
        this.set({ kind, state: 'failed' }, failed);
      }
    },
  });
}

const breakersOpen = (cluster: Cluster | undefined): number => cluster?.breakers.open().length ?? 0;

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
