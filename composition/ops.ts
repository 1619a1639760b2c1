import type { ServiceBroker } from 'moleculer';
import type { Nodes } from '../actors/ops/nodes.adapter.ts';
import type { OpsParts } from '../actors/ops/ops.service.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import { toIso } from '../actors/runtime/time.ts';
import { realWorld } from '../actors/runtime/world.ts';
import type { Places } from '../gateway/places/places.ts';
import type { Settings } from '../settings.ts';
import { analystsOf } from './analysts.ts';
import type { Cluster } from './cluster.ts';
import { flagsOf } from './flags.ts';
import { areasOf } from './roles.ts';

const megabyte = 1_048_576;

/** The registry gives each action its types. */
const nodesOver = ({ ids, wire }: Cluster['nodes']): Nodes => ({
  ids,
  ask: async (...asked) => (await wire.send(...asked)).result as never,
});

export type OpsOptions = {
  readonly settings: Settings;
  /** The nodes it is one of; default: it is alone. */
  readonly cluster?: Cluster;
  /** What its gateway works on, where it has one. */
  readonly places?: Places;
  /** How its gateway has answered. */
  readonly routes?: OpsParts['self']['routes'];
  /** What it says of its parts; default: nothing. */
  readonly health?: OpsParts['self']['health'];
  /** Stops the process as a supervisor would; default: whoever made it stops it. */
  readonly drain?: () => void;
};

/** What the area `ops` is told of this process, and how it asks the others. */
const opsParts = (
  id: string,
  { settings, cluster, drain, places, routes, health }: OpsOptions,
  node: () => ActorNode,
): OpsParts => ({
  inspector: () => node().inspector,
  self: {
    id,
    areas: cluster?.areas ?? areasOf(['all']),
    since: toIso(realWorld.now()),
    memoryMb: () => Math.round(process.memoryUsage.rss() / megabyte),
    requests: () => ({
      underWay: places?.taken ?? 0,
      waiting: places?.waiting ?? 0,
      refused: places?.refused ?? 0,
    }),
    breakers: () => cluster?.breakers.open() ?? [],
    routes: routes ?? (async () => []),
    health: health ?? (async () => ({ ready: true, checks: [] })),
    flags: flagsOf(settings),
    drain: drain ?? (() => undefined),
  },
  nodes: () =>
    nodesOver(cluster?.nodes ?? { ids: () => [id], wire: { send: (_, ...call) => node().perform(...call) } }),
});

/** What asks the other nodes, each for its own part. */
export const overNodes = (id: string, options: OpsOptions, node: () => ActorNode) => ({
  ops: opsParts(id, options, node),
  analysts: analystsOf(id, options.cluster, node),
});

/** Whoever started the process hears what a supervisor would have said, once this answer is on its way. */
export function drainSoon(broker: ServiceBroker): void {
  broker.logger.warn('The platform asked this node to drain');
  realWorld.soon(() => process.emit('SIGTERM'));
}
