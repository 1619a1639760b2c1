import { type Call, hasReturned, type Model } from './model.ts';
import { type Moment, Timeline } from './timeline.ts';

export type Found<Input, Output> =
  | { readonly verdict: 'linearizable'; readonly order: readonly Call<Input, Output>[]; readonly steps: number }
  | { readonly verdict: 'broken'; readonly steps: number }
  /** The bound was met first. */
  | { readonly verdict: 'undecided'; readonly steps: number };

type Taken<State> = {
  readonly moment: Moment;
  readonly before: State;
  /** It changed nothing, so to let it happen as soon as it could was no choice: no other order is worth a look. */
  readonly isFree: boolean;
};

/**
 * Looks for one order of the calls that a single caller at a time could have made, in which nobody comes before whoever
 * had returned when he began. Wing and Gong's search (1993) with Lowe's just-in-time linearization and his memory of
 * what was met before: the calls that have happened and the state they led to (2017), as porcupine does it.
 */
export class Search<State, Input, Output> {
  readonly #model: Model<State, Input, Output>;
  readonly #history: readonly Call<Input, Output>[];
  readonly #maxSteps: number;
  readonly #timeline: Timeline;
  readonly #met = new Set<string>();
  readonly #taken: Taken<State>[] = [];
  #state: State;
  /** A bit for each call that has happened. */
  #happened = 0n;
  /** Calls whose answers are not yet explained. */
  #left: number;
  #steps = 0;

  constructor(model: Model<State, Input, Output>, history: readonly Call<Input, Output>[], maxSteps: number) {
    this.#model = model;
    this.#history = history;
    this.#maxSteps = maxSteps;
    this.#timeline = new Timeline(history);
    this.#state = model.init();
    this.#left = history.filter(hasReturned).length;
  }

  run(): Found<Input, Output> {
    let moment = this.#timeline.first;
    while (this.#left > 0) {
      if (this.#steps >= this.#maxSteps) return { verdict: 'undecided', steps: this.#steps };
      if (moment && !moment.isReturn) moment = this.#take(moment) ? this.#timeline.first : moment.next;
      // Whoever returned here must have happened before: one of those that did was the wrong choice.
      else if (this.#undoFree()) moment = this.#giveBack();
      else return { verdict: 'broken', steps: this.#steps };
    }
    const order = this.#taken.map((taken) => this.#callAt(taken.moment));
    return { verdict: 'linearizable', order, steps: this.#steps };
  }

  #callAt({ call }: Moment): Call<Input, Output> {
    return this.#history[call] as Call<Input, Output>;
  }

  /** False: it cannot happen now, or that was tried before in another order. */
  #take(moment: Moment): boolean {
    const { input, returned } = this.#callAt(moment);
    this.#steps += 1;
    const stepped = this.#model.step(this.#state, input, returned?.output);
    if (!stepped) return false;
    const text = this.#model.textOf(stepped.state);
    const isFree = text === this.#model.textOf(this.#state);
    // One that nobody heard of and that changes nothing may as well never happen.
    if (isFree && !returned) return false;
    const happened = this.#happened | (1n << BigInt(moment.call));
    const met = `${happened.toString(36)} ${text}`;
    if (this.#met.has(met)) return false;
    this.#met.add(met);
    this.#taken.push({ moment, before: this.#state, isFree });
    this.#timeline.lift(moment);
    this.#state = stepped.state;
    this.#happened = happened;
    if (returned) this.#left -= 1;
    return true;
  }

  /** False: no choice is left. */
  #undoFree(): boolean {
    while (this.#taken.at(-1)?.isFree) this.#giveBack();
    return this.#taken.length > 0;
  }

  /** What may happen instead. */
  #giveBack(): Moment | undefined {
    const { moment, before } = this.#taken.pop() as Taken<State>;
    this.#timeline.unlift(moment);
    this.#state = before;
    this.#happened &= ~(1n << BigInt(moment.call));
    if (this.#callAt(moment).returned) this.#left += 1;
    return moment.next;
  }
}
