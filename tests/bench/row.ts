import type { Machine } from './machine.ts';

/** One line of the table. `ours` is null where it could not be measured; without a goal a figure is only shown. */
export type Row = {
  readonly name: string;
  readonly unit: string;
  readonly ours: number | null;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly goal: string | null;
  readonly holds: boolean | null;
};

/** Rounds that were measured in turn, so that each has one beside it. */
export type Pair = { readonly ours: number; readonly baseline: number };

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const bare = { baseline: null, ratio: null, goal: null, holds: null };

/** A figure that nothing is asked of. */
export const shown = (name: string, unit: string, ours: number): Row => ({ ...bare, name, unit, ours });

export const fact = (name: string, unit: string, ours: number, goal: string, holds: boolean): Row => ({
  ...bare,
  name,
  unit,
  ours,
  goal,
  holds,
});

export function unmeasured(name: string, error: unknown): Row {
  const why = error instanceof Error ? error.message : String(error);
  return { ...bare, name, unit: '', ours: null, goal: `could not be measured: ${why.split('\n')[0]}`, holds: false };
}

/** The median of the ratios of rounds side by side: what slows the machine down slows both. */
export function ratioRow(name: string, unit: string, pairs: readonly Pair[], least: number): Row {
  const ratio = median(pairs.map(({ ours, baseline }) => ours / baseline));
  const ours = median(pairs.map((pair) => pair.ours));
  const baseline = median(pairs.map((pair) => pair.baseline));
  return { name, unit, ours, baseline, ratio, goal: `ratio >= ${least}`, holds: ratio >= least };
}

/** As `ratioRow`, and nothing is asked of it. */
export const sideBySide = (name: string, unit: string, pairs: readonly Pair[]): Row => ({
  ...ratioRow(name, unit, pairs, 0),
  goal: null,
  holds: null,
});

/** The median of the growths of rounds side by side. */
export function growthRow(name: string, unit: string, pairs: readonly Pair[], most: number): Row {
  const row = ratioRow(name, unit, pairs, most);
  return { ...row, goal: `ratio < ${most}`, holds: (row.ratio ?? Number.NaN) < most };
}

const figure = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

/** A rate: half the machine, half the goal. */
export function atLeast(machine: Machine, name: string, unit: string, ours: number, goal: number): Row {
  const here = goal * machine.scale;
  return fact(name, unit, ours, `>= ${figure.format(goal)}, here ${figure.format(here)}`, ours >= here);
}

/** A time: half the machine, twice the goal. */
export function within(machine: Machine, name: string, unit: string, ours: number, goal: number): Row {
  const here = goal / machine.scale;
  return fact(name, unit, ours, `< ${figure.format(goal)}, here ${figure.format(here)}`, ours < here);
}
