import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import { digestId } from '../runtime/ids.ts';
import type { Claim, ClaimEvent, ClaimKind } from './contract.ts';

export type ClaimCommand =
  | { readonly type: 'take'; readonly owner: string }
  | { readonly type: 'drop'; readonly owner: string };

export type ClaimRefusal = 'CLAIM_BARRED' | 'TAKEN';

/** One value that only one owner may have, and the owners whose late take must not come through, oldest first. */
export type ClaimState = { owner?: string; readonly barred: Set<string> };

/** A late take comes within minutes of its drop: the oldest of so many bars has long done its work. */
export const maxBarred = 1_000;

const exact: ReadonlySet<ClaimKind> = new Set(['vendorSku', 'vendor-order']);

/** People write the same thing in many ways; codes are taken as they are, but for how their letters are encoded. */
const normalised = ({ kind, value }: Claim): string => {
  const text = value.normalize('NFC').trim();
  return exact.has(kind) ? text : text.toLowerCase();
};

/** The actor of a value. The value itself stands nowhere. */
export const claimId = (claim: Claim): string => digestId(`${claim.kind}\n${claim.scope ?? ''}\n${normalised(claim)}`);

/** Precedence: barred, owned already, taken. Who has it is nobody's business. */
function take(claim: ClaimState, owner: string): Decision<ClaimEvent, ClaimRefusal> {
  if (claim.barred.has(owner)) return refuse('CLAIM_BARRED');
  if (claim.owner === owner) return [];
  if (claim.owner !== undefined) return refuse('TAKEN');
  return [{ type: 'taken', owner }];
}

function drop(claim: ClaimState, owner: string): Decision<ClaimEvent, ClaimRefusal> {
  if (claim.owner === owner) return [{ type: 'dropped', owner }];
  return claim.barred.has(owner) ? [] : [{ type: 'barred', owner }];
}

const forgetOldest = (barred: Set<string>): void => {
  for (const owner of barred) {
    if (barred.size <= maxBarred) return;
    barred.delete(owner);
  }
};

export const claim: Decider<ClaimState, ClaimCommand, ClaimEvent, ClaimRefusal> = {
  type: 'claim',
  initial: () => ({ barred: new Set() }),
  decide: {
    take: (state, { owner }) => take(state, owner),
    drop: (state, { owner }) => drop(state, owner),
  },
  evolve: {
    taken: (state, { owner }) => {
      state.owner = owner;
    },
    dropped: (state) => {
      delete state.owner;
    },
    barred: ({ barred }, { owner }) => {
      barred.add(owner);
      forgetOldest(barred);
    },
  },
};
