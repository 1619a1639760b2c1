import type { ObjectSchema } from 'joi';
import type { JsonObject } from '../body.ts';
import type { Exchange } from '../exchange.ts';
import type { Identity } from '../identity/identify.ts';
import { checkParams, decodePath, mergeParams, parseQuery, strict } from '../params.ts';
import { isAsync } from './kit.ts';
import type { Route } from './routes.ts';
import type { TranslationKit } from './translations.ts';

/** The fields of a request, checked by the contract's own schema. */
export function inputOf(route: Route, exchange: Exchange, body: JsonObject): JsonObject {
  const parts = { path: decodePath(exchange.params), query: parseQuery(exchange.query), body };
  return checkParams(checkedBy(route), mergeParams(parts));
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

const schemas = new WeakMap<Route, ObjectSchema>();

function checkedBy(route: Route): ObjectSchema {
  const known = schemas.get(route) ?? strict(takenBy(route));
  schemas.set(route, known);
  return known;
}

/** What a caller may send: the params without the fields that only the gateway fills. */
export function takenBy({ contract, translation: { takes, hides = [] } }: Route): ObjectSchema {
  if (takes) return takes.schema;
  return hides.length === 0
    ? contract.params
    : contract.params.fork([...hides], (field) => field.optional().forbidden());
}
