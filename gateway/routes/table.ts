import { type Exchange, headerOf } from '../exchange.ts';
import { parseQuery } from '../params.ts';
import type { Route } from './routes.ts';

export const tableType = 'text/csv; charset=utf-8';

type Item = Readonly<Record<string, unknown>>;

/** `format` decides; without it the first of the two types that `Accept` names. */
export function wantsTable({ contract }: Route, { query, headers }: Exchange): boolean {
  if (contract.table === undefined) return false;
  const { format } = parseQuery(query);
  if (format !== undefined) return format === 'csv';
  return /^[^,]*text\/csv/i.test(headerOf(headers, 'accept') ?? '');
}

/**
 * The items of an answer as RFC 4180 has them: the fields of all items as the first line, in the order they come. What is told by
 * currency has a column for each.
 */
export function tableOf({ contract }: Route, result: unknown): string {
  const items = (((result as Item)[contract.table ?? ''] ?? []) as readonly Item[]).map(flat);
  const fields = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const lines = items.map((item) => fields.map((field) => cell(item[field])).join(','));
  return [fields.map(cell).join(','), ...lines, ''].join('\r\n');
}

const isRecord = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flat = (item: Item): Item =>
  Object.fromEntries(
    Object.entries(item).flatMap(([field, value]) =>
      isRecord(value) ? Object.entries(value).map(([part, of]) => [`${field}.${part}`, of]) : [[field, value]],
    ),
  );

/** A spreadsheet takes what begins so for a formula; a number with its sign is none. */
const formula = /^(?:[=@\t\r]|[+-](?!\d[\d.,]*$))/;

function cell(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
