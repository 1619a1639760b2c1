import type { Message } from '../../../actors/runtime/decider.ts';
import { parseStream } from '../../../tenants/isolation.ts';
import type { Call as Try } from '../history.ts';
import type { ActorCalls } from './actor-calls.ts';
import { type ActorCall, ActorModel } from './actor-model.ts';
import { check } from './check.ts';
import { type AboutCalls, fold } from './operations.ts';
import { tell } from './tell.ts';

export type JudgeOptions = {
  readonly calls: ActorCalls;
  readonly othersOf?: AboutCalls['othersOf'];
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
  const { calls, othersOf, types, reads, maxSteps } = options;
  const own = history.filter(({ stream }) => parseStream(stream).type in types);
  const isRemade = (action: string) => calls.isRemade(action);
  const { operations, problems } = fold(own, { isRemade, ...(othersOf && { othersOf }) });
  const made = await calls.of(operations);
  const asked = reads === 'now' ? made : made.map(early);
  const streams = [...new Set(own.map(({ stream }) => stream))];
  const reminded = streams.flatMap((stream) =>
    (types[parseStream(stream).type] ?? []).map((command) => calls.reminder(stream, command)),
  );
  const verdict = check(model, [...asked, ...reminded], maxSteps);
  return verdict.verdict === 'linearizable' ? problems : [...problems, tell(verdict, model)];
}

/** What a read showed may be of any state that there was before it returned; that there was nothing is no such thing. */
const early = (call: ActorCall): ActorCall =>
  call.input.kind === 'read' && call.returned?.output.kind === 'answered' ? { ...call, invokedAt: 0 } : call;
