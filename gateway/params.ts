import type { ObjectSchema, ValidationError } from 'joi';
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

/** A path and a query are texts, a body has types: `7` and `"7"` say the same. */
const isSame = (one: unknown, other: unknown): boolean => String(one) === String(other);

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

/** A wrong value is never repeated to the caller: it may be a password, or a page for somebody's browser. */
const messages = {
  'string.pattern.name': '{{#label}} is not a valid {{#name}}',
  'string.pattern.base': '{{#label}} has a form that is not allowed',
  'object.pattern.match': '{{#label}} has a name that is not allowed',
};

/** A schema that names every wrong field at once. Made once a route: to read preferences costs more than to check a body. */
export const strict = (schema: ObjectSchema): ObjectSchema =>
  schema.prefs({ abortEarly: false, convert: true, errors: { label: false }, messages });

/** Texts of a query become numbers and booleans on the way. */
export function checkParams(schema: ObjectSchema, params: JsonObject): JsonObject {
  const { value, error } = schema.validate(params);
  if (error) throw invalid(wrongFields(error));
  return value as JsonObject;
}

const mostNamed = 100;

const wrongFields = (error: ValidationError): readonly WrongField[] =>
  error.details.slice(0, mostNamed).map(({ path, message }) => ({ field: fieldName(path), problem: message.trim() }));

/** `lines[0].quantity`. */
const fieldName = (path: readonly (string | number)[]): string =>
  path.map((step, place) => (typeof step === 'number' ? `[${step}]` : place > 0 ? `.${step}` : step)).join('');
