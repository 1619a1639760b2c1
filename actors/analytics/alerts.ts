import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import { type Instant, minute } from '../runtime/time.ts';
import { unitOf } from './alert-measures.ts';
import { excessOf, isBack, usualQuietMinutes } from './alert-rule.ts';
import type { AlertRule, AlertTerms, AnalyticsEvent, Seen } from './contract.ts';

export type AlertsCommand =
  | ({ readonly type: 'saveAlert' } & AlertTerms)
  | ({ readonly type: 'changeAlert'; readonly id: string } & Partial<Omit<AlertTerms, 'id'>>)
  | { readonly type: 'removeAlert'; readonly id: string }
  | {
      readonly type: 'noteAlert';
      readonly id: string;
      /** As it was when it was looked at. */
      readonly rule: AlertRule;
      readonly seen: Seen;
      readonly isTrial: boolean;
    };

export type AlertsRefusal = 'ALERT_UNKNOWN' | 'TOO_MANY_ALERTS' | 'ALERT_NAME_TAKEN';

type AlertEvent = Extract<AnalyticsEvent, { type: `alert${string}` }>;
type Decided = Decision<AlertEvent, AlertsRefusal>;
type Command<Type> = Extract<AlertsCommand, { type: Type }>;

export const mostAlerts = 50;

export type KeptAlert = {
  readonly terms: AlertTerms;
  readonly rangAt?: Instant;
  /** While it rings. */
  readonly rung?: Seen & { readonly at: Instant };
};

/** The alerts of one tenant, by their ids. */
export type Alerts = { readonly byId: Map<string, KeptAlert> };

const isTaken = ({ byId }: Alerts, id: string, name: string): boolean =>
  [...byId.values()].some(({ terms }) => terms.id !== id && terms.name.toLowerCase() === name.toLowerCase());

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Precedence: too many alerts, alert name taken. */
function save(state: Alerts, { id, name, rule, mailTo }: Command<'saveAlert'>): Decided {
  if (state.byId.has(id)) return [];
  if (state.byId.size >= mostAlerts) return refuse('TOO_MANY_ALERTS', { max: mostAlerts });
  if (isTaken(state, id, name)) return refuse('ALERT_NAME_TAKEN', { name });
  return [{ type: 'alertSaved', terms: { id, name, rule, mailTo } }];
}

/** Precedence: unknown alert, alert name taken. */
function change(state: Alerts, command: Command<'changeAlert'>): Decided {
  const { terms } = state.byId.get(command.id) ?? {};
  if (!terms) return refuse('ALERT_UNKNOWN', { id: command.id });
  const { name = terms.name, rule = terms.rule, mailTo = terms.mailTo } = command;
  if (isTaken(state, command.id, name)) return refuse('ALERT_NAME_TAKEN', { name });
  const changed = { id: command.id, name, rule, mailTo };
  return isSame(changed, terms) ? [] : [{ type: 'alertSaved', terms: changed }];
}

const isQuiet = ({ terms, rangAt }: KeptAlert, at: Instant): boolean =>
  rangAt !== undefined && at < rangAt + (terms.rule.quietMinutes ?? usualQuietMinutes) * minute;

/** What comes of a look at an alert: it rings once, until what it watches is back. */
export function newsOf(kept: KeptAlert, seen: Seen, at: Instant): readonly AlertEvent[] {
  const { terms, rung } = kept;
  const { id, rule } = terms;
  if (rung) return isBack(rule, seen) ? [{ type: 'alertCalmed', id, seen }] : [];
  return excessOf(rule, seen) > 0 && !isQuiet(kept, at)
    ? [{ type: 'alertRang', terms, seen, unit: unitOf(rule.measure), at }]
    : [];
}

/** Whoever looked at another rule, or at one that is gone, has nothing to say. */
function note({ byId }: Alerts, { id, rule, seen, isTrial }: Command<'noteAlert'>, at: Instant): Decided {
  const kept = byId.get(id);
  if (!kept || !isSame(kept.terms.rule, rule)) return [];
  return isTrial
    ? [{ type: 'alertTried', terms: kept.terms, seen, unit: unitOf(rule.measure) }]
    : newsOf(kept, seen, at);
}

const changed = ({ byId }: Alerts, id: string, step: (kept: KeptAlert) => KeptAlert): void => {
  const kept = byId.get(id);
  if (kept) byId.set(id, step(kept));
};

export const alerts: Decider<Alerts, AlertsCommand, AlertEvent, AlertsRefusal> = {
  type: 'alerts',
  initial: () => ({ byId: new Map() }),
  decide: {
    saveAlert: save,
    changeAlert: change,
    removeAlert: ({ byId }, { id }) =>
      byId.has(id) ? [{ type: 'alertRemoved', id }] : refuse('ALERT_UNKNOWN', { id }),
    noteAlert: (state, command) => note(state, command, command.at),
  },
  evolve: {
    alertSaved: ({ byId }, { terms }) => {
      const kept = byId.get(terms.id);
      byId.set(terms.id, kept && isSame(kept.terms.rule, terms.rule) ? { ...kept, terms } : { terms });
    },
    alertRemoved: ({ byId }, { id }) => {
      byId.delete(id);
    },
    alertRang: (state, { terms, seen, at }) =>
      changed(state, terms.id, (kept) => ({ ...kept, rangAt: at, rung: { ...seen, at } })),
    alertCalmed: (state, { id }) => changed(state, id, ({ rung: _, ...kept }) => kept),
    alertTried: () => undefined,
  },
};
