import { eventually } from '../../journeys/eventually.ts';
import type { TownNode } from './town.given.ts';

const callersOfEach = 16;
const actors = 40;

export type Load = {
  count(): number;
  /** Resolves once so many commands were acknowledged. */
  reaches(count: number): Promise<void>;
  /** What was acknowledged of each actor, and what callers were told instead. */
  stop(): Promise<{ readonly done: ReadonlyMap<string, number>; readonly errors: readonly string[] }>;
};

/** Callers who ask these nodes one command after the other, and retry nothing themselves. */
export function loadOn(nodes: readonly TownNode[], name: string): Load {
  const done = new Map<string, number>();
  const errors: string[] = [];
  let [isOver, count] = [false, 0];
  const caller = async (node: TownNode, number: number): Promise<void> => {
    for (let turn = number; !isOver; turn += 1) {
      const id = `${name}-${turn % actors}`;
      try {
        await node.ask('counters.add', { id, by: 1 });
        done.set(id, (done.get(id) ?? 0) + 1);
        count += 1;
      } catch (error) {
        errors.push(String((error as { readonly type?: string }).type ?? error));
        return;
      }
    }
  };
  const callers = nodes.flatMap((node) => Array.from({ length: callersOfEach }, (_, number) => caller(node, number)));
  return {
    count: () => count,
    reaches: async (wanted) =>
      void (await eventually(`${wanted} commands`, () => count >= wanted || errors.length > 0)),
    stop: async () => {
      isOver = true;
      await Promise.all(callers);
      return { done, errors };
    },
  };
}
