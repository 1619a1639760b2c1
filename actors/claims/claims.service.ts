import { on, service } from '../registry.ts';
import { type ClaimState, claim, claimId } from './claim.ts';
import { claimsContract } from './contract.schemas.ts';
import type { ClaimsActions } from './contract.ts';

const { command, read } = on(claim);

const ownerOf = ({ owner }: ClaimState): { owner?: string } => ({ ...(owner !== undefined && { owner }) });

export const claims = service<ClaimsActions>(claimsContract, {
  'claims.take': command({
    key: claimId,
    command: ({ owner }) => ({ type: 'take', owner }),
    answer: (_, { owner }) => ({ owner }),
  }),
  'claims.drop': command({
    key: claimId,
    command: ({ owner }) => ({ type: 'drop', owner }),
    answer: ownerOf,
  }),
  'claims.owner': read({ key: claimId, answer: ownerOf }),
});
