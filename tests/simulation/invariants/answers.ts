import type { Invariant } from './invariant.ts';

/** The same command id is answered the same, whoever asks and whenever. */
export const sameIdSameAnswer: Invariant = ({ story }) => story.contradictions;
