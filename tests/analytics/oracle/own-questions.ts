import type { AnalyticsActions } from '../../../actors/analytics/contract.ts';
import type { Visitor } from '../../journeys/visitor.ts';
import { type Compared, countryOf, dayOf, isKnown, type Sale, sumsBy, sumsOf, weekOf } from './month.ts';

type ResultOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['result'];

type Group = Readonly<Record<string, string | number>>;

/** What a question of one's own is answered with. */
async function own(analyst: Visitor, question: object): Promise<readonly Group[]> {
  const [from, to] = ['2010-12-01', '2010-12-31'];
  const asked = { body: { from, to, question: { limit: 1_000, ...question } } };
  const { status, body } = await analyst.ask<ResultOf<'analytics.ask'>>('POST', '/analytics/ask', asked);
  if (status !== 200) throw new Error(`${status} for ${JSON.stringify(question)}`);
  return body.items;
}

/** Groups by what they are called, without their currency, which is one. */
const named = (groups: readonly Group[], nameOf: (group: Group) => string, ...measures: readonly string[]) =>
  Object.fromEntries(groups.map((group) => [nameOf(group), measures.map((measure) => group[measure])] as const).sort());

const peopleIn = (sales: readonly Sale[]): number => Object.keys(sumsBy(sales.filter(isKnown), customerOf)).length;
const customerOf = ({ customer }: Sale): string => customer;

/** The same of the file: each part by its name. */
const read = (
  sales: readonly Sale[],
  nameOf: (sale: Sale) => string,
  measure: (part: readonly Sale[]) => readonly number[],
) => Object.fromEntries([...Map.groupBy(sales, nameOf)].map(([name, part]) => [name, measure(part)] as const).sort());

const unitsAndGross = (part: readonly Sale[]): readonly number[] => [sumsOf(part).units, sumsOf(part).gross];
const isAbroad = (sale: Sale): boolean => countryOf(sale) !== 'GB';
const startIn = (letters: number) => (group: Group) => String(group.start).slice(0, letters);

const abroad = [{ field: 'country', is: ['GB'], not: true }];
const byDay = { of: 'lines', by: ['time'], grain: 'day', measures: ['units', 'gross'] };
const customers = (part: readonly Sale[]): readonly number[] => [peopleIn(part)];

async function byCountry(analyst: Visitor, sales: readonly Sale[]): Promise<readonly Compared[]> {
  const found = await own(analyst, { of: 'lines', measures: ['units', 'gross', 'customers'], by: ['country'] });
  const ofCountry = ({ country }: Group) => String(country);
  return [
    {
      question: 'units and revenue by country, put together',
      souk: named(found, ofCountry, 'units', 'gross'),
      file: read(sales, countryOf, unitsAndGross),
    },
    {
      question: 'customers by country',
      souk: named(found, ofCountry, 'customers'),
      file: read(sales, countryOf, customers),
    },
    {
      question: 'orders abroad',
      souk: await own(analyst, { of: 'lines', measures: ['orders'], where: abroad }),
      file: [{ currency: 'GBP', orders: sumsOf(sales.filter(isAbroad)).orders }],
    },
  ];
}

/** Put together by an analyst, and asked of the file in its own words. */
export async function ownQuestions(analyst: Visitor, sales: readonly Sale[]): Promise<readonly Compared[]> {
  const byWeek = { ...byDay, grain: 'week', measures: ['customers'] };
  const parts = { ...byDay, of: 'sales', measures: ['orders', 'gross'] };
  return [
    ...(await byCountry(analyst, sales)),
    {
      question: 'abroad, by day',
      souk: named(await own(analyst, { ...byDay, where: abroad }), startIn(10), 'units', 'gross'),
      file: read(sales.filter(isAbroad), dayOf, unitsAndGross),
    },
    {
      question: 'customers by week',
      souk: named(await own(analyst, byWeek), startIn(10), 'customers'),
      file: read(sales, weekOf, customers),
    },
    {
      question: 'orders and revenue by day, of their parts',
      souk: named(await own(analyst, parts), startIn(10), 'orders', 'gross'),
      file: read(sales, dayOf, (part) => [sumsOf(part).orders, sumsOf(part).gross]),
    },
  ];
}
