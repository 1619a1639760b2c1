import type { Mail } from '../../../actors/mails/mailer.ts';
import type { History } from '../history.ts';
import type { Market } from '../load/market.ts';
import type { Story } from '../load/story.ts';
import type { Account } from '../world/provider.ts';
import type { Truth } from './truth.ts';

/** What there is to judge when a run has ended. */
export type Evidence = {
  readonly truth: Truth;
  readonly story: Story;
  readonly markets: readonly Market[];
  readonly history: History;
  /** `<tenant>/<payment>` -> what the provider did. */
  readonly provider: ReadonlyMap<string, Account>;
  readonly mails: ReadonlyMap<string, Mail>;
};

/** Sentences about what is broken; none: it holds. */
export type Invariant = (evidence: Evidence) => readonly string[];
