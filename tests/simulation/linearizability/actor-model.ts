import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import { type AnyDecider, decide, evolve, isRefusal, type Message } from '../../../actors/runtime/decider.ts';
import { plainCopy } from '../../../actors/runtime/plain.ts';
import type { About } from '../../../actors/runtime/service.ts';
import { parseStream } from '../../../tenants/isolation.ts';
import type { Call, Model } from './model.ts';
import type { Asked, Told } from './operations.ts';

/** What an actor gets, and what its host makes of it. */
export type ActorInput = Asked & {
  readonly decider: AnyDecider;
  /** For its rules. Absent: it is only looked at. */
  readonly command?: Message;
  /** What the caller hears afterwards. Absent: that is made of a later state, so any answer will do. */
  readonly answer?: (state: unknown, about: About) => unknown;
};

export type ActorCall = Call<ActorInput, Told>;

export type ActorState = {
  /** Of the decider. Undefined before anything happened; never changed in place. */
  readonly inner?: unknown;
  readonly version: number;
  readonly text: string;
};

type Stepped = { readonly state: ActorState } | undefined;

/** The instant of every turn of the model; what follows from the clock is `ignored`. */
const timeless = 0;

/** Actors as their own rules and hosts have them, one call at a time: nothing of them is written down a second time. */
export class ActorModel implements Model<ActorState, ActorInput, Told> {
  readonly #ignored: ReadonlySet<string>;

  /** `ignored`: fields of answers that follow from the clock, at any depth. */
  constructor(ignored: readonly string[] = []) {
    this.#ignored = new Set(ignored);
  }

  readonly init = (): ActorState => ({ version: 0, text: '' });

  readonly step = (state: ActorState, input: ActorInput, told: Told | undefined): Stepped =>
    input.command ? this.#turn(state, input, input.command, told) : this.#heard(state, input, told);

  readonly textOf = ({ text }: ActorState): string => text;

  readonly keyOf = ({ stream }: ActorInput): string => stream;

  readonly tellInput = ({ who, action, params }: ActorInput): string =>
    `${who} asked ${action} ${JSON.stringify(params)}`;

  readonly tellOutput = (told: Told): string =>
    told.kind === 'refused'
      ? `refused ${told.code} ${JSON.stringify(told.details)}`
      : `${JSON.stringify(told.result)} at version ${told.meta.version}`;

  #turn(state: ActorState, input: ActorInput, command: Message, told: Told | undefined): Stepped {
    const decision = decide(input.decider, innerOf(state, input), { ...command, at: timeless });
    if (!isRefusal(decision)) return this.#heard(evolved(state, input, decision), input, told);
    const refusal = { kind: 'refused', code: decision.refused, details: plainCopy(decision.details) };
    return told === undefined || isDeepStrictEqual(told, refusal) ? { state } : undefined;
  }

  #heard(state: ActorState, input: ActorInput, told: Told | undefined): Stepped {
    return told === undefined || this.#isHeard(state, input, told) ? { state } : undefined;
  }

  #isHeard(state: ActorState, input: ActorInput, told: Told): boolean {
    if (told.kind === 'refused') return false;
    const { stream, answer } = input;
    if (!answer) return (told.meta.version ?? 0) >= state.version;
    if (told.meta.version !== state.version) return false;
    const { tenantId, id } = parseStream(stream);
    const result = answer(innerOf(state, input), { tenantId, id, version: state.version, at: timeless });
    return isDeepStrictEqual(this.#withoutTimes(told.result), this.#withoutTimes(result));
  }

  #withoutTimes(value: unknown): unknown {
    if (this.#ignored.size === 0) return plainCopy(value);
    return JSON.parse(JSON.stringify(value ?? null, (field, inner) => (this.#ignored.has(field) ? undefined : inner)));
  }
}

const innerOf = ({ inner }: ActorState, { decider }: ActorInput): unknown => inner ?? decider.initial();

/** Rules may change the state they are given, so they get a copy. */
function evolved(state: ActorState, input: ActorInput, events: readonly Message[]): ActorState {
  if (events.length === 0) return state;
  let inner = structuredClone(innerOf(state, input));
  for (const event of events) inner = evolve(input.decider, inner, structuredClone(event));
  return { inner, version: state.version + events.length, text: serialize(inner).toString('latin1') };
}
