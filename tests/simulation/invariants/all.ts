import type { Breach, Promised } from '../remains/breach.ts';
import type { Evidence, Invariant } from './invariant.ts';
import { everyToldOrderExists, timelineFollowsTheTable, whatWasToldStands } from './orders.ts';
import { neverOversold } from './stock.ts';

/** What the journal holds follows on itself: numbers, hashes, versions, one entry a command. */
const journalIsWhole: Invariant = ({ truth }) => truth.problems;

/** The same command id is answered the same, whoever asks and whenever. */
const sameIdSameAnswer: Invariant = ({ story }) => story.contradictions;

/** Whoever follows the feed hears every batch once, in order, however often it throws and whoever owns the partition. */
const heardInOrder: Invariant = ({ listeners }) => listeners.flatMap(({ problems }) => problems);

/** Whoever follows a channel never goes back, misses nothing unnoticed, and hears nothing of other tenants. */
const toldInOrder: Invariant = ({ live }) => live;

type Named = readonly [Promised, Invariant];

/** What holds at every moment; what holds once the world has come to rest is judged in `remains/`. */
const always: readonly Named[] = [
  ['journal', journalIsWhole],
  ['stock', neverOversold],
  ['orders', timelineFollowsTheTable],
  ['orders', everyToldOrderExists],
  ['answers', sameIdSameAnswer],
  ['feed', heardInOrder],
  ['live', toldInOrder],
];

const atRest: readonly Named[] = [...always, ['orders', whatWasToldStands]];

const broken = (invariants: readonly Named[], evidence: Evidence): Breach[] =>
  invariants.flatMap(([promise, holds]) => holds(evidence).map((sentence) => ({ promise, sentence })));

export const brokenNow = (evidence: Evidence): Breach[] => broken(always, evidence);
export const brokenAtRest = (evidence: Evidence): Breach[] => broken(atRest, evidence);
