import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { id, instant, shape } from '../runtime/schemas.ts';
import type { ActorPage, ConsumerPage, DeadLetter, OpsActions } from './contract.ts';
import { healthActions } from './health.schemas.ts';
import { ownActions } from './internal.schemas.ts';
import { count, name, nodeActions, silent } from './nodes.schemas.ts';
import { requestActions } from './requests.schemas.ts';

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

export const opsContract: Contract<OpsActions> = {
  area: 'ops',
  codes: {},
  actions: {
    ...ownActions,
    ...nodeActions,
    ...requestActions,
    ...healthActions,
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
        silent: silent(),
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
        silent: silent(),
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
