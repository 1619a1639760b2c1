import type { Row, TableDefinition } from './rows.ts';

/** One indexed field of a row; null: the row does not have it. */
export type IndexValue = string | number | null;

/** The indexed fields of a row, in the order of `fieldsOf`. */
export type IndexValues = readonly IndexValue[];

/** Texts are indexed by their beginning, so that a page's token stays short. */
const indexedCharacters = 300;

export const indexedText = (text: string): string => text.slice(0, indexedCharacters).toWellFormed();

/** Every field that some index of the table names, once. */
export const fieldsOf = (indexes: TableDefinition['indexes']): readonly string[] => [
  ...new Set(Object.values(indexes).flat()),
];

export function indexValue(row: Row, field: string): IndexValue {
  const value = row[field] ?? null;
  if (typeof value === 'string') return indexedText(value);
  if (typeof value === 'number' || value === null) return value;
  throw new TypeError(`an index cannot hold ${field}: only text and numbers have an order`);
}

export const valuesOf = (row: Row, fields: readonly string[]): IndexValues =>
  fields.map((field) => indexValue(row, field));

const kindOf = (value: IndexValue): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

/** Missing first, then numbers, then text: the order of SQLite and of MongoDB. */
export function compareValues(a: IndexValue, b: IndexValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return kindOf(a) - kindOf(b);
}

/** By code point, as UTF-8 bytes sort; JavaScript's `<` puts characters outside the first plane elsewhere. */
export function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let place = 0; place < shared; place += 1) {
    const unitOfA = a.charCodeAt(place);
    const unitOfB = b.charCodeAt(place);
    if (unitOfA !== unitOfB) return compareUnits(unitOfA, unitOfB);
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

const compareUnits = (a: number, b: number): number =>
  isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;

export function compareTuples(a: IndexValues, b: IndexValues): number {
  for (const [place, value] of a.entries()) {
    const order = compareValues(value, b[place] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}
