import { sameIdSameAnswer } from './answers.ts';
import type { Evidence, Invariant } from './invariant.ts';
import {
  capturedIsWhatOrdersCost,
  chargedOnceOrNotAtAll,
  ledgerEqualsPayments,
  nothingStaysHeld,
  postingsBalance,
  refundedWithinCaptured,
} from './money.ts';
import {
  everyOrderEnds,
  everyToldOrderExists,
  oneCartOneOrder,
  timelineFollowsTheTable,
  whatWasToldStands,
} from './orders.ts';
import { everyReservationEnds, neverOversold, soldIsWhatWasConfirmed } from './stock.ts';
import { tenantsApart } from './tenants.ts';

/** What the journal holds follows on itself: numbers, hashes, versions, one entry a command. */
export const journalIsWhole: Invariant = ({ truth }) => truth.problems;

/** What holds at every moment. */
const always: Readonly<Record<string, Invariant>> = {
  journalIsWhole,
  neverOversold,
  timelineFollowsTheTable,
  postingsBalance,
  sameIdSameAnswer,
  everyToldOrderExists,
};

/** What holds once the faults have stopped and the world has come to rest. */
const atRest: Readonly<Record<string, Invariant>> = {
  everyOrderEnds,
  everyReservationEnds,
  soldIsWhatWasConfirmed,
  whatWasToldStands,
  oneCartOneOrder,
  chargedOnceOrNotAtAll,
  refundedWithinCaptured,
  capturedIsWhatOrdersCost,
  nothingStaysHeld,
  ledgerEqualsPayments,
  tenantsApart,
};

export type Broken = { readonly invariant: string; readonly problem: string };

const broken = (invariants: Readonly<Record<string, Invariant>>, evidence: Evidence): Broken[] =>
  Object.entries(invariants).flatMap(([invariant, holds]) =>
    holds(evidence).map((problem) => ({ invariant, problem })),
  );

export const brokenNow = (evidence: Evidence): Broken[] => broken(always, evidence);
export const brokenAtRest = (evidence: Evidence): Broken[] => broken({ ...always, ...atRest }, evidence);
