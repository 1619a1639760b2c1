import { setTimeout as pause } from 'node:timers/promises';
import type { Conditions } from '../bench.ts';
import { type RunningSouk, startSouk } from './souk.ts';

/** The settings that lead to the servers of a cluster. */
export type Env = Readonly<Record<string, string>>;

export const actors: Env = { ROLES: 'actors,jobs' };
export const gateway: Env = { ROLES: 'gateway,search' };

export const node = ({ workshop }: Conditions, env: Env): Promise<RunningSouk> =>
  startSouk(workshop, workshop.directory('node'), env);

/** Resolves once every one of them sees so many. */
export async function seeEachOther(nodes: readonly RunningSouk[], count: number): Promise<void> {
  for (const { metric } of nodes) while ((await metric('souk_cluster_nodes')) !== count) await pause(20);
}

/** A gateway and one node of actors behind it. */
export async function pairOf(conditions: Conditions, env: Env): Promise<readonly [RunningSouk, RunningSouk]> {
  const pair = await Promise.all([node(conditions, { ...env, ...gateway }), node(conditions, { ...env, ...actors })]);
  await seeEachOther(pair, 2);
  return pair;
}
