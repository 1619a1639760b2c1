import type { JsonObject } from '../body.ts';
import type { Route } from '../routes/routes.ts';
import type { JsonSchema } from './json-schema.ts';
import type { Shape } from './shapes.ts';

const text = { type: 'string' };

/** Header fields that stand in many operations; named once. */
export const sharedParameters: Readonly<Record<string, object>> = {
  Tenant: header('Souk-Tenant', 'The marketplace, where neither the token nor the host says it', {
    ...text,
    pattern: '^[a-z0-9-]{1,63}$',
  }),
  IdempotencyKey: header('Idempotency-Key', idempotency('Names the command'), keySchema()),
  IdempotencyKeyRequired: {
    ...header('Idempotency-Key', idempotency('Required: names the command'), keySchema()),
    required: true,
  },
  IfMatch: header('If-Match', 'The `ETag` that the change is meant for; another one now is refused with 412', text),
  IfNoneMatch: header('If-None-Match', 'The `ETag` the caller holds; 304 if it still holds', text),
  Prefer: header('Prefer', '`respond-async`: 202 as soon as the order is begun', {
    ...text,
    examples: ['respond-async'],
  }),
};

function header(name: string, description: string, schema: JsonSchema): object {
  return { name, in: 'header', description, schema };
}

function keySchema(): JsonSchema {
  return { type: 'string', minLength: 1, maxLength: 255, examples: ['0c5b8b6e-4c1c-4f0a-9d60-2f4b6d3f6a51'] };
}

function idempotency(first: string): string {
  return `${first}, so that a retry with the same key and body gets the first answer and no second effect`;
}

const reference = (name: string): object => ({ $ref: `#/components/parameters/${name}` });

export function parametersOf(route: Route, { takes, takesExample }: Shape): readonly object[] {
  const fields = Object.keys(takes.properties ?? {});
  const inQuery =
    route.safe || route.method === 'DELETE' ? fields.filter((name) => !route.pathParams.includes(name)) : [];
  return [
    ...route.pathParams.map((name) => field('path', name, takes, takesExample)),
    ...inQuery.map((name) => field('query', name, takes, takesExample)),
    ...headersOf(route).map(reference),
  ];
}

function headersOf(route: Route): readonly string[] {
  if (route.safe) return ['Tenant', 'IfNoneMatch'];
  const isRequired = route.contract.idempotency === 'required';
  return [
    'Tenant',
    isRequired ? 'IdempotencyKeyRequired' : 'IdempotencyKey',
    ...(route.method === 'PATCH' ? ['IfMatch'] : []),
    ...(route.translation.respondsAsync ? ['Prefer'] : []),
  ];
}

function field(place: 'path' | 'query', name: string, takes: JsonSchema, example: JsonObject): object {
  const isRequired = place === 'path' || (takes.required?.includes(name) ?? false);
  return {
    name,
    in: place,
    ...(isRequired && { required: true }),
    schema: takes.properties?.[name] ?? text,
    ...(example[name] !== undefined && { example: example[name] }),
  };
}
