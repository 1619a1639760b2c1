import { setTimeout as pause } from 'node:timers/promises';
import type { Conditions } from '../bench.ts';
import { type RunningSouk, startSouk } from './souk.ts';

/** The settings that lead to the servers of a cluster. */
export type Env = Readonly<Record<string, string>>;

export const actors: Env = { ROLES: 'actors,jobs' };
export const gateway: Env = { ROLES: 'gateway,search' };

export const node = ({ workshop }: Conditions, env: Env): Promise<RunningSouk> =>
  startSouk(workshop, workshop.directory('node'), env);

const seenWithinMs = 60_000;

/** Resolves once every one of them sees so many. Throws where they do not in a minute. */
export async function seeEachOther(nodes: readonly RunningSouk[], count: number): Promise<void> {
  const until = performance.now() + seenWithinMs;
  for (const { metric } of nodes) {
    for (let seen = 0; seen !== count; await pause(20)) {
      seen = await metric('souk_cluster_nodes');
      if (performance.now() > until) throw new Error(`a node sees ${seen} nodes, not ${count}`);
    }
  }
}

/** A gateway and one node of actors behind it. */
export async function pairOf(conditions: Conditions, env: Env): Promise<readonly [RunningSouk, RunningSouk]> {
  const pair = await Promise.all([node(conditions, { ...env, ...gateway }), node(conditions, { ...env, ...actors })]);
  await seeEachOther(pair, 2);
  return pair;
}
