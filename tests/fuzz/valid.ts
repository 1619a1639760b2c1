import type { Chance } from './chance.ts';
import type { Operation } from './document.ts';
import type { Draft, Workbench } from './draft.ts';
import type { SeenCart } from './pool.ts';
import type { Field } from './request.ts';
import { type Side, tenantNames } from './town.ts';
import { type Hints, sampleOf } from './values.ts';

/** Who of a tenant has a role of the contracts. */
const personOf: Readonly<Record<string, string>> = {
  shopper: 'shopper',
  guest: 'holder of a cart',
  operator: 'operator',
  ops: 'ops',
  analyst: 'analyst',
  platform: 'root',
  owner: 'owner',
  manager: 'owner',
  fulfiller: 'owner',
  viewer: 'owner',
};

/** The roles that the operation's `description` names. */
function rolesOf(operation: Operation): readonly string[] {
  const named = operation.description?.match(/\w+/g) ?? [];
  return named.flatMap((word) => personOf[word] ?? []);
}

const whoFor = (operation: Operation, side: Side, chance: Chance): string => {
  if (operation.name === 'DELETE /me') return 'leaver';
  const may = rolesOf(operation);
  return may.length > 0 && chance.is(0.85) ? chance.pick(may) : chance.pick(Object.keys(side.people));
};

/** Words of the body and the query, and where their values are known from. */
const wordsOfFields: Readonly<Record<string, string>> = {
  sku: 'inventory',
  vendorId: 'vendors',
  vendor: 'vendors',
  cartId: 'carts',
  from: 'carts',
  categoryIds: 'categories',
  category: 'categories',
  parentId: 'categories',
  productId: 'products',
  accountId: 'customers',
  shipmentId: 'shipments',
  refreshToken: 'refreshToken',
  idOrHandle: 'products',
};

const hintsOf =
  ({ pool, tenant }: Side, chance: Chance, { name }: Operation): Hints =>
  (field) => {
    if (field === 'cursor') return pool.any(`next of ${name}`, chance);
    const word = wordsOfFields[field];
    if (word !== undefined) return pool.any(word, chance);
    if (field === 'currency') return 'GBP';
    if (field === 'provider') return 'sandbox';
    if (field === 'token')
      return chance.weighted({
        ok: 20,
        declined: 2,
        slow: 0.2,
        lost: 0.2,
        late_webhook: 1,
        double_webhook: 1,
        error: 1,
      });
    if (field === 'password') return 'correct horse battery';
    if (field === 'email' && chance.is(0.3)) return `operator-${tenant}-1@people.example`;
    return undefined;
  };

const actorTypes = {
  order: 'orders',
  cart: 'carts',
  stock: 'inventory',
  product: 'products',
  vendor: 'vendors',
  account: 'customers',
};

function pathOf(operation: Operation, side: Side, chance: Chance): string[] {
  const words = operation.place.split('/').slice(1);
  const type = chance.pick(Object.entries(actorTypes));
  return words.map((word, at) => {
    if (!word.startsWith('{')) return word;
    const before = words[at - 1] ?? '';
    if (word === '{tenant}') return chance.is(0.8) ? side.tenant : 'spare';
    if (word === '{provider}') return 'sandbox';
    if (word === '{type}') return type[0];
    if (word === '{accountId}') return side.pool.any('customers', chance) ?? 'acc_none';
    if (before === '{type}') return side.pool.any(type[1], chance) ?? 'none';
    if (before === 'tenants') return 'spare';
    if (operation.name === 'DELETE /customers/{id}') return side.pool.any('leavers', chance) ?? 'acc_none';
    return side.pool.any(before === 'lines' ? 'inventory' : before, chance) ?? 'none';
  });
}

const isDefault = (side: Side): boolean => side.tenant === tenantNames[0];

/** Which tenant is meant: by the header, by the host, or by saying nothing. */
function tenantFields({ tenant }: Side, port: number, who: string, isFirst: boolean, chance: Chance): Field[] {
  if (who === 'root') return [['Host', `127.0.0.1:${port}`]];
  if (chance.is(0.2)) return [['Host', `${tenant}.localhost:${port}`]];
  if (isFirst && chance.is(0.5)) return [['Host', `127.0.0.1:${port}`]];
  return [
    ['Host', `127.0.0.1:${port}`],
    ['Souk-Tenant', tenant],
  ];
}

