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
  /** The code that this caller is turned away with before the rules are asked. */
  readonly guard?: (state: unknown, about: About) => string | undefined;
};

export type ActorCall = Call<ActorInput, Told>;

export type ActorState = {
  /** Of the decider. Undefined before anything happened; never changed in place. */
  readonly inner?: unknown;
  readonly version: number;
  readonly text: string;
};

type Answered = Extract<Told, { readonly kind: 'answered' }>;
type Answer = Exclude<Told, { readonly kind: 'turnedAway' }>;

/** `told` is absent where it is made of a later state. */
type Served = { readonly state: ActorState; readonly told?: Answer };

type Stepped = { readonly state: ActorState } | undefined;

/** The instant of every turn of the model; what follows from the clock is `ignored`. */
const timeless = 0;

/** Actors as their own rules and hosts have them, one call at a time: nothing of them is written down a second time. */
export class ActorModel implements Model<ActorState, ActorInput, Told> {
  readonly #ignored: ReadonlySet<string>;
  readonly #results = new WeakMap<Answered, unknown>();

  /** `ignored`: fields of answers that follow from the clock, at any depth. */
  constructor(ignored: readonly string[] = []) {
    this.#ignored = new Set(ignored);
  }

  readonly init = (): ActorState => ({ version: 0, text: '' });

  readonly step = (state: ActorState, input: ActorInput, told: Told | undefined): Stepped => {
    const no = noOf(state, input);
    if (told?.kind === 'turnedAway') return no === told.code ? { state } : undefined;
    if (no !== undefined) return told === undefined ? { state } : undefined;
    const next = this.serve(state, input);
    return told === undefined || this.#isHeard(next, told) ? next : undefined;
  };

  readonly textOf = ({ text }: ActorState): string => text;

  readonly keyOf = ({ stream }: ActorInput): string => stream;

  readonly tellInput = ({ who, action, params }: ActorInput): string =>
    `${who} asked ${action} ${JSON.stringify(params)}`;

  readonly tellOutput = (told: Told): string =>
    told.kind === 'turnedAway' ? `turned away ${told.code}` : this.#tellAnswer(told);

  #tellAnswer(told: Answer): string {
    return told.kind === 'refused'
      ? `refused ${told.code} ${JSON.stringify(told.details)}`
      : `${JSON.stringify(told.result)} at version ${told.meta.version}`;
  }

  /** What an actor in this state does, and what its caller hears of it. */
  serve(state: ActorState, input: ActorInput): Served {
    if (!input.command) return this.#answered(state, input);
    const decision = decide(input.decider, innerOf(state, input), { ...input.command, at: timeless });
    if (!isRefusal(decision)) return this.#answered(evolved(state, input, decision), input);
    return { state, told: { kind: 'refused', code: decision.refused, details: plainCopy(decision.details) } };
  }

  #answered(state: ActorState, input: ActorInput): Served {
    if (!input.answer) return { state };
    const { version } = state;
    const result = input.answer(innerOf(state, input), aboutOf(state, input));
    return { state, told: { kind: 'answered', result, meta: { version } } };
  }

  #isHeard({ state, told: due }: Served, told: Answer): boolean {
    // What is made of a later state may be a refusal too.
    if (!due) return told.kind === 'refused' || (told.meta.version ?? 0) >= state.version;
    if (due.kind === 'refused' || told.kind === 'refused') return isDeepStrictEqual(told, due);
    return (
      told.meta.version === due.meta.version && isDeepStrictEqual(this.#resultOf(told), this.#withoutTimes(due.result))
    );
  }

  /** Looked at in many states, and taken apart once. */
  #resultOf(told: Answered): unknown {
    if (!this.#results.has(told)) this.#results.set(told, this.#withoutTimes(told.result));
    return this.#results.get(told);
  }

  #withoutTimes(value: unknown): unknown {
    if (this.#ignored.size === 0) return plainCopy(value);
    return JSON.parse(JSON.stringify(value ?? null, (field, inner) => (this.#ignored.has(field) ? undefined : inner)));
  }
}

function aboutOf({ version }: ActorState, { stream }: ActorInput): About {
  const { tenantId, id } = parseStream(stream);
  return { tenantId, id, version, at: timeless };
}

/** Of whoever stands before the actor; of a read, that there is nothing. */
function noOf(state: ActorState, input: ActorInput): string | undefined {
  const [inner, about] = [innerOf(state, input), aboutOf(state, input)];
  const no = input.guard?.(inner, about);
  const isNothing = input.kind === 'read' && input.answer?.(inner, about) === undefined;
  return no ?? (isNothing ? 'NOT_FOUND' : undefined);
}

const innerOf = ({ inner }: ActorState, { decider }: ActorInput): unknown => inner ?? decider.initial();

/** Rules may change the state they are given, so they get a copy. */
function evolved(state: ActorState, input: ActorInput, events: readonly Message[]): ActorState {
  if (events.length === 0) return state;
  let inner = structuredClone(innerOf(state, input));
  for (const event of events) inner = evolve(input.decider, inner, structuredClone(event));
  return { inner, version: state.version + events.length, text: serialize(inner).toString('latin1') };
}
