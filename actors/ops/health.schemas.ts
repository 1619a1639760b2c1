import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, shape } from '../runtime/schemas.ts';
import type { Flag, FlagName, HealthActions, NodeFlags, NodeHealth } from './contract.ts';
import { name, silent } from './nodes.schemas.ts';

const flagNames: readonly FlagName[] = [
  ...(['web', 'analytics', 'tracing', 'tryIt', 'sandbox'] as const),
  ...(['nats', 'mongo', 'redis', 'clickhouse', 'smtp'] as const),
];

const detail = () => Joi.string().allow('').max(2_000);

const healthSchema = shape<NodeHealth>({
  node: name().required(),
  ready: Joi.boolean().required(),
  checks: Joi.array()
    .items(Joi.object({ name: name().required(), ok: Joi.boolean().required(), detail: detail() }))
    .required(),
});

const flagsSchema = shape<NodeFlags>({
  node: name().required(),
  flags: Joi.array()
    .items(
      shape<Flag>({
        name: Joi.string()
          .valid(...flagNames)
          .required(),
        on: Joi.boolean().required(),
        detail: detail(),
      }),
    )
    .required(),
});

const node = 'shop-1-4242-k3Jd9x';
const health: NodeHealth = { node, ready: true, checks: [{ name: 'feed', ok: true, detail: '0 parked' }] };
const flags: NodeFlags = { node, flags: [{ name: 'tracing', on: true, detail: '10 %' }] };

/** How the nodes are, and what each was started with. */
export const healthActions: Contract<HealthActions>['actions'] = {
  'ops.health': {
    summary: 'What every node says of its parts: journal, keys, lists, search, analytics, Redis and the other nodes',
    rest: 'GET /ops/health',
    access: { all: ['ops', 'platform'] },
    params: empty(),
    result: shape<HealthActions['ops.health']['result']>({
      items: Joi.array().items(healthSchema).required(),
      silent: silent(),
    }),
    example: { params: {}, result: { items: [health] } },
  },
  'ops.flags': {
    summary: 'What every node was started with and without, and no secrets',
    rest: 'GET /ops/flags',
    access: { all: ['ops', 'platform'] },
    params: empty(),
    result: shape<HealthActions['ops.flags']['result']>({
      items: Joi.array().items(flagsSchema).required(),
      silent: silent(),
    }),
    example: { params: {}, result: { items: [flags] } },
  },
  'ops.ownHealth': { summary: 'What a node says of its parts', access: internal, params: empty() },
  'ops.ownFlags': { summary: 'What a node was started with', access: internal, params: empty() },
};
