import type { ObjectSchema, Schema } from 'joi';
import type { Access, Rest } from '../../actors/runtime/contract.ts';
import type { ErrorClass } from '../../actors/runtime/errors.ts';
import { type Translation, translationOf } from './translations.ts';

/** A contract as the gateway reads it: all of it but the types of its actions. */
export type AnyContract = {
  readonly area: string;
  readonly actions: Readonly<Record<string, AnyActionContract>>;
  readonly codes: Readonly<Record<string, string | readonly [ErrorClass, string]>>;
};

export type AnyActionContract = {
  readonly summary: string;
  readonly access: Access;
  readonly params: ObjectSchema;
  readonly rest?: Rest;
  readonly status?: 200 | 201 | 202 | 204;
  readonly waits?: true;
  readonly result?: Schema;
  readonly example?: { readonly params: unknown; readonly result: unknown };
  readonly idempotency?: 'required';
  readonly mostAMinute?: number;
  readonly refusals?: readonly string[];
  readonly table?: string;
  readonly files?: readonly string[];
};

/** One action as HTTP offers it. */
export type Route = {
  readonly area: string;
  readonly action: string;
  readonly contract: AnyActionContract;
  readonly method: string;
  /** Below `/v1`. */
  readonly path: string;
  readonly pathParams: readonly string[];
  /** Nothing changes by asking: no command id, an `ETag`. */
  readonly safe: boolean;
  readonly status: number;
  /** Where a thing lies that this route makes: `/orders/` + its id. */
  readonly makesAt?: string;
  readonly translation: Translation;
};

export const versionPath = '/v1';

const parameter = /\{(\w+)\}/g;

/** Every action with a `rest`, nothing else: the contracts are the only list of routes. */
export function routesOf(contracts: readonly AnyContract[]): readonly Route[] {
  const routes = contracts.flatMap(({ area, actions }) =>
    Object.entries(actions).flatMap(([action, contract]) => routeOf(area, action, contract)),
  );
  return routes.map((route) => ({ ...route, ...placeOf(route, routes) }));
}

function routeOf(area: string, action: string, contract: AnyActionContract): Route[] {
  if (!contract.rest) return [];
  const [method = '', path = ''] = contract.rest.split(' ');
  return [
    {
      area,
      action,
      contract,
      method,
      path,
      pathParams: [...path.matchAll(parameter)].map(([, name]) => name as string),
      safe: method === 'GET',
      status: contract.status ?? (method === 'POST' ? 201 : 200),
      translation: translationOf(action),
    },
  ];
}

/** `POST /orders` makes what `GET /orders/{id}` reads. */
function placeOf({ method, path }: Route, all: readonly Route[]): { makesAt?: string } {
  const read = all.find((other) => other.safe && method === 'POST' && isItemOf(other.path, path));
  return read ? { makesAt: `${path}/` } : {};
}

const isItemOf = (path: string, collection: string): boolean =>
  path.startsWith(`${collection}/`) && /^\{\w+\}$/.test(path.slice(collection.length + 1));

/** The route that reads what this one changes: the one whose `ETag` an `If-Match` names. */
export const readerOf = (route: Route, all: readonly Route[]): Route | undefined =>
  all.find(({ safe, path }) => safe && formOfPath(path) === formOfPath(route.path));

/** A path without the names of its parameters. */
export const formOfPath = (path: string): string => path.replace(parameter, '{}');
