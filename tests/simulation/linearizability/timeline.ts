import { type Call, hasReturned } from './model.ts';

/** A call's begin or end as a link of the list that is searched. */
export type Moment = {
  /** Place of its call in the history. */
  readonly call: number;
  readonly isReturn: boolean;
  next: Moment | undefined;
  previous: Moment | undefined;
};

/** What happened, in its order. Where two things happened at one time the begin comes first, so that they are concurrent. */
export class Timeline {
  readonly #head: Moment = { call: -1, isReturn: false, next: undefined, previous: undefined };
  readonly #returns = new Map<number, Moment>();

  constructor(history: readonly Call<unknown, unknown>[]) {
    const happened = history.flatMap(({ invokedAt, ...call }, place) => [
      { at: invokedAt, call: place, isReturn: false },
      ...(hasReturned({ ...call, invokedAt }) ? [{ at: call.returned?.at ?? 0, call: place, isReturn: true }] : []),
    ]);
    happened.sort((a, b) => a.at - b.at || Number(a.isReturn) - Number(b.isReturn));
    let last = this.#head;
    for (const { call, isReturn } of happened) {
      const moment: Moment = { call, isReturn, next: undefined, previous: last };
      last.next = moment;
      last = moment;
      if (isReturn) this.#returns.set(call, moment);
    }
  }

  get first(): Moment | undefined {
    return this.#head.next;
  }

  /** The call has happened: its begin and its end are taken out. */
  lift(begin: Moment): void {
    unlink(begin);
    const end = this.#returns.get(begin.call);
    if (end) unlink(end);
  }

  /** Undoes the last `lift` that is not undone. */
  unlift(begin: Moment): void {
    const end = this.#returns.get(begin.call);
    if (end) link(end);
    link(begin);
  }
}

function unlink(moment: Moment): void {
  if (moment.previous) moment.previous.next = moment.next;
  if (moment.next) moment.next.previous = moment.previous;
}

function link(moment: Moment): void {
  if (moment.previous) moment.previous.next = moment;
  if (moment.next) moment.next.previous = moment;
}