/** A request that could well succeed. */
export function validDraft(number: number, seed: string, bench: Workbench): Draft {
  const { chance, town } = bench;
  const operation = operationFor(bench);
  const [side, other] = chance.is(0.5) ? town.sides : [town.sides[1], town.sides[0]];
  const who = whoFor(operation, side, chance);
  const draft: Draft = {
    ...{ number, operation, side, other, who, method: operation.method, foreignId: undefined, spoilt: [] },
    segments: pathOf(operation, side, chance),
    query: [],
    fields: [
      ...tenantFields(side, town.port, who, isDefault(side), chance),
      ...(who === 'root' ? town.root : (side.people[who] ?? [])),
      ['X-Forwarded-For', `10.${chance.between(0, 255)}.${chance.between(0, 255)}.${chance.between(1, 254)}`],
    ],
    json: undefined,
    body: undefined,
  };
  fill(draft, seed, bench);
  return draft;
}

/** A log-in costs a hundred times as much as anything else, and what closes a thing leaves less to try. */
const weightOf = ({ place }: Operation): number =>
  /^\/auth\/|\/(archive|suspend|reject|cancel|rebuild)$/.test(place) ? 0.2 : 1;

function operationFor({ chance, document: { operations } }: Workbench): Operation {
  const favourite = chance.pick(['POST /orders', 'PUT /carts/{id}/lines/{sku}']);
  if (chance.is(0.2)) return operations.find(({ name }) => name === favourite) as Operation;
  const operation = chance.pick(operations);
  return chance.is(weightOf(operation)) ? operation : chance.pick(operations);
}

function fill(draft: Draft, seed: string, bench: Workbench): void {
  const { chance, document } = bench;
  const { operation, side, number } = draft;
  const making = { document, chance, hints: hintsOf(side, chance, operation), word: side.tenant };
  for (const { name, in: place, required, schema } of operation.parameters) {
    if (place === 'query' && (required || chance.is(0.3)))
      draft.query.push([name, encodeURIComponent(String(sampleOf(making, schema, name)))]);
  }
  const isRequired = operation.parameters.some(({ name, required }) => name === 'Idempotency-Key' && required);
  if (operation.method !== 'GET' && (isRequired || chance.is(0.8)))
    draft.fields = [...draft.fields, ['Idempotency-Key', `fuzz-${seed}-${number}`]];
  if (operation.body) {
    const { schema, example } = operation.body;
    draft.json = chance.is(0.4) ? localised(example, making.hints) : sampleOf(making, schema);
    draft.fields = [...draft.fields, ['Content-Type', 'application/json']];
  }
  takeCart(draft, chance);
}

/** The document's example, of the things of this tenant. */
function localised(example: unknown, hints: Hints, field = ''): unknown {
  if (Array.isArray(example)) return example.map((one) => localised(one, hints, field));
  if (typeof example === 'object' && example !== null) {
    return Object.fromEntries(Object.entries(example).map(([name, one]) => [name, localised(one, hints, name)]));
  }
  if (example === 'EUR') return 'GBP';
  const known = typeof example === 'string' && field !== 'password' ? hints(field) : undefined;
  return known ?? example;
}

/** Cart and order are opened by whoever made them, and bought at the total that was seen. */
function takeCart(draft: Draft, chance: Chance): void {
  const { operation, side } = draft;
  const isOrder = operation.name === 'POST /orders';
  if (!(isOrder || operation.place.startsWith('/carts/{id}')) || chance.is(0.1)) return;
  const carts = side.pool.carts.filter(({ isEmpty }) => !(isOrder && isEmpty));
  if (carts.length === 0) return;
  const cart: SeenCart = chance.pick(carts);
  draft.who = cart.who;
  draft.fields = [
    ...draft.fields.filter(([name]) => name !== 'Authorization' && name !== 'Souk-Token'),
    ...cart.fields,
  ];
  if (!isOrder) draft.segments[1] = cart.id;
  else draft.json = { ...(draft.json as object), cartId: cart.id, expectedTotal: cart.total };
}
