import type { ObjectSchema, ValidationError } from 'joi';
import { invalid, type WrongField } from './errors.ts';

/** A wrong value is never repeated to its caller: it may be a password, or a page for somebody's browser. */
const messages = {
  'string.pattern.name': '{{#label}} is not a valid {{#name}}',
  'string.pattern.base': '{{#label}} has a form that is not allowed',
  'object.pattern.match': '{{#label}} has a name that is not allowed',
};

const strict = new WeakMap<ObjectSchema, ObjectSchema>();

/** Made once a schema: to read preferences costs more than to check a body. */
function strictly(schema: ObjectSchema): ObjectSchema {
  const known = strict.get(schema) ?? schema.prefs({ abortEarly: false, errors: { label: false }, messages });
  strict.set(schema, known);
  return known;
}

/**
 * What arrives, as the contract wants it: texts of a query become numbers and booleans on the way, and every wrong field
 * is named at once.
 */
export function checkParams(schema: ObjectSchema, params: unknown): unknown {
  const { value, error } = strictly(schema).validate(params ?? {});
  if (!error) return value;
  throw invalid(wrongFields(error));
}

const mostNamed = 100;

const wrongFields = (error: ValidationError): readonly WrongField[] =>
  error.details.slice(0, mostNamed).map(({ path, message }) => ({ field: fieldName(path), problem: message.trim() }));

/** `lines[0].quantity`. */
const fieldName = (path: readonly (string | number)[]): string =>
  path.map((step, place) => (typeof step === 'number' ? `[${step}]` : place > 0 ? `.${step}` : step)).join('');
