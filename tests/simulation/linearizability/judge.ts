import type { Message } from '../../../actors/runtime/decider.ts';
import { parseStream } from '../../../tenants/isolation.ts';
import type { Call as Try } from '../history.ts';
import type { ActorCalls } from './actor-calls.ts';
import { type ActorCall, ActorModel } from './actor-model.ts';
import { check } from './check.ts';
import { fold, type Operation } from './operations.ts';
import { tell } from './tell.ts';

export type JudgeOptions = {
  readonly calls: ActorCalls;
  /** Actor types to judge, and what each may be told by its own reminders. */
  readonly types: Readonly<Record<string, readonly Message[]>>;
  /**
   * `now`: a read sees all that was acknowledged before it began. `once`: it sees what was durable at some time, for an
   * owner that does not know yet that it is none any more goes on showing what it knows.
   */
  readonly reads: 'now' | 'once';
  /** Of the search of one actor's history. */
  readonly maxSteps?: number;
};

/** Fields of answers that follow from the clock. */
const ofTheClock = ['expiresAt', 'placedAt'];

const model = new ActorModel(ofTheClock);

/** Sentences about each actor whose calls and answers no order explains; empty: all is well. */
export async function judge(history: readonly Try[], options: JudgeOptions): Promise<readonly string[]> {
  const { calls, types, reads, maxSteps } = options;
  const own = history.filter(({ stream }) => parseStream(stream).type in types);
  const { operations, problems } = fold(own, (action) => calls.isRemade(action));
  const asked =
    reads === 'now'
      ? await calls.of(operations)
      : (await calls.of(operations.filter((call) => !isByOthers(call)))).map((call) => early(call));
  const streams = [...new Set(own.map(({ stream }) => stream))];
  const reminded = streams.flatMap((stream) =>
    (types[parseStream(stream).type] ?? []).map((command) => calls.reminder(stream, command)),
  );
  const verdict = check(model, [...asked, ...reminded], maxSteps);
  return verdict.verdict === 'linearizable' ? problems : [...problems, tell(verdict, model)];
}

/** Reasons that handlers of carts and orders are given by other actors, who may have shown an old state of theirs. */
const byOthers: ReadonlySet<string> = new Set([
  'TENANT_SUSPENDED',
  'VENDOR_NOT_SELLING',
  'UNKNOWN_SKU',
  'NOT_ON_SALE',
  'LINE_GONE',
]);

const isByOthers = ({ input, returned }: Operation): boolean =>
  returned?.output.kind === 'refused' && byOthers.has(returned.output.code) && !input.action.startsWith('inventory.');

/** It may have been answered from any state that there was before it returned. */
const early = (call: ActorCall): ActorCall => (call.input.command ? call : { ...call, invokedAt: 0 });
