import { invalid, type WrongField } from '../actors/runtime/errors.ts';
import { isForbiddenName, type JsonObject } from './body.ts';
import { gatewayError } from './codes.ts';

type Part = 'path' | 'query' | 'body';

/** Path, query and body are one set of fields. One that stands in two of them must say the same in both. */
export function mergeParams(parts: Readonly<Record<Part, JsonObject>>): JsonObject {
  const merged: Record<string, unknown> = { ...parts.path };
  const wrong: WrongField[] = [];
  for (const part of ['query', 'body'] as const) {
    for (const [field, value] of Object.entries(parts[part])) {
      if (Object.hasOwn(merged, field) && !isSame(merged[field], value)) wrong.push(twice(field, part));
      else merged[field] = value;
    }
  }
  if (wrong.length > 0) throw invalid(wrong);
  return merged;
}

/** A path and a query are texts, a body has types: `7` and `"7"` say the same. A list or an object says nothing of the kind. */
const isSame = (one: unknown, other: unknown): boolean =>
  typeof one !== 'object' && typeof other !== 'object' && String(one) === String(other);

const twice = (field: string, part: Part): WrongField => ({
  field,
  problem: `is not what the ${part === 'body' ? 'path or query' : 'path'} says`,
});

export function decodePath(params: Readonly<Record<string, string>>): JsonObject {
  try {
    return Object.fromEntries(Object.entries(params).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw gatewayError('MALFORMED_REQUEST', { problem: 'the path has a broken % sequence' });
  }
}

/** `a=1&a=2` is a list. */
export function parseQuery(query: string): JsonObject {
  if (query === '') return {};
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (isForbiddenName(name)) throw gatewayError('MALFORMED_REQUEST', { problem: `no field may be named ${name}` });
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}
