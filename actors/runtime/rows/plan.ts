import { compareValues, type IndexValue, indexedText } from './order.ts';
import { badCursor, decodePlace, encodePlace, type Place } from './page-token.ts';
import type { Query, TableDefinition } from './rows.ts';

/** A query that was checked, in the words of an engine. */
export type Plan = {
  readonly table: string;
  readonly index: string;
  readonly equal: readonly { readonly field: string; readonly value: IndexValue }[];
  /** The fields that order the rows; the key comes after them. */
  readonly rest: readonly string[];
  /** Inclusive bounds of the first of `rest`. */
  readonly lower?: IndexValue;
  readonly upper?: IndexValue;
  /** Only what comes after this place, in the direction of the page. */
  readonly after?: Place;
  readonly descending: boolean;
  readonly limit: number;
};

export const countLimit = 100_000;

type Bounds = Pick<Plan, 'lower' | 'upper'>;

export function planOf(definition: TableDefinition, query: Query): Plan {
  const { index, limit, descending = false } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    throw new RangeError(`a page has 1 to 1 000 rows, not ${limit}`);
  const { equal, rest } = split(definition, index, query.where);
  const bounds = boundsOf(query);
  if (rest.length === 0 && bounds.lower !== undefined) throw new RangeError(`${index} has no field left for a bound`);
  const plan = { table: definition.name, index, equal, rest, ...bounds, descending, limit };
  return query.after === undefined ? plan : { ...plan, after: placeOf(plan, query.after) };
}

export function countPlan(definition: TableDefinition, index: string, where: Query['where']): Plan {
  const parts = split(definition, index, where);
  return { table: definition.name, index, ...parts, descending: false, limit: countLimit };
}

function split(definition: TableDefinition, index: string, where: Query['where']): Pick<Plan, 'equal' | 'rest'> {
  const fields = definition.indexes[index];
  if (!fields) throw new TypeError(`${definition.name} has no index ${index}`);
  if (where.length === 0 || where.length > fields.length) {
    throw new RangeError(`${index} needs 1 to ${fields.length} equal values, not ${where.length}`);
  }
  const equal = where.map((value, place) => ({ field: fields[place] as string, value: normal(value) }));
  return { equal, rest: fields.slice(where.length) };
}

const normal = (value: string | number): IndexValue => (typeof value === 'string' ? indexedText(value) : value);

/** The least and the greatest value of a bound's own type stand in for a bound that is not given. */
function boundsOf({ from, to }: Query): Bounds {
  if (from === undefined && to === undefined) return {};
  if (from !== undefined && to !== undefined && typeof from !== typeof to) {
    throw new TypeError('both bounds must be texts, or both numbers');
  }
  if (typeof (from ?? to) === 'number') return { lower: from ?? -Number.MAX_VALUE, upper: to ?? Number.MAX_VALUE };
  return { lower: normal(from ?? ''), ...(to === undefined ? {} : { upper: normal(to) }) };
}

const listOf = ({ table, index }: Pick<Plan, 'table' | 'index'>): string => `${table}/${index}`;

function placeOf(plan: Plan, token: string): Place {
  const place = decodePlace(listOf(plan), token, plan.rest.length);
  if (plan.lower !== undefined && !isWithin(plan, place.values[0] ?? null)) throw badCursor();
  return place;
}

export const isWithin = ({ lower, upper }: Bounds, value: IndexValue): boolean =>
  (lower === undefined || compareValues(value, lower) >= 0) &&
  (upper === undefined || compareValues(value, upper) <= 0);

export const tokenOf = (plan: Plan, place: Place): string => encodePlace(listOf(plan), place);
