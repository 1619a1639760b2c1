import { invalid } from '../errors.ts';
import type { IndexValues } from './order.ts';

/** The last row of a page: what follows it in the index is the next page, whatever was inserted meanwhile. */
export type Place = { readonly values: IndexValues; readonly key: string };

const longestToken = 4_000;

export const badCursor = (): Error => invalid([{ field: 'cursor', problem: 'is not one that this list gave out' }]);

/** `list` names the order the place belongs to: a token of another list is refused. */
export const encodePlace = (list: string, { values, key }: Place): string =>
  Buffer.from(JSON.stringify([list, key, ...values])).toString('base64url');

/** `fields`: how many values the list orders by. */
export function decodePlace(list: string, token: string, fields: number): Place {
  const parts = parse(token);
  if (!Array.isArray(parts) || parts.length !== fields + 2) throw badCursor();
  const [from, key, ...values] = parts as unknown[];
  if (from !== list || typeof key !== 'string' || !values.every(isIndexValue)) throw badCursor();
  const place = { key, values: values as IndexValues };
  if (encodePlace(list, place) !== token) throw badCursor();
  return place;
}

function parse(token: string): unknown {
  if (typeof token !== 'string' || token.length > longestToken) throw badCursor();
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    throw badCursor();
  }
}

const isIndexValue = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'number';
