import type { Analysts } from '../actors/analytics/rebuild.service.ts';
import type { ActorNode } from '../actors/runtime/node.ts';
import type { Cluster } from './cluster.ts';

/** Without a cluster this node is the only one. The registry gives each action its types. */
export const analystsOf = (id: string, cluster: Cluster | undefined, node: () => ActorNode): Analysts => ({
  ids: () => cluster?.members.hosts('analytics') ?? [id],
  ask: async (analyst, name, headers) => {
    const asked = cluster ? cluster.nodes.wire.send(analyst, name, {}, headers) : node().perform(name, {}, headers);
    return (await asked).result as never;
  },
});
