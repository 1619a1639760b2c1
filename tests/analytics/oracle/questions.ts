import type { AnalyticsActions, SalesItem } from '../../../actors/analytics/contract.ts';
import type { Product } from '../../../actors/catalog/contract.ts';
import type { Visitor } from '../../journeys/visitor.ts';
import {
  type Compared,
  countryOf,
  dayEastOf,
  dayOf,
  hourOf,
  isKnown,
  monthOf,
  type Sale,
  type Sums,
  sumsBy,
  sumsOf,
  weekOf,
} from './month.ts';
import { ownQuestions } from './own-questions.ts';

type ResultOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['result'];

const december = 'from=2010-12-01&to=2010-12-31';
const top = 20;
/** More are asked for, so that no tie is cut in two. */
const asked = 3 * top;

type Code = Sums & { readonly code: string };

/** Who brought as much stands by its code. */
const best = (codes: readonly Code[]): readonly Code[] =>
  [...codes].sort((a, b) => b.gross - a.gross || (a.code < b.code ? -1 : 1)).slice(0, top);

const sums = ({ orders, units, gross }: SalesItem): Sums => ({ orders, units, gross });
const isSold = ({ orders }: SalesItem): boolean => orders > 0;

async function salesOf(analyst: Visitor, query: string): Promise<readonly SalesItem[]> {
  const { items } = await analyst.get<ResultOf<'analytics.sales'>>(`/analytics/sales?${december}&${query}`);
  return items;
}

/** What was sold in each piece of time, by the first letters of where it begins. */
async function byTime(analyst: Visitor, query: string, letters: number): Promise<Readonly<Record<string, Sums>>> {
  const items = (await salesOf(analyst, query)).filter(isSold);
  return Object.fromEntries(items.map((item) => [item.start?.slice(0, letters), sums(item)]));
}

/** As people in a zone write the day that begins at an instant. */
async function byLocalDay(analyst: Visitor, zone: string): Promise<Readonly<Record<string, Sums>>> {
  const written = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const path = `/analytics/sales?from=2010-11-29&to=2011-01-02&grain=day&tz=${zone}`;
  const items = (await analyst.get<ResultOf<'analytics.sales'>>(path)).items.filter(isSold);
  return Object.fromEntries(items.map((item) => [written.format(Date.parse(item.start ?? '')), sums(item)]));
}

/** Stock codes with what each has brought, the most first. */
async function bestCodes(analyst: Visitor): Promise<readonly Code[]> {
  const path = `/analytics/products?${december}&order=best&limit=${asked}`;
  const { items } = await analyst.get<ResultOf<'analytics.products'>>(path);
  const codes = items.map(async ({ productId, units, gross, orders }) => {
    const product = await analyst.get<Product>(`/products/${productId}`);
    return { code: product.variants[0]?.vendorSku ?? '', units, gross, orders };
  });
  return best(await Promise.all(codes));
}

const bestCodesOf = (sales: readonly Sale[]): readonly Code[] =>
  best(Object.entries(sumsBy(sales, ({ code }) => code)).map(([code, own]) => ({ code, ...own })));

type Spent = { readonly frequency: string; readonly customers: number; readonly gross: number };

/** How many customers bought so often, and what they spent, whenever it was. */
function byFrequency(all: readonly Spent[]): Readonly<Record<string, unknown>> {
  const groups = [...Map.groupBy(all, ({ frequency }) => frequency)].sort();
  return Object.fromEntries(
    groups.map(([frequency, own]) => [
      frequency,
      {
        customers: own.reduce((sum, { customers }) => sum + customers, 0),
        gross: own.reduce((sum, { gross }) => sum + gross, 0),
      },
    ]),
  );
}

const spentBy = ({ orders, gross }: Sums): Spent => ({
  frequency: orders === 1 ? 'once' : orders < 5 ? 'few' : 'many',
  customers: 1,
  gross,
});

/** All of one month: one cohort, seen in its first month only. */
async function customersOf(analyst: Visitor, sales: readonly Sale[]): Promise<readonly Compared[]> {
  const path = `/analytics/customers?${december}`;
  const { items, segments, customers, returning } = await analyst.get<ResultOf<'analytics.customers'>>(path);
  const known = sales.filter(isKnown);
  const people = Object.values(sumsBy(known, ({ customer }) => customer));
  const cohort = { customers: people.length, orders: sumsOf(known).orders, gross: sumsOf(known).gross };
  return [
    { question: 'customers', souk: customers, file: people.length },
    { question: 'who came again', souk: returning, file: people.filter(({ orders }) => orders > 1).length },
    { question: 'customers by orders', souk: byFrequency(segments), file: byFrequency(people.map(spentBy)) },
    { question: 'cohorts', souk: items, file: [{ cohort: '2010-12-01', months: 0, currency: 'GBP', ...cohort }] },
  ];
}

const hoursOfDay = (parts: Readonly<Record<string, Sums>>): Readonly<Record<string, number>> => {
  const hours: Record<string, number> = {};
  for (const [hour, { gross }] of Object.entries(parts))
    hours[hour.slice(11, 13)] = (hours[hour.slice(11, 13)] ?? 0) + gross;
  return hours;
};

const sumOf = (items: readonly SalesItem[]) => ({
  units: items.reduce((sum, { units }) => sum + units, 0),
  gross: items.reduce((sum, { gross }) => sum + gross, 0),
});

/** Every question that both can answer. */
export async function compare(analyst: Visitor, sales: readonly Sale[]): Promise<readonly Compared[]> {
  const { totals } = await analyst.get<ResultOf<'analytics.sales'>>(`/analytics/sales?${december}`);
  const [total] = totals;
  const all = sumsOf(sales);
  const byHour = await byTime(analyst, 'grain=hour', 13);
  const byCountry = (await salesOf(analyst, 'by=country&limit=100')).map((item) => [item.country, sums(item)] as const);
  const byVendor = await salesOf(analyst, 'by=vendor&limit=100');
  const { units, gross } = all;
  return [
    { question: 'orders, units and revenue', souk: total && sums(total), file: all },
    { question: 'an order is worth', souk: total?.averageOrder, file: Math.round(gross / all.orders) },
    { question: 'by day', souk: await byTime(analyst, 'grain=day', 10), file: sumsBy(sales, dayOf) },
    { question: 'by hour', souk: byHour, file: sumsBy(sales, hourOf) },
    { question: 'revenue by hour of the day', souk: hoursOfDay(byHour), file: hoursOfDay(sumsBy(sales, hourOf)) },
    { question: 'by week', souk: await byTime(analyst, 'grain=week', 10), file: sumsBy(sales, weekOf) },
    { question: 'by month', souk: await byTime(analyst, 'grain=month', 7), file: sumsBy(sales, monthOf) },
    {
      question: 'by day in Kolkata',
      souk: await byLocalDay(analyst, 'Asia/Kolkata'),
      file: sumsBy(sales, dayEastOf(5.5)),
    },
    {
      question: 'by day in Honolulu',
      souk: await byLocalDay(analyst, 'Pacific/Honolulu'),
      file: sumsBy(sales, dayEastOf(-10)),
    },
    { question: 'by country', souk: Object.fromEntries(byCountry), file: sumsBy(sales, countryOf) },
    { question: 'all vendors together', souk: sumOf(byVendor), file: { units, gross } },
    { question: 'the best codes', souk: await bestCodes(analyst), file: bestCodesOf(sales) },
    ...(await customersOf(analyst, sales)),
    ...(await ownQuestions(analyst, sales)),
  ];
}
