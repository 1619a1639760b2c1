import { type Actions, on, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { invalid, toSoukError } from '../runtime/errors.ts';
import type { Ctx } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import type { Alert, AlertActions, AlertLook, AlertRule, SaveAlert, Seen } from './alert.schemas.ts';
import { alertDirectory } from './alert.view.ts';
import { seenOf } from './alert-figures.service.ts';
import { excessOf, ruleProblem } from './alert-rule.ts';
import { type Alerts, alerts, type KeptAlert, newsOf } from './alerts.ts';
import { told } from './asking.service.ts';
import { analyticsContract } from './contract.schemas.ts';
import type { Reports } from './reports.ts';

const { command, read } = on(alerts);

type ParamsOf<Name extends keyof AlertActions> = AlertActions[Name]['params'];

/** One actor a tenant. */
const theirs = (): string => 'all';

const shown = ({ terms, rangAt, rung }: KeptAlert): Alert => ({
  ...terms,
  ...(rangAt !== undefined && { lastRangAt: toIso(rangAt) }),
  ...(rung && { ringing: ringingOf(rung) }),
});

const ringingOf = ({ at, ...seen }: NonNullable<KeptAlert['rung']>) => ({ ...seen, since: toIso(at) });

/** Throws for what cannot be watched. */
function checked(rule: AlertRule): AlertRule {
  const problem = ruleProblem(rule);
  if (problem) throw invalid([problem]);
  return rule;
}

const mayKnow = (roles: readonly string[]): boolean => roles.includes('operator') || roles.includes('analyst');

/** Only people who may see figures are written to. */
async function checkedPeople(ctx: Ctx<Actions>, mailTo: readonly string[]): Promise<readonly string[]> {
  const accounts = await Promise.all(
    mailTo.map((id) => ctx.call('customers.account', { id }).catch(() => ({ roles: [] }))),
  );
  const stranger = accounts.findIndex(({ roles }) => !mayKnow(roles));
  if (stranger >= 0) throw invalid([{ field: `mailTo[${stranger}]`, problem: 'is no operator or analyst here' }]);
  return mailTo;
}

/** A vendor of this tenant, or the caller learns that there is none. */
async function checkedTerms(ctx: Ctx<Actions>, { rule, mailTo }: Partial<SaveAlert>) {
  if (rule) checked(rule);
  if (rule?.vendor !== undefined) await ctx.call('vendors.get', { id: rule.vendor });
  return { ...(rule && { rule }), ...(mailTo && { mailTo: await checkedPeople(ctx, mailTo) }) };
}

const callerOf = ({ caller }: Ctx<Actions>): readonly string[] =>
  caller.accountId === undefined ? [] : [caller.accountId];

function found({ byId }: Alerts, isIt: (kept: KeptAlert) => boolean): Alert {
  const kept = byId.values().find(isIt);
  if (!kept) throw codeError(analyticsContract.codes, 'ALERT_UNKNOWN');
  return shown(kept);
}

const keptOf = ({ lastRangAt, ringing, ...terms }: Alert): KeptAlert => ({
  terms,
  ...(lastRangAt !== undefined && { rangAt: Date.parse(lastRangAt) }),
  ...(ringing && { rung: { ...ringing, at: Date.parse(ringing.since) } }),
});

/** Nothing can be told where analytics is away, what it watches is gone, or asks too much: a try says which. */
async function seenIfAny(reports: Reports, ctx: Ctx<Actions>, rule: AlertRule): Promise<Seen | undefined> {
  try {
    return await told(seenOf(reports, ctx, rule));
  } catch (error) {
    if (toSoukError(error).class === 'Internal') throw error;
    return undefined;
  }
}

/** The actor hears only what changes it: most looks find nothing new. */
async function look(reports: Reports, ctx: Ctx<Actions>, id: string): Promise<AlertLook> {
  const { items } = await ctx.call('analytics.alerts', {});
  const alert = items.find((one) => one.id === id);
  if (!alert) return { rings: false };
  const { rule } = alert;
  const seen = await seenIfAny(reports, ctx, rule);
  if (!seen) return { rings: false };
  if (newsOf(keptOf(alert), seen, ctx.now()).length > 0) {
    await ctx.call('analytics.noteAlert', { id, rule, seen, isTrial: false });
  }
  return { rings: excessOf(rule, seen) > 0, seen };
}

async function attempt(reports: Reports, ctx: Ctx<Actions>, id: string): Promise<AlertLook> {
  const { rule } = await ctx.call('analytics.alert', { id });
  const seen = await told(seenOf(reports, ctx, rule));
  if (!seen) return { rings: false };
  await ctx.call('analytics.noteAlert', { id, rule, seen, isTrial: true });
  return { rings: excessOf(rule, seen) > 0, seen };
}

/** What people want to hear of by themselves. */
export const alertHandlers = (reports: Reports) => ({
  'analytics.lookAtAlert': task<ParamsOf<'analytics.lookAtAlert'>, AlertLook>(({ id }, ctx) => look(reports, ctx, id)),
  'analytics.tryAlert': task<ParamsOf<'analytics.tryAlert'>, AlertLook>(({ id }, ctx) => attempt(reports, ctx, id)),
  'analytics.watched': task<ParamsOf<'analytics.watched'>, AlertActions['analytics.watched']['result']>(
    async ({ limit = 100, cursor }, ctx) => {
      const where = [ctx.tenantId];
      const page = await ctx.find(alertDirectory, { index: 'all', where, limit, ...(cursor && { after: cursor }) });
      const items = page.rows.map(({ of, alertId, everyMinutes }) => ({ tenantId: of, id: alertId, everyMinutes }));
      return { items, ...(page.next && { next: page.next }) };
    },
  ),
});

export const keptAlertHandlers = {
  'analytics.alerts': read<ParamsOf<'analytics.alerts'>, AlertActions['analytics.alerts']['result']>({
    key: theirs,
    answer: ({ byId }) => ({ items: [...byId.values()].map(shown) }),
  }),
  'analytics.alert': read<ParamsOf<'analytics.alert'>, Alert>({
    key: theirs,
    answer: ({ byId }, { id }) => {
      const kept = byId.get(id);
      return kept && shown(kept);
    },
  }),
  'analytics.saveAlert': command<ParamsOf<'analytics.saveAlert'>, Alert>({
    key: theirs,
    command: async ({ name, rule, mailTo }, ctx) => {
      const id = ctx.newId('alr');
      const people = mailTo ?? callerOf(ctx);
      await checkedTerms(ctx, { rule, mailTo: people });
      return { type: 'saveAlert', id, name, rule, mailTo: people };
    },
    answer: (state, { name }) => found(state, ({ terms }) => terms.name === name),
  }),
  'analytics.changeAlert': command<ParamsOf<'analytics.changeAlert'>, Alert>({
    key: theirs,
    command: async ({ id, name, ...asked }, ctx) => ({
      type: 'changeAlert',
      id,
      ...(name !== undefined && { name }),
      ...(await checkedTerms(ctx, asked)),
    }),
    answer: (state, { id }) => found(state, ({ terms }) => terms.id === id),
  }),
  'analytics.removeAlert': command<ParamsOf<'analytics.removeAlert'>, AlertActions['analytics.removeAlert']['result']>({
    key: theirs,
    command: ({ id }) => ({ type: 'removeAlert', id }),
    answer: () => ({}),
  }),
  'analytics.noteAlert': command<ParamsOf<'analytics.noteAlert'>, AlertActions['analytics.noteAlert']['result']>({
    key: theirs,
    command: (asked) => ({ type: 'noteAlert', ...asked }),
    answer: () => ({}),
  }),
};
