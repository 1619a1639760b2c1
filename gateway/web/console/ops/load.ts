import type { NodePage } from '../../../../actors/ops/contract.ts';

/** What nodes had to do, look by look, the latest last. */
export type Loads = ReadonlyMap<string, readonly number[]>;

const mostLooks = 60;

/** Commands in its mailboxes, and requests that it answers or that wait for a place. */
export const loadOf = ({ waiting, requests }: NodePage): number => waiting + requests.underWay + requests.waiting;

/** With what was just seen; a node that has gone is forgotten. */
export const withLook = (loads: Loads, nodes: readonly NodePage[]): Loads =>
  new Map(nodes.map((node) => [node.id, [...(loads.get(node.id) ?? []), loadOf(node)].slice(-mostLooks)]));

/** A line through them in a box of 60 by 10, the most of all nodes on top. */
export function lineOf(looks: readonly number[], most: number): string {
  const first = mostLooks - looks.length;
  const place = (load: number, at: number) =>
    `${first + at},${(9.5 - (most === 0 ? 0 : (load / most) * 9)).toFixed(1)}`;
  return looks.map(place).join(' ');
}

export const mostOf = (loads: Loads): number => Math.max(0, ...[...loads.values()].flat());
