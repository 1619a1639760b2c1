import { type FaultName, faultNames, type Plan } from './plan.ts';

/** What a minimiser leaves out of a plan. */
export type Leaving = {
  readonly faults?: readonly FaultName[];
  readonly nodes?: number;
  readonly shoppers?: number;
  readonly markets?: number;
  readonly carts?: number;
  readonly rounds?: number;
};

export function leaveOut(plan: Plan, { faults = [], nodes, shoppers, markets, carts, rounds }: Leaving): Plan {
  return {
    ...plan,
    faults: new Set([...plan.faults].filter((name) => !faults.includes(name))),
    nodes: Math.min(plan.nodes, nodes ?? plan.nodes),
    shoppers: Math.min(plan.shoppers, shoppers ?? plan.shoppers),
    markets: plan.markets.slice(0, markets ?? plan.markets.length),
    habits: { ...plan.habits, carts: Math.min(plan.habits.carts, carts ?? plan.habits.carts) },
    chores: { ...plan.chores, rounds: Math.min(plan.chores.rounds, rounds ?? plan.chores.rounds) },
  };
}

/** One thing less each; whichever still fails is tried next. */
export function smaller(leaving: Leaving, plan: Plan): readonly Leaving[] {
  const left = leaveOut(plan, leaving);
  const fewer = (field: 'nodes' | 'shoppers', now: number, least: number): readonly Leaving[] =>
    now > least ? [{ ...leaving, [field]: now - 1 }] : [];
  return [
    ...faultNames
      .filter((name) => left.faults.has(name))
      .map((name) => ({ ...leaving, faults: [...(leaving.faults ?? []), name] })),
    ...(left.markets.length > 1 ? [{ ...leaving, markets: left.markets.length - 1 }] : []),
    ...fewer('shoppers', left.shoppers, 0),
    ...fewer('nodes', left.nodes, 1),
    ...(left.habits.carts > 1 ? [{ ...leaving, carts: left.habits.carts - 1 }] : []),
    ...(left.chores.rounds > 0 ? [{ ...leaving, rounds: Math.floor(left.chores.rounds / 2) }] : []),
  ];
}
