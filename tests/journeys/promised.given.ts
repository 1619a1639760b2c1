import type { Reply, Watch } from './visitor.ts';

/** What we read of an OpenAPI document; its schemas are JSON Schema 2020-12. */
type Schema = { readonly [keyword: string]: unknown };
type Operation = { readonly responses: Readonly<Record<string, { readonly content?: Content }>> };
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

type Found = { readonly place: string; readonly operation: Operation };

const formOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** A word in a path goes before a parameter. */
function operationOf({ paths }: Document, method: string, path: string): Found | undefined {
  const [plain = ''] = path.split('?');
  const places = Object.keys(paths).filter((place) => formOf(place).test(plain));
  const [place] = places.sort((one, other) => one.split('{').length - other.split('{').length);
  const operation = place && paths[place]?.[method.toLowerCase()];
  return place && operation ? { place, operation } : undefined;
}

/** What of an answer the document did not promise, each in half a sentence. */
function broken(document: Document, method: string, path: string, reply: Reply<unknown>): readonly string[] {
  const found = operationOf(document, method, path);
  if (!found) return [];
  const { place, operation } = found;
  const response = operation.responses[reply.status];
  if (!response) return [`${method} ${place} never promised ${reply.status} ${reply.text.slice(0, 200)}`];
  const type = reply.headers.get('content-type')?.split(';')[0];
  if (type === undefined) return response.content ? [`${method} ${place} ${reply.status} has no body`] : [];
  const schema = response.content?.[type]?.schema;
  if (!schema) return [`${method} ${place} ${reply.status} never promised ${type}`];
  return misfits(document, schema, reply.body, `${method} ${place} ${reply.status} `);
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
};

const isOfType = (value: unknown, types: readonly string[]): boolean =>
  types.includes(typeOf(value)) || (typeOf(value) === 'integer' && types.includes('number'));

const resolved = ({ components }: Document, schema: Schema): Schema =>
  typeof schema.$ref === 'string' ? (components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

function misfits(document: Document, given: Schema, value: unknown, where: string): readonly string[] {
  const schema = resolved(document, given);
  const { type, enum: values, anyOf, pattern, items } = schema as Record<string, never>;
  if (anyOf) {
    const ways = (anyOf as Schema[]).map((one) => misfits(document, one, value, where));
    return ways.some((way) => way.length === 0) ? [] : [`${where} fits none of ${JSON.stringify(anyOf)}`];
  }
  if (type && !isOfType(value, [type].flat())) return [`${where} is ${typeOf(value)}, not ${type}`];
  if (values && !(values as unknown[]).includes(value)) return [`${where} is ${value}, none of ${values}`];
  if (pattern && typeof value === 'string' && !new RegExp(pattern, 'u').test(value)) return [`${where} is "${value}"`];
  if (Array.isArray(value))
    return items ? value.flatMap((one, at) => misfits(document, items, one, `${where}[${at}]`)) : [];
  return typeOf(value) === 'object' ? fieldMisfits(document, schema, value as Record<string, unknown>, where) : [];
}

function fieldMisfits(
  document: Document,
  schema: Schema,
  value: Record<string, unknown>,
  where: string,
): readonly string[] {
  const {
    properties = {},
    required = [],
    additionalProperties: others,
    patternProperties = {},
  } = schema as {
    properties?: Record<string, Schema>;
    required?: readonly string[];
    additionalProperties?: boolean | Schema;
    patternProperties?: Record<string, Schema>;
  };
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${where}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, one]) => {
    const named = Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern, 'u').test(name))?.[1];
    const known = properties[name] ?? named ?? (typeof others === 'object' ? others : undefined);
    if (known) return misfits(document, known, one, `${where}.${name}`);
    return others === false ? [`${where}.${name} was never promised`] : [];
  });
  return [...missing, ...wrong];
}

const stackLine = /^\s+at .+:\d+|node_modules|\.ts:\d+|file:\/\//m;

/** Throws at an answer that the document did not promise, or that shows the inside of Souk. */
export const promisedBy =
  (document: Document): Watch =>
  (method, path, reply) => {
    const wrong = [...broken(document, method, path, reply)];
    if (stackLine.test(reply.text)) wrong.push(`${method} ${path} shows ${reply.text}`);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  };
