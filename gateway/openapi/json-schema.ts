import type { Schema } from 'joi';

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly [keyword: string]: unknown;
};

type Converts = { readonly jsonSchema: Readonly<Record<'input' | 'output', (how: { target: string }) => JsonSchema>> };

const convert = (schema: Schema, direction: 'input' | 'output'): JsonSchema =>
  (schema as unknown as { readonly '~standard': Converts })['~standard'].jsonSchema[direction]({
    target: 'draft-2020-12',
  });

/** What a caller sends: a field that is not named is refused, so it says so. */
export const requestSchema = (schema: Schema): JsonSchema => convert(schema, 'input');

/** What a caller gets may have more fields some day: it promises only those it names. */
export const answerSchema = (schema: Schema): JsonSchema => mapSchema(convert(schema, 'output'), opened);

const opened = ({ additionalProperties, ...schema }: JsonSchema): JsonSchema =>
  additionalProperties === false ? schema : { ...schema, ...(additionalProperties && { additionalProperties }) };

/** Every schema inside a schema, the innermost first, and then itself. */
const mapSchema = (schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema =>
  change(mapChildren(schema, (one) => mapSchema(one, change)));

/** The schemas that stand directly inside a schema. */
export function mapChildren(schema: JsonSchema, inner: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const { properties, patternProperties, items, anyOf, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, inner) }),
    ...(isObject(patternProperties) && { patternProperties: mapValues(patternProperties, inner) }),
    ...(items && { items: inner(items) }),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
    ...(isObject(additionalProperties) && { additionalProperties: inner(additionalProperties) }),
  };
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const isObject = (value: unknown): value is Schemas => typeof value === 'object' && value !== null;

const mapValues = (schemas: Schemas, change: (schema: JsonSchema) => JsonSchema): Schemas =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]));

/** An object schema without some of its fields. */
export function withoutFields(
  { properties = {}, required = [], ...schema }: JsonSchema,
  gone: readonly string[],
): JsonSchema {
  const left = required.filter((name) => !gone.includes(name));
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !gone.includes(name))),
    ...(left.length > 0 && { required: left }),
  };
}
