import Joi from 'joi';
import type { Contract } from '../runtime/contract.ts';
import { empty, id, instant, shape } from '../runtime/schemas.ts';
import type { NodePage, OpsActions, Placed } from './contract.ts';

export const count = () => Joi.number().integer().min(0);
export const name = () => Joi.string().max(100);

/** Nodes that did not answer. */
export const silent = () => Joi.array().items(name());

const breakerSchema = shape<NodePage['breakers'][number]>({
  node: name().required(),
  action: name().required(),
  state: Joi.string().valid('open', 'trying').required(),
  since: instant().required(),
});

const pageSchema = shape<NodePage>({
  id: name().required(),
  areas: Joi.array().items(name()).required(),
  partitions: count().required(),
  waiting: count().required(),
  behind: count().required(),
  deadLetters: count().required(),
  memoryMb: count().required(),
  requests: shape<NodePage['requests']>({
    underWay: count().required(),
    waiting: count().required(),
    refused: count().required(),
  }).required(),
  breakers: Joi.array().items(breakerSchema).required(),
  since: instant().required(),
});

const page: NodePage = {
  id: 'shop-1-4242-k3Jd9x',
  areas: ['orders', 'payments', 'ops'],
  partitions: 32,
  waiting: 0,
  behind: 0,
  deadLetters: 0,
  memoryMb: 210,
  requests: { underWay: 3, waiting: 0, refused: 0 },
  breakers: [],
  since: '2026-11-22T09:00:00.000Z',
};

/** What can be asked of the nodes themselves. */
export const nodeActions: Pick<Contract<OpsActions>['actions'], 'ops.nodes' | 'ops.drain' | 'ops.placement'> = {
  'ops.nodes': {
    summary: 'The nodes that are there',
    rest: 'GET /ops/nodes',
    access: { all: ['ops', 'platform'] },
    params: empty(),
    result: shape<OpsActions['ops.nodes']['result']>({
      items: Joi.array().items(pageSchema).required(),
      silent: silent(),
    }),
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
      result: { key: 'demo/order/cart_1-1', area: 'orders', partition: 'orders/03', owner: page.id },
    },
  },
};
