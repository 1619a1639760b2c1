import type { Actions } from '../registry.ts';
import type { Ctx } from '../runtime/service.ts';
import { minute, toIso } from '../runtime/time.ts';
import type { AlertRule, AlertSubject, Seen } from './alert.schemas.ts';
import { watchable } from './alert-measures.ts';
import { furthest, isChange } from './alert-rule.ts';
import type { Asked, Measure } from './contract.ts';
import { measures } from './own.schemas.ts';
import type { Reports } from './reports.ts';

/** Of a list. */
const most = 1_000;
/** Figures that lag further behind than this tell nothing of now. */
const oldestMs = 10 * minute;

type AlertCtx = Ctx<Actions>;
/** The items that were found, and those of the span before. */
type Items = { readonly now: readonly object[]; readonly before: readonly object[] };

const both = <Figures>(
  answer: Figures & { readonly previous?: Figures | undefined },
  itemsOf: (figures: Figures) => readonly object[],
): Items => ({ now: itemsOf(answer), before: answer.previous ? itemsOf(answer.previous) : [] });

type Listed = { readonly items: readonly object[] };
const items = ({ items: all }: Listed): readonly object[] => all;

type AskItems = (ctx: AlertCtx, asked: Asked, rule: AlertRule) => Promise<Items>;

const ofOwn =
  (of: 'lines' | 'visits'): AskItems =>
  async (ctx, asked, { measure, where }) => {
    const question = { of, measures: [measureOf(measure)], ...(where && { where }) };
    return both<Listed>(await ctx.call('analytics.ask', { ...asked, question }), items);
  };

/** A rule has no other: `ruleProblem` has seen to it. */
const measureOf = (name: string): Measure => measures.find((one) => one === name) ?? 'orders';

const asks: Readonly<Record<AlertSubject, AskItems>> = {
  sales: async (ctx, asked) =>
    both<{ readonly totals: readonly object[] }>(
      await ctx.call('analytics.sales', { ...asked, by: 'vendor', limit: 1 }),
      ({ totals }) => totals,
    ),
  lines: ofOwn('lines'),
  visits: ofOwn('visits'),
  products: async (ctx, asked, { when }) => {
    const order = when === 'below' ? 'worst' : 'best';
    return both<Listed>(await ctx.call('analytics.products', { ...asked, order, limit: most }), items);
  },
  categories: async (ctx, asked) =>
    both<Listed>(await ctx.call('analytics.categories', { ...asked, limit: most }), items),
  stock: async (ctx, asked, { when }) => {
    const order = when === 'below' ? 'scarce' : 'sold';
    return both<Listed>(await ctx.call('analytics.stock', { ...asked, order, limit: most }), items);
  },
  customers: async (ctx, asked) => both<object>(await ctx.call('analytics.customers', asked), (one) => [one]),
  vendors: async (ctx, asked) => both<Listed>(await ctx.call('analytics.vendors', { ...asked, limit: most }), items),
  payments: async (ctx, asked) => both<Listed>(await ctx.call('analytics.payments', asked), items),
  operation: async (ctx, asked) =>
    both<Operated>(await ctx.call('analytics.operation', asked), ({ endToEndMs: { p50, p95, p99 }, ...counted }) => [
      { ...counted, endToEndP50: p50, endToEndP95: p95, endToEndP99: p99 },
    ]),
  carts: async (ctx, asked) => both<Listed>(await ctx.call('analytics.carts', asked), items),
  funnel: async (ctx, asked) => both<Listed>(await ctx.call('analytics.funnel', asked), items),
  searches: async (ctx, asked) => both<Listed>(await ctx.call('analytics.searches', { ...asked, limit: most }), items),
  views: async (ctx, asked) => both<Listed>(await ctx.call('analytics.views', { ...asked, limit: most }), items),
  live: async (ctx) => ({ now: [await ctx.call('analytics.live', {})], before: [] }),
};

type Operated = { readonly endToEndMs: { readonly p50: number; readonly p95: number; readonly p99: number } };

const fieldOf = (item: object, field: string): unknown => new Map<string, unknown>(Object.entries(item)).get(field);

/** Undefined: nothing can be said of this item. */
function figureOf({ of, measure }: AlertRule, item: object): number | undefined {
  const base = watchable[of].rates[measure];
  if (base !== undefined && !fieldOf(item, base)) return undefined;
  const figure = fieldOf(item, measure);
  return typeof figure === 'number' ? Math.round(figure) : undefined;
}

type Place = { readonly key: string; readonly currency: string };

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function placeOf({ of }: AlertRule, item: object): Place {
  const { key } = watchable[of];
  return { key: key === undefined ? '' : textOf(fieldOf(item, key)), currency: textOf(fieldOf(item, 'currency')) };
}

const isMeant = ({ key, currency }: AlertRule, place: Place): boolean =>
  (key === undefined || key === place.key) &&
  (currency === undefined || place.currency === '' || currency === place.currency);

/** Figures by what they are of. */
function figuresIn(
  rule: AlertRule,
  found: readonly object[],
): ReadonlyMap<string, Place & { readonly figure: number }> {
  return new Map(
    found.flatMap((item) => {
      const [figure, place] = [figureOf(rule, item), placeOf(rule, item)];
      return figure === undefined || !isMeant(rule, place)
        ? []
        : [[`${place.key} ${place.currency}`, { ...place, figure }] as const];
    }),
  );
}

/** What was in one span only is 0 in the other; of nothing at all a count is 0, and a rate is not there. */
export function seenIn(rule: AlertRule, { now, before }: Items): Seen | undefined {
  const [present, past] = [figuresIn(rule, now), figuresIn(rule, before)];
  const { counts, rates } = watchable[rule.of];
  const isRate = rule.measure in rates;
  const names =
    isRate && isChange(rule.when) ? [...present.keys()].filter((name) => past.has(name)) : [...present.keys()];
  const gone = isRate ? [] : [...past.keys()].filter((name) => !present.has(name));
  const seen = [...names, ...gone].flatMap((name) => {
    const place = present.get(name) ?? past.get(name);
    return place ? [seenAt(rule, place, present.get(name)?.figure ?? 0, past.get(name)?.figure)] : [];
  });
  const isNothing = seen.length === 0 && counts.includes(rule.measure);
  return isNothing ? seenAt(rule, { key: '', currency: '' }, 0) : furthest(rule, seen);
}

const seenAt = (rule: AlertRule, { key, currency }: Place, figure: number, before = 0): Seen => ({
  figure,
  ...(isChange(rule.when) && { before }),
  ...(key !== '' && { key }),
  ...(currency !== '' && { currency }),
});

/** Looks at what is counted by now; undefined: nothing can be told. */
export async function seenOf(reports: Reports, ctx: AlertCtx, rule: AlertRule): Promise<Seen | undefined> {
  const { asOf } = reports.freshness();
  if (asOf < ctx.now() - oldestMs) return undefined;
  // The minute that goes on is among them: what happens in it rings at once.
  const to = (Math.floor(Math.min(asOf, ctx.now()) / minute) + 1) * minute;
  const asked: Asked = {
    from: toIso(to - rule.minutes * minute),
    to: toIso(to),
    ...(rule.vendor !== undefined && { vendor: rule.vendor }),
    ...(isChange(rule.when) && { compare: 'previous' }),
  };
  return seenIn(rule, await asks[rule.of](ctx, asked, rule));
}
