import { measuresOfSubject, watchable } from './alert-measures.ts';
import type { AlertRule, Seen } from './contract.ts';
import { questionProblem } from './own-question.ts';

export const usualEveryMinutes = 5;
export const usualQuietMinutes = 60;

/** Basis points: of a change from nothing, or one without measure. */
const mostChange = 10_000_000;
const wholeFall = 10_000;
/** An alert that rings is over once the figure is back by this part of its threshold. */
const marginPart = 20;

type RuleProblem = { readonly field: string; readonly problem: string };

export const isChange = (when: AlertRule['when']): boolean => when === 'rises' || when === 'falls';

const wrong = (field: string, problem: string): RuleProblem => ({ field: `rule.${field}`, problem });

/** The first thing in a rule that cannot be watched; undefined: it can. */
export function ruleProblem({ of, measure, key, vendor, where, when, than }: AlertRule): RuleProblem | undefined {
  const { key: told, ofVendors, hasFilters } = watchable[of];
  const known = measuresOfSubject(of);
  if (!known.includes(measure)) return wrong('measure', `${of} has no ${measure}: it has ${known.join(', ')}`);
  if (key !== undefined && told === undefined) return wrong('key', `${of} has nothing to tell apart by it`);
  if (vendor !== undefined && !ofVendors) return wrong('vendor', `${of} is told of the whole tenant only`);
  if (where !== undefined && !hasFilters) return wrong('where', 'only lines and visits can be narrowed');
  if (isChange(when) && of === 'live') return wrong('when', 'live figures have no span before');
  if (isChange(when) && than < 0) return wrong('than', 'must not be negative');
  if (when === 'falls' && than >= wholeFall) return wrong('than', 'must be less than 10 000: nothing falls further');
  if (of === 'lines' || of === 'visits') return questionProblem({ of, measures: [measure], where: where ?? [] });
  return undefined;
}

/** Basis points of the span before. */
function changeOf({ least = 0 }: AlertRule, { figure, before = 0 }: Seen): number {
  if (Math.max(Math.abs(figure), Math.abs(before)) < least || figure === before) return 0;
  if (before === 0) return Math.sign(figure) * mostChange;
  const change = Math.round(((figure - before) * 10_000) / Math.abs(before));
  return Math.max(-mostChange, Math.min(mostChange, change));
}

/** How far it is beyond the threshold; 0 and below: it is not. */
export function excessOf(rule: AlertRule, seen: Seen): number {
  const { when, than } = rule;
  if (when === 'above') return seen.figure - than;
  if (when === 'below') return than - seen.figure;
  return (when === 'rises' ? changeOf(rule, seen) : -changeOf(rule, seen)) - than;
}

/** Whether what rang is over: a figure that trembles about the threshold rings once. */
export const isBack = (rule: AlertRule, seen: Seen): boolean =>
  excessOf(rule, seen) <= -Math.floor(Math.abs(rule.than) / marginPart);

/** The one that goes furthest. */
export const furthest = (rule: AlertRule, all: readonly Seen[]): Seen | undefined =>
  all.reduce<Seen | undefined>(
    (best, one) => (best === undefined || excessOf(rule, one) > excessOf(rule, best) ? one : best),
    undefined,
  );

/** Whether it is an alert's turn in this minute: they are spread over their own interval. */
export const isDue = (id: string, everyMinutes: number, minuteNumber: number): boolean =>
  (minuteNumber + spread(id)) % everyMinutes === 0;

const spread = (id: string): number => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
