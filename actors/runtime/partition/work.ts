import type { AnyDecider, Json, Refusal } from '../decider.ts';
import type { SoukError } from '../errors.ts';
import type { Answer } from '../journal/entry.ts';
import type { About } from '../service.ts';
import type { Instant } from '../time.ts';

/** What a caller gets of a turn. */
export type Outcome = {
  readonly answer: Answer;
  readonly version: number;
  readonly at: Instant;
  /** The answer is a first one that was kept. */
  readonly replayed: boolean;
};

type Settled<Value> = { resolve(value: Value): void; reject(error: SoukError): void };

/** Refuses a caller who may not do this to this actor. */
export type Guard = (state: never, about: About) => SoukError | undefined;

/** One command in a mailbox. */
export type CommandWork = Settled<Outcome> & {
  readonly kind: 'command';
  readonly stream: string;
  readonly decider: AnyDecider;
  readonly command: { readonly type: string };
  readonly commandId: string;
  readonly bodyHash: string;
  readonly by: string;
  readonly traceId: string;
  /** Work whose caller has gone is not begun. */
  readonly deadline: Instant;
  readonly guard?: Guard;
  /** The error of a refusal that only holds for now: it is not kept, so that a later try is decided anew. */
  readonly passing?: (refusal: Refusal) => SoukError | undefined;
  /** `If-Match`: refused unless the actor stands at this version. */
  readonly expectedVersion?: number;
  readonly answer: (state: never, about: About) => Json;
};

/** One look at an actor. With `until` it waits, at most to its deadline, for the predicate to hold. */
export type ReadWork = Settled<{ readonly value: unknown; readonly about: About; readonly undecided: boolean }> & {
  readonly kind: 'read';
  readonly stream: string;
  readonly decider: AnyDecider;
  readonly deadline: Instant;
  readonly guard?: Guard;
  readonly until?: (state: never) => boolean;
  /** It must be as new as the call, whoever else believes to own the partition. */
  readonly sure?: boolean;
  readonly waitMs?: number;
  readonly answer: (state: never, about: About) => unknown;
};
