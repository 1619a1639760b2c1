import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { empty, id, instant, shape } from '../runtime/schemas.ts';
import type { ActorPage, ConsumerPage, DeadLetter, NodePage, OpsActions, Placed } from './contract.ts';
import { ownActions } from './internal.schemas.ts';

const count = () => Joi.number().integer().min(0);
const name = () => Joi.string().max(100);

const deadLetterSchema = shape<DeadLetter>({
  id: Joi.string().required(),
  tenantId: id().required(),
  consumer: name().required(),
  stream: Joi.string().required(),
  event: Joi.string().required(),
  code: Joi.string().required(),
  message: Joi.string().allow('').required(),
  tries: count().required(),
  since: instant().required(),
  retryAt: instant(),
});

const consumerSchema = shape<ConsumerPage>({
  consumer: name().required(),
  partition: name().required(),
  handled: count().required(),
  head: count().required(),
  lag: count().required(),
  problem: Joi.string(),
});

const pageSchema = shape<NodePage>({
  id: name().required(),
  areas: Joi.array().items(name()).required(),
  partitions: count().required(),
  waiting: count().required(),
  behind: count().required(),
  deadLetters: count().required(),
  memoryMb: count().required(),
  since: instant().required(),
});

const silent = Joi.array().items(name());

const actorSchema = shape<ActorPage>({
  type: name().required(),
  id: id().required(),
  version: count().required(),
  state: Joi.any(),
  events: Joi.array()
    .items(
      Joi.object({
        version: count().required(),
        at: instant().required(),
        by: Joi.string().required(),
        events: Joi.array().items(Joi.any()).required(),
      }),
    )
    .required(),
});

const letter: DeadLetter = {
  id: 'ZGVtby9mbG93LW9yZGVyL29yZGVyL2NhcnRfMS0x',
  tenantId: 'demo',
  consumer: 'flow-order',
  stream: 'demo/order/cart_1-1',
  event: 'orders.confirmed',
  code: 'NOTHING_RESERVED',
  message: 'The order holds no reservation of this sku.',
  tries: 1,
  since: '2026-11-22T09:00:00.000Z',
};

const consumer: ConsumerPage = { consumer: 'flow-order', partition: 'orders/03', handled: 41, head: 42, lag: 1 };

const page: NodePage = {
  id: 'shop-1-4242-k3Jd9x',
  areas: ['orders', 'payments', 'ops'],
  partitions: 32,
  waiting: 0,
  behind: 0,
  deadLetters: 0,
  memoryMb: 210,
  since: '2026-11-22T09:00:00.000Z',
};

export const opsContract: Contract<OpsActions> = {
  area: 'ops',
  codes: {},
  actions: {
    ...ownActions,
    'ops.nodes': {
      summary: 'The nodes that are there',
      rest: 'GET /ops/nodes',
      access: { all: ['ops', 'platform'] },
      params: empty(),
      result: shape<OpsActions['ops.nodes']['result']>({ items: Joi.array().items(pageSchema).required(), silent }),
      example: { params: {}, result: { items: [page] } },
    },
    'ops.drain': {
      summary: 'Drains a node: others take what is its own, it answers what is under way and ends',
      rest: 'POST /ops/nodes/{id}/drain',
      status: 202,
      access: { all: ['platform'] },
      params: shape<OpsActions['ops.drain']['params']>({ id: id().required() }),
      result: shape<OpsActions['ops.drain']['result']>({ id: id().required() }),
      example: { params: { id: page.id }, result: { id: page.id } },
    },
    'ops.placement': {
      summary: 'Where an actor lives, whether there is one yet or not',
      rest: 'GET /ops/placement',
      access: { all: ['ops', 'platform'] },
      params: shape<OpsActions['ops.placement']['params']>({
        key: Joi.string()
          .pattern(/^([\w-]+\/){1,2}[\w-]+$/, 'type/id or tenant/type/id')
          .max(400)
          .required(),
      }),
      result: shape<Placed>({
        key: Joi.string().required(),
        area: name().required(),
        partition: name().required(),
        owner: name(),
      }),
      example: {
        params: { key: 'order/cart_1-1' },
        result: { key: letter.stream, area: 'orders', partition: 'orders/03', owner: page.id },
      },
    },
    'ops.actor': {
      summary: 'State and events of one actor',
      rest: 'GET /ops/actors/{type}/{id}',
      access: { all: ['ops', 'platform'] },
      params: shape<OpsActions['ops.actor']['params']>({
        type: name().required(),
        id: id().required(),
        tenant: id(),
        after: count(),
        limit: Joi.number().integer().min(1).max(1_000),
      }),
      result: actorSchema,
      example: {
        params: { type: 'stock', id: 'prod_4k1v9q0m2x7c8r5t6w3z-1' },
        result: {
          type: 'stock',
          id: 'prod_4k1v9q0m2x7c8r5t6w3z-1',
          version: 1,
          state: { held: 0, promised: 0 },
          events: [{ version: 1, at: '2026-11-22T09:00:00.000Z', by: 'souk', events: [{ type: 'opened' }] }],
        },
      },
    },
    'ops.feed': {
      summary: 'How far each consumer has come',
      rest: 'GET /ops/feed',
      access: { all: ['ops', 'platform'] },
      params: shape<OpsActions['ops.feed']['params']>({ consumer: name() }),
      result: shape<OpsActions['ops.feed']['result']>({
        consumers: Joi.array().items(consumerSchema).required(),
        waiting: count().required(),
        silent,
      }),
      example: { params: {}, result: { consumers: [consumer], waiting: 0 } },
    },
    'ops.deadLetters': {
      summary: 'Work that a consumer has given up or tries again later',
      rest: 'GET /ops/dead-letters',
      access: { all: ['ops', 'platform'] },
      params: shape<OpsActions['ops.deadLetters']['params']>({ consumer: name() }),
      result: shape<OpsActions['ops.deadLetters']['result']>({
        items: Joi.array().items(deadLetterSchema).required(),
        total: count().required(),
        silent,
      }),
      example: { params: {}, result: { items: [letter], total: 1 } },
    },
    'ops.replay': {
      summary: 'Tries a dead letter again, and what waits behind it',
      rest: 'POST /ops/dead-letters/{id}/replay',
      status: 202,
      access: { all: ['ops', 'platform'] },
      params: shape<{ id: string }>({ id: Joi.string().max(1_000).required() }),
      result: deadLetterSchema,
      example: { params: { id: letter.id }, result: letter },
    },
  },
};
