import type Joi from 'joi';
import { analyticsContract } from '../../actors/analytics/contract.schemas.ts';

type Described = {
  readonly type?: string;
  readonly keys?: Readonly<Record<string, Described>>;
  readonly items?: readonly Described[];
};

/** Names of fields, and 0 for what stands first in a list. */
export type Place = readonly (string | 0)[];

export type GuardedRoute = {
  readonly name: string;
  readonly method: string;
  /** Below `/v1`. */
  readonly path: string;
  /** Params that are taken. */
  readonly example: unknown;
  /** Where a value may stand in its params. */
  readonly places: readonly Place[];
};

const placesIn = ({ keys, items }: Described, at: Place = []): Place[] => {
  if (keys) return Object.entries(keys).flatMap(([name, field]) => placesIn(field, [...at, name]));
  if (items?.[0]) return placesIn(items[0], [...at, 0]);
  return at.length > 0 ? [at] : [];
};

const describe = (schema: Joi.Schema): Described => schema.describe() as unknown as Described;

/** Every route of analytics as its contract has it, so that a new one is here by itself. What browsers tell is anybody's. */
export const guardedRoutes = (): readonly GuardedRoute[] =>
  Object.entries(analyticsContract.actions).flatMap(([name, { rest, params, example }]) => {
    if (rest === undefined || name === 'analytics.collect') return [];
    const [method = '', path = ''] = rest.split(' ');
    return [{ name, method, path, example: example?.params ?? {}, places: placesIn(describe(params)) }];
  });

/** The same with another value at a place; lists and fields on the way there are made. */
export function withValue(params: unknown, [first, ...rest]: Place, value: unknown): unknown {
  if (first === undefined) return value;
  if (first === 0) return [withValue(Array.isArray(params) ? params[0] : undefined, rest, value)];
  const fields = (params ?? {}) as Readonly<Record<string, unknown>>;
  return { ...fields, [first]: withValue(fields[first], rest, value) };
}

type Asked = { readonly path: string; readonly body?: unknown };

/** Params where the gateway reads them: in the path, and then in the query or the body. */
export function askedWith({ method, path }: GuardedRoute, params: unknown): Asked {
  const left = { ...(params as Record<string, unknown>) };
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(left[name]));
    delete left[name];
    return value;
  });
  if (method !== 'GET' && method !== 'DELETE') return { path: place, body: left };
  const query = new URLSearchParams(
    Object.entries(left).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return { path: `${place}?${query}` };
}
