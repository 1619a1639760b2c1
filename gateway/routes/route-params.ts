import type { ObjectSchema } from 'joi';
import { invalid } from '../../actors/runtime/errors.ts';
import { checkParams } from '../../actors/runtime/params.ts';
import type { JsonObject } from '../body.ts';
import type { Exchange } from '../exchange.ts';
import type { Identity } from '../identity/identify.ts';
import { decodePath, mergeParams, parseQuery } from '../params.ts';
import { isAsync } from './kit.ts';
import type { Route } from './routes.ts';
import type { TranslationKit } from './translations.ts';

/**
 * The fields of a request. The action's own schema checks them where they arrive, in the runtime, and once; here only what
 * no action ever sees is checked.
 */
export function inputOf(route: Route, exchange: Exchange, body: JsonObject): JsonObject {
  const { takes, hides = [] } = route.translation;
  const parts = { path: decodePath(exchange.params), query: parseQuery(exchange.query), body };
  const input = mergeParams(parts);
  const hidden = hides.filter((field) => Object.hasOwn(input, field));
  if (hidden.length > 0) throw invalid(hidden.map((field) => ({ field, problem: 'is not allowed' })));
  return takes ? (checkParams(takes.schema, input) as JsonObject) : input;
}

export function toParams(
  input: JsonObject,
  kit: TranslationKit,
  route: Route,
  exchange: Exchange,
  identity: Identity,
): JsonObject {
  const translate = route.translation.toParams;
  if (!translate) return input;
  return translate(input, { ...kit, ...identity, address: exchange.address, respondAsync: isAsync(route, exchange) });
}

/** What a caller may send, for the document: hidden fields are still in it. */
export const takenBy = ({ contract, translation }: Route): ObjectSchema => translation.takes?.schema ?? contract.params;
