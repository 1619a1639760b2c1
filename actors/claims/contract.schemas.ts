import Joi from 'joi';
import { type Contract, internal } from '../runtime/contract.ts';
import { id, shape } from '../runtime/schemas.ts';
import type { Claim, ClaimKind, ClaimOf, ClaimsActions } from './contract.ts';

const kinds: readonly ClaimKind[] = ['mail', 'handle', 'vendorHandle', 'vendorSku', 'vendor-order'];

const claim = {
  kind: Joi.string()
    .valid(...kinds)
    .required(),
  scope: id(),
  value: Joi.string().min(1).max(254).required(),
};

const claimOf = { ...claim, owner: id().required() };

export const claimsContract: Contract<ClaimsActions> = {
  area: 'claims',
  codes: {
    TAKEN: 'Somebody else has it.',
    CLAIM_BARRED: 'The claim was given up before it was taken.',
  },
  actions: {
    'claims.take': {
      summary: 'Claims a value that must be unique in the tenant',
      access: internal,
      params: shape<ClaimOf>(claimOf),
      result: shape<{ owner: string }>({ owner: id().required() }),
      refusals: ['CLAIM_BARRED', 'TAKEN'],
    },
    'claims.drop': {
      summary: 'Gives a claim up, or bars its late take',
      access: internal,
      params: shape<ClaimOf>(claimOf),
      result: shape<{ owner?: string }>({ owner: id() }),
    },
    'claims.owner': {
      summary: 'Tells who has a claimed value',
      access: internal,
      params: shape<Claim>(claim),
      result: shape<{ owner?: string }>({ owner: id() }),
    },
  },
};
