import type { FlagName, NodeFlags } from '../../../../actors/ops/contract.ts';

export type FlagRow = {
  readonly name: FlagName;
  /** Nodes that have it, and nodes that do not. */
  readonly on: readonly string[];
  readonly off: readonly string[];
  readonly details: readonly string[];
};

/** Each flag over all nodes, in the order in which nodes tell them. */
export function flagRows(nodes: readonly NodeFlags[]): readonly FlagRow[] {
  const told = nodes.flatMap(({ node, flags }) => flags.map((flag) => ({ node, ...flag })));
  return [...Map.groupBy(told, ({ name }) => name)].map(([name, of]) => ({
    name,
    on: of.filter(({ on }) => on).map(({ node }) => node),
    off: of.filter(({ on }) => !on).map(({ node }) => node),
    details: [...new Set(of.flatMap(({ detail }) => detail ?? []))],
  }));
}
