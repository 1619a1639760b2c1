import type { Story } from '../load/story.ts';
import type { Truth } from './truth.ts';

/** What can be judged while the world still runs. */
export type Evidence = { readonly truth: Truth; readonly story: Story };

/** Sentences about what is broken; none: it holds. */
export type Invariant = (evidence: Evidence) => readonly string[];
