import Joi, { type Schema } from 'joi';
import { addressSchema } from '../../actors/customers/account.schemas.ts';
import { moneyOf } from '../../actors/runtime/schemas.ts';
import type { JsonObject } from '../body.ts';
import { takenBy } from '../routes/route-params.ts';
import type { Route } from '../routes/routes.ts';
import { Components } from './components.ts';
import { answerSchema, type JsonSchema, requestSchema, withoutFields } from './json-schema.ts';
import { answerName, bodyName, itemName, shownName } from './names.ts';

/** What a route takes and gives, as HTTP sees it, with an example of each. */
export type Shape = {
  readonly takes: JsonSchema;
  readonly takesExample: JsonObject;
  readonly gives: JsonSchema;
  readonly givesExample: JsonObject;
};

export function shapeOf(route: Route): Shape {
  const { takes, hides = [], drops = [], adds } = route.translation;
  const { example = { params: {}, result: {} }, result = Joi.object({}) } = route.contract;
  const given = withoutFields(answerSchema(result), drops);
  return {
    takes: withoutFields(requestSchema(takenBy(route)), hides),
    takesExample: takes?.example ?? withoutKeys(example.params as JsonObject, hides),
    gives: adds ? merged(given, answerSchema(Joi.object(adds.fields))) : given,
    givesExample: { ...withoutKeys(example.result as JsonObject, drops), ...adds?.example },
  };
}

const withoutKeys = (value: JsonObject, gone: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !gone.includes(name)));

function merged(one: JsonSchema, other: JsonSchema): JsonSchema {
  const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])];
  return {
    ...one,
    properties: { ...one.properties, ...other.properties },
    ...(required.length > 0 && { required }),
  };
}

/** Names for every form that callers meet more than once, the words of all areas first. */
export function nameShapes(routes: readonly Route[], shapes: ReadonlyMap<Route, Shape>): Components {
  const components = new Components();
  const shared: readonly (readonly [string, Schema])[] = [
    ['Money', moneyOf()],
    ['Address', addressSchema],
  ];
  for (const [name, schema] of shared) {
    components.name(name, answerSchema(schema));
    components.name(`${name}Input`, requestSchema(schema));
  }
  for (const route of byWeight(routes)) nameShown(components, route, shapes.get(route) as Shape);
  for (const route of routes) nameBody(components, route, shapes.get(route) as Shape);
  return components;
}

/** What is read by its own path gives its name to all that has the same form; lists come after, changes last. */
const byWeight = (routes: readonly Route[]): readonly Route[] => {
  const weight = ({ safe, path }: Route): number => (safe ? (path.endsWith('}') ? 0 : 1) : 2);
  return [...routes].sort((one, other) => weight(one) - weight(other));
};

function nameShown(components: Components, route: Route, { gives }: Shape): void {
  const { items, ...others } = gives.properties ?? {};
  const isPage = items?.items !== undefined;
  if (isPage && items.items?.properties) components.name(itemName(route), items.items);
  if (isEmpty(gives) || route.contract.files) return;
  if (route.safe) components.name(shownName(route, isPage && Object.keys(others).length <= 1), gives);
  else components.name(answerName(route), gives);
}

const isEmpty = ({ properties = {} }: JsonSchema): boolean => Object.keys(properties).length === 0;

function nameBody(components: Components, route: Route, { takes }: Shape): void {
  const body = bodySchema(route, takes);
  if (!route.safe && !isEmpty(body)) components.name(bodyName(route), body);
}

/** The fields that stand in the body: all but those of the path. */
export const bodySchema = ({ pathParams }: Route, takes: JsonSchema): JsonSchema => withoutFields(takes, pathParams);
