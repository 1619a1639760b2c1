import type { Dimension, Filter, OwnQuestion } from '../../actors/analytics/contract.ts';
import { mostOfFile } from '../ask.ts';
import type { FileFormat, QueryParams } from '../clickhouse.ts';
import type { Question } from '../queries/question.ts';
import { allowed, columns } from './allowed.ts';

/** Seconds since 1970; `to` is not inside. `file`: what the answer is written to. */
type Asked = { readonly from: number; readonly to: number; readonly zone: string; readonly file?: FileFormat };

export type Built = {
  readonly question: Question<QueryParams, Record<string, string | number>>;
  readonly params: QueryParams;
};

const usualLimit = 100;

const group = (dimension: Dimension): { readonly sql: string; readonly as: string } => {
  if (dimension === 'time') return { sql: '', as: 'start' };
  const { column, as } = columns[dimension];
  return { sql: column, as };
};

/** A text made of names that stand in the allow-list; every value that somebody brought is a parameter of it. */
export function buildQuestion(question: OwnQuestion, { from, to, zone, file }: Asked): Built {
  const { from: view, at, hasMoney } = allowed[question.of];
  const { by = [], where = [], grain = 'day', limit = file ? mostOfFile.rows + 1 : usualLimit } = question;
  const groups = [
    ...by.map((dimension) =>
      dimension === 'time' ? { ...group(dimension), sql: timeOf(at, file) } : shownIn(file, group(dimension)),
    ),
    ...(hasMoney ? [{ sql: 'facts.currency', as: 'currency' }] : []),
  ];
  const measures = question.measures.map((name) => ({ sql: measureOf(question, name), as: name }));
  const names = groups.map(({ as }) => as);
  const sql = `SELECT ${[...groups, ...measures].map((one) => `${one.sql} AS ${one.as}`).join(', ')}
FROM ${view}(tenant = {tenant:String}, vendor = {vendor:String}) AS facts
WHERE ${[spanOf(at), ...where.map(filterOf)].join('\n  AND ')}
${names.length > 0 ? `GROUP BY ${names.join(', ')}` : ''}
ORDER BY ${[orderOf(question), ...names].join(', ')}
LIMIT {limit:UInt32}`;
  return { question: { sql }, params: { from, to, zone, grain, limit, ...valuesOf(where) } };
}

const spanOf = (at: string): string =>
  `${at} >= toDateTime({from:UInt32}, 'UTC') AND ${at} < toDateTime({to:UInt32}, 'UTC')`;

/** Seconds since 1970; in a file an instant. */
function timeOf(at: string, file: FileFormat | undefined): string {
  const start = `bucket(${at}, {grain:String}, {zone:String})`;
  return file ? `toDateTime64(toTimeZone(${start}, 'UTC'), 3, 'UTC')` : `toUnixTimestamp(${start})`;
}

/** A spreadsheet takes a text that begins so for a formula, and what visitors search is text of anybody. */
const shownIn = (file: FileFormat | undefined, { sql, as }: ReturnType<typeof group>): ReturnType<typeof group> =>
  file === 'csv' ? { sql: `if(match(${sql}, '^[=@+\\\\t\\\\r-]'), concat('\\'', ${sql}), ${sql})`, as } : { sql, as };

function measureOf({ of }: OwnQuestion, name: OwnQuestion['measures'][number]): string {
  const sql = allowed[of].measures[name];
  if (sql === undefined) throw new TypeError(`${of} has no ${name}`);
  return sql;
}

function orderOf({ order, by = [], measures }: OwnQuestion): string {
  const chosen = order ?? (by.includes('time') ? 'time' : measures[0]);
  return chosen === 'time' ? 'start' : `${chosen} DESC`;
}

const placeOf = (filter: number, value: number): string => `value${filter}of${value}`;

function filterOf({ field, is, not }: Filter, at: number): string {
  const places = is.map((_, value) => `{${placeOf(at, value)}:String}`);
  return `${columns[field].column} ${not ? 'NOT IN' : 'IN'} (${places.join(', ')})`;
}

const valuesOf = (where: readonly Filter[]): QueryParams =>
  Object.fromEntries(where.flatMap(({ is }, at) => is.map((value, place) => [placeOf(at, place), value])));
