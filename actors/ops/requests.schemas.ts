import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, shape } from '../runtime/schemas.ts';
import type { OpsActions, RequestFigures } from './contract.ts';
import { count, name, silent } from './nodes.schemas.ts';

const figuresSchema = shape<RequestFigures>({
  method: name().required(),
  route: Joi.string().max(300).required(),
  answered: count().required(),
  refused: count().required(),
  failed: count().required(),
  timed: count().required(),
  p50Ms: Joi.number(),
  p95Ms: Joi.number(),
});

const figures: RequestFigures = {
  method: 'POST',
  route: '/v1/orders',
  answered: 410,
  refused: 12,
  failed: 0,
  timed: 410,
  p50Ms: 25,
  p95Ms: 100,
};

/** How the gateways answer. */
export const requestActions: Pick<Contract<OpsActions>['actions'], 'ops.requests' | 'ops.ownRequests'> = {
  'ops.requests': {
    summary: 'Each route over all gateways since they began: how often, how slow, and how often it went wrong',
    rest: 'GET /ops/requests',
    access: { all: ['ops', 'platform'] },
    params: empty(),
    result: shape<OpsActions['ops.requests']['result']>({
      items: Joi.array().items(figuresSchema).required(),
      silent: silent(),
    }),
    example: { params: {}, result: { items: [figures] } },
  },
  'ops.ownRequests': { summary: 'How the gateway of a node answers', access: internal, params: empty() },
};
