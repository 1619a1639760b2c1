import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import { digestId } from '../runtime/ids.ts';
import type { Claim, ClaimEvent, ClaimKind } from './contract.ts';

export type ClaimCommand =
  | { readonly type: 'take'; readonly owner: string; readonly attempt: number }
  | { readonly type: 'drop'; readonly owner: string; readonly attempt: number };

export type ClaimRefusal = 'CLAIM_BARRED' | 'TAKEN';

type Bar = { readonly owner: string; readonly attempt: number };

/** One value that only one owner may have. `bars` are the takes that must not come through any more, oldest first. */
export type ClaimState = { owner?: string; readonly bars: Bar[] };

/** A late take comes within minutes of its drop: the oldest of so many bars has long done its work. */
export const maxBars = 1_000;

const exact: ReadonlySet<ClaimKind> = new Set(['vendorSku', 'vendor-order']);

/** People write the same thing in many ways; codes are taken as they are, but for how their letters are encoded. */
const normalised = ({ kind, value }: Claim): string => {
  const text = value.normalize('NFC').trim();
  return exact.has(kind) ? text : text.toLowerCase();
};

/** The actor of a value. The value itself stands nowhere. */
export const claimId = (claim: Claim): string => digestId(`${claim.kind}\n${claim.scope ?? ''}\n${normalised(claim)}`);

const isBarred = (claim: ClaimState, { owner, attempt }: Bar): boolean =>
  claim.bars.some((bar) => bar.owner === owner && bar.attempt === attempt);

/** Precedence: barred, owned already, taken. Who has it is nobody's business. */
function take(claim: ClaimState, command: Bar): Decision<ClaimEvent, ClaimRefusal> {
  if (isBarred(claim, command)) return refuse('CLAIM_BARRED');
  if (claim.owner === command.owner) return [];
  if (claim.owner !== undefined) return refuse('TAKEN');
  return [{ type: 'taken', owner: command.owner }];
}

function drop(claim: ClaimState, { owner, attempt }: Bar): Decision<ClaimEvent, ClaimRefusal> {
  if (claim.owner === owner) return [{ type: 'dropped', owner }];
  return isBarred(claim, { owner, attempt }) ? [] : [{ type: 'barred', owner, attempt }];
}

export const claim: Decider<ClaimState, ClaimCommand, ClaimEvent, ClaimRefusal> = {
  type: 'claim',
  initial: () => ({ bars: [] }),
  decide: { take, drop },
  evolve: {
    taken: (state, { owner }) => {
      state.owner = owner;
    },
    dropped: (state) => {
      delete state.owner;
    },
    barred: (state, { owner, attempt }) => {
      state.bars.push({ owner, attempt });
      if (state.bars.length > maxBars) state.bars.shift();
    },
  },
};
