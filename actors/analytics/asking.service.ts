import type { Actions } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { invalid } from '../runtime/errors.ts';
import type { Ctx } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import { analyticsContract } from './contract.schemas.ts';
import type { Answered, Asked, Compared } from './contract.ts';
import { isProblem, type Period, type PeriodProblem, periodOf, previousOf } from './period.ts';
import type { ReportPeriod, ReportScope, Reports } from './reports.ts';

/** Errors of the port, by their names. */
const codes: Readonly<Record<string, string>> = {
  ReportsUnavailable: 'ANALYTICS_UNAVAILABLE',
  ClickHouseUnavailable: 'ANALYTICS_UNAVAILABLE',
  QuestionTooLarge: 'QUESTION_TOO_LARGE',
  TooManyQuestions: 'TOO_MANY_QUESTIONS',
};

/** Gives the port's errors the codes of the contract. */
export async function told<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error ? codes[error.name] : undefined;
    throw code === undefined ? error : codeError(analyticsContract.codes, code);
  }
}

/** The owner of what is asked for: without a vendor it is the tenant's own. */
export const owner = ({ vendor }: { readonly vendor?: string }) =>
  vendor === undefined ? undefined : { vendorId: vendor };

/** Where there is no such vendor in the tenant the caller learns so. */
export async function scopeOf(ctx: Ctx<Actions>, vendor: string | undefined): Promise<ReportScope> {
  if (vendor === undefined) return { tenantId: ctx.tenantId };
  await ctx.call('vendors.get', { id: vendor });
  return { tenantId: ctx.tenantId, vendorId: vendor };
}

export const refuse = ({ field, problem }: PeriodProblem) => invalid([{ field, problem }]);

export async function spanOf(ctx: Ctx<Actions>, asked: Asked): Promise<ReportPeriod> {
  const period = periodOf(asked, ctx.now());
  if (isProblem(period)) throw refuse(period);
  return { ...period, currency: await currencyOf(ctx) };
}

export async function currencyOf(ctx: Ctx<Actions>): Promise<string> {
  const { terms } = await ctx.call('tenants.terms', {});
  return terms?.currency ?? 'XXX';
}

export const fresh = (reports: Reports) => {
  const { asOf, behind } = reports.freshness();
  return { asOf: toIso(asOf), behind };
};

/** Asks for the span, and after that for the one before it where that is wanted too. */
export async function compared<Figures extends object>(
  reports: Reports,
  ctx: Ctx<Actions>,
  asked: Asked,
  figuresOf: (span: ReportPeriod) => Promise<Figures>,
): Promise<Answered & Compared<Figures>> {
  const span = await spanOf(ctx, asked);
  const answered = answeredWith(reports, span);
  const figures = await figuresOf(span);
  if (asked.compare !== 'previous') return { ...answered, ...figures };
  const before = { ...span, ...previousOf(span) };
  const previous = { from: toIso(before.from), to: toIso(before.to), ...(await figuresOf(before)) };
  return { ...answered, ...figures, previous };
}

export const answeredWith = (reports: Reports, { from, to, zone }: Period): Answered => ({
  ...fresh(reports),
  from: toIso(from),
  to: toIso(to),
  tz: zone,
});
