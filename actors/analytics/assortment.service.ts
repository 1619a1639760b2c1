import type { Actions } from '../registry.ts';
import type { Ctx } from '../runtime/service.ts';
import { day, hour } from '../runtime/time.ts';
import { compared, scopeOf } from './asking.service.ts';
import type { AnalyticsActions, StockItem } from './contract.ts';
import { rate, rounded } from './measures.ts';
import type { Reports, StockTally } from './reports.ts';
import { usualLimit } from './sales.service.ts';

type ParamsOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['params'];

/** The formulas of docs/analytics.md. */
export function stockItemOf({ knownMs, outMs, average, boughtUnits, boughtGross, ...tally }: StockTally): StockItem {
  const { left, units } = tally;
  const sold = Math.max(0, units);
  const pacePerMs = knownMs === 0 ? 0 : sold / knownMs;
  const paceInStock = knownMs === outMs ? 0 : sold / (knownMs - outMs);
  const missedUnits = Math.round(paceInStock * outMs);
  return {
    ...tally,
    turnover: average > 0 ? Math.round((100 * sold) / average) : 0,
    ...(pacePerMs > 0 && { daysOfCover: Math.round((10 * Math.max(0, left)) / (pacePerMs * day)) }),
    sellThrough: rate(sold, sold + Math.max(0, left)),
    outOfStockHours: rounded(outMs, hour),
    missedUnits,
    missedGross: worthOf(missedUnits, boughtUnits, boughtGross),
  };
}

/** Nothing where no price is known: none was bought in the span. */
const worthOf = (missed: number, units: number, gross: StockTally['boughtGross']): StockItem['missedGross'] =>
  Object.fromEntries(Object.entries(gross).map(([currency, amount]) => [currency, rounded(missed * amount, units)]));

export async function stock(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.stock'>) {
  const scope = await scopeOf(ctx, asked.vendor);
  return compared(reports, ctx, asked, async (span) => {
    const found = await reports.stock(scope, span, asked.order ?? 'sold', asked.limit ?? usualLimit);
    return { items: found.map(stockItemOf) };
  });
}

export async function categories(reports: Reports, ctx: Ctx<Actions>, asked: ParamsOf<'analytics.categories'>) {
  const scope = await scopeOf(ctx, asked.vendor);
  return compared(reports, ctx, asked, async (span) => {
    const found = await reports.salesByCategory(scope, span, asked.limit ?? usualLimit);
    return { items: found.map(({ key, ...sums }) => ({ categoryId: key, ...sums })) };
  });
}
