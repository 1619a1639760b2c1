import type { Caller } from '../../actors/runtime/caller.ts';
import type { AnswerMeta } from '../../actors/runtime/headers.ts';
import type { Instant } from '../../actors/runtime/time.ts';

/** The number of a scheduler step: the only clock that all nodes of a simulated world share. */
export type Step = number;

/**
 * `turnedAway`: the runtime refused it, and that try had no effect; another copy of it, still on its way, may have one.
 * `unknown`: it may have happened, or happen yet.
 */
export type CallOutcome =
  | { readonly kind: 'answered'; readonly result: unknown; readonly meta: AnswerMeta }
  | { readonly kind: 'refused'; readonly code: string; readonly details: unknown }
  | { readonly kind: 'turnedAway'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string };

/**
 * One try of one call to one actor, by a client, a flow or a handler. Tries with the same stream and command id are
 * one operation: it takes effect at most once, after its first invocation, and before its first answer if it has one.
 */
export type Call = {
  /** `<tenantId>/<type>/<id>`. */
  readonly stream: string;
  readonly kind: 'command' | 'read';
  /** `inventory.reserve`. */
  readonly action: string;
  readonly params: unknown;
  readonly commandId: string;
  /** As whom; absent: as the runtime itself. */
  readonly caller?: Caller;
  /** By the clock of whoever asked; nothing of it is begun more than `deadlineMs` later. */
  readonly askedAt?: Instant;
  readonly deadlineMs?: number;
  /** Who asked, for people: `shopper 3`, `node 2`. */
  readonly who: string;
  readonly invokedAt: Step;
  /** Absent: nobody heard anything until the run ended, which is an unknown outcome too. */
  readonly returnedAt?: Step;
  readonly outcome: CallOutcome;
};

export type Asked = Omit<Call, 'invokedAt' | 'returnedAt' | 'outcome'>;

const unheard: CallOutcome = { kind: 'unknown', code: 'UNHEARD' };

/** All calls to actors in one run, in the order of their invocations. */
export class History {
  readonly #calls: Call[] = [];
  readonly #others = new Map<string, number>();
  readonly #step: () => Step;

  constructor(step: () => Step) {
    this.#step = step;
  }

  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** The calls of each actor, in the order of their invocations. */
  byStream(): ReadonlyMap<string, readonly Call[]> {
    return Map.groupBy(this.#calls, ({ stream }) => stream);
  }

  /** Copies of a command that came to a node, but for those that the node turned away. */
  othersOf({ action, commandId }: Pick<Call, 'action' | 'commandId'>): number {
    return this.#others.get(`${action} ${commandId}`) ?? 0;
  }

  /** A copy of a call has come to a node: the network doubles messages, and who waits too long asks again. */
  arrive(action: string, commandId: string): { turnedAway(): void } {
    const key = `${action} ${commandId}`;
    const count = (step: number) => this.#others.set(key, (this.#others.get(key) ?? 0) + step);
    count(1);
    return { turnedAway: () => count(-1) };
  }

  /** The answer is told once: what comes after the first is another try's matter. */
  begin(asked: Asked): (outcome: CallOutcome) => void {
    const place = this.#calls.push({ ...asked, invokedAt: this.#step(), outcome: unheard }) - 1;
    return (outcome) => {
      const call = this.#calls[place] as Call;
      if (call.returnedAt === undefined) this.#calls[place] = { ...call, returnedAt: this.#step(), outcome };
    };
  }
}
