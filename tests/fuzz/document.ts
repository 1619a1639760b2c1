import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
};

export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
};

type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>;
type Response = { readonly description: string; readonly content?: Content };

export type RawOperation = {
  readonly description?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
};

export type RawDocument = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
  };
};

export type Operation = {
  /** `POST /orders/{id}/cancel`. */
  readonly name: string;
  readonly method: string;
  /** Below `/v1`. */
  readonly place: string;
  /** Who may. */
  readonly description: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly schema: Schema; readonly example: unknown };
  readonly responses: Readonly<Record<string, Response>>;
};

/** The document of a running Souk, ready to make requests from and to hold answers against. */
export type ApiDocument = {
  readonly operations: readonly Operation[];
  readonly resolve: (schema: Schema) => Schema;
  /** The operation that a method and a path below `/v1` reach; a word in a path goes before a parameter. */
  readonly find: (method: string, path: string) => Operation | undefined;
  /** Whether any method reaches this path. */
  readonly has: (path: string) => boolean;
  /** What of a body an operation did not promise, each in a few words; undefined: it never promised such a body. */
  readonly misfits: (
    operation: Operation,
    status: number,
    type: string,
    body: unknown,
  ) => readonly string[] | undefined;
  /** What is wrong with a body that a named schema should fit. */
  readonly unlike: (name: string, body: unknown) => readonly string[];
};

export function readDocument(raw: RawDocument): ApiDocument {
  const operations = Object.entries(raw.paths).flatMap(([place, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(raw, place, method, operation)),
  );
  const places = [...new Set(operations.map(({ place }) => place))].map(
    (place) => [place, formOf(place), place.split('{').length] as const,
  );
  const placeOf = (path: string): string | undefined =>
    places.filter(([, form]) => form.test(path)).sort(([, , one], [, , other]) => one - other)[0]?.[0];
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  return {
    operations,
    resolve: (schema) => resolved(raw, schema),
    find: (method, path) => byName.get(`${method} ${placeOf(path)}`),
    has: (path) => placeOf(path) !== undefined,
    ...checks(raw),
  };
}

const formOf = (place: string): RegExp => new RegExp(`^${place.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

const resolved = ({ components }: RawDocument, schema: Schema): Schema =>
  typeof schema.$ref === 'string' ? (components.schemas[lastWord(schema.$ref)] ?? {}) : schema;

const lastWord = (reference: string): string => reference.split('/').at(-1) ?? '';

function operationOf(raw: RawDocument, place: string, method: string, operation: RawOperation): Operation {
  const body = operation.requestBody?.content['application/json'];
  return {
    name: `${method.toUpperCase()} ${place}`,
    method: method.toUpperCase(),
    place,
    description: operation.description,
    parameters: (operation.parameters ?? []).map((one) =>
      '$ref' in one ? (raw.components.parameters[lastWord(one.$ref)] as Parameter) : one,
    ),
    ...(body && { body: { schema: body.schema, example: body.example } }),
    responses: operation.responses,
  };
}

/** Strict: an answer has no field that the document does not name. */
function checks(raw: RawDocument): Pick<ApiDocument, 'misfits' | 'unlike'> {
  const ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: true, addUsedSchema: false });
  ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  ajv.addFormat('uri', (text) => URL.canParse(text));
  ajv.addSchema(closed(raw) as object, 'souk');
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: string, body: unknown): readonly string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `souk#${pointer}` });
    compiled.set(pointer, validate);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      `${instancePath.replaceAll(/\/\d+/g, '/n')} ${message} ${params.additionalProperty ?? ''}`.trim(),
    );
  };
  return {
    misfits: ({ method, place, responses }, status, type, body) =>
      responses[status]?.content?.[type] &&
      check(pointerTo('paths', place, method.toLowerCase(), 'responses', status, 'content', type, 'schema'), body),
    unlike: (name, body) => check(pointerTo('components', 'schemas', name), body),
  };
}

const pointerTo = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, name === 'examples' ? inner : closed(inner)]);
  const isShape = 'properties' in value && 'type' in value && !('additionalProperties' in value);
  return { ...Object.fromEntries(entries), ...(isShape && { additionalProperties: false }) };
}
