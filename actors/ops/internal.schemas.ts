import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { empty, id, shape } from '../runtime/schemas.ts';
import type { OwnHealthActions, OwnOpsActions } from './contract.ts';
import { count, name } from './nodes.schemas.ts';

/** What each node is asked of itself. */
export const ownActions: Omit<Contract<OwnOpsActions>['actions'], 'ops.ownRequests' | keyof OwnHealthActions> = {
  'ops.ownPage': { summary: 'A node of itself', access: internal, params: empty() },
  'ops.ownActor': {
    summary: 'State and events of an actor that the node owns',
    access: internal,
    params: shape<OwnOpsActions['ops.ownActor']['params']>({
      tenantId: id().required(),
      type: name().required(),
      id: id().required(),
      after: count().required(),
      limit: count().required(),
    }),
  },
  'ops.ownFeed': {
    summary: 'How far the consumers of the node have come',
    access: internal,
    params: shape<OwnOpsActions['ops.ownFeed']['params']>({ consumer: name() }),
  },
  'ops.ownLetters': {
    summary: 'What the consumers of the node have parked',
    access: internal,
    params: shape<OwnOpsActions['ops.ownLetters']['params']>({ tenantId: id(), consumer: name() }),
  },
  'ops.ownReplay': {
    summary: 'Tries again what a consumer of the node has parked',
    access: internal,
    params: shape<OwnOpsActions['ops.ownReplay']['params']>({ tenantId: id(), id: Joi.string().max(1_000).required() }),
  },
  'ops.ownDrain': { summary: 'Begins to drain the node', access: internal, params: empty() },
};
