import type { Story } from '../load/story.ts';
import type { Listener } from '../world/listener.ts';
import type { Truth } from './truth.ts';

/** What can be judged while the world still runs. */
export type Evidence = {
  readonly truth: Truth;
  readonly story: Story;
  /** Of the processes that are up. */
  readonly listeners: readonly Listener[];
  /** What browsers were told that is wrong. */
  readonly live: readonly string[];
};

/** Sentences about what is broken; none: it holds. */
export type Invariant = (evidence: Evidence) => readonly string[];
