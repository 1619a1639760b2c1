import type { Listener } from '../../../realtime/client.ts';
import type { ListChange, LiveProblem } from '../../../realtime/protocol.ts';

/** What a part of a page hears of a channel. */
export type Hears<State> = {
  readonly state?: (state: State) => void;
  readonly changes?: (changes: readonly ListChange[]) => void;
  readonly problem?: (problem: LiveProblem) => void;
};

/** As far as a page needs the live client. */
export type Follows = {
  follow<State>(channel: string, listener: Listener<State>, token?: string): () => void;
};

type Shared = { readonly hearers: Set<Hears<unknown>>; last?: { readonly state: unknown }; stop?: () => void };

/** A channel is followed once, however many parts of a page hear it, and as long as one of them does. */
export class Channels {
  readonly #shared = new Map<string, Shared>();
  readonly #connect: () => Promise<Follows>;

  constructor(connect: () => Promise<Follows>) {
    this.#connect = connect;
  }

  /** Whoever comes later hears at once what was said last. Returns what stops it. */
  follow<State>(channel: string, hears: Hears<State>, token?: string): () => void {
    const hearer = hears as Hears<unknown>;
    const shared = this.#shared.get(channel) ?? this.#begin(channel, token);
    shared.hearers.add(hearer);
    if (shared.last) hearer.state?.(shared.last.state);
    return () => {
      shared.hearers.delete(hearer);
      if (shared.hearers.size > 0 || this.#shared.get(channel) !== shared) return;
      this.#shared.delete(channel);
      shared.stop?.();
    };
  }

  #begin(channel: string, token: string | undefined): Shared {
    const shared: Shared = { hearers: new Set() };
    this.#shared.set(channel, shared);
    const each = (tell: (hearer: Hears<unknown>) => void) => shared.hearers.forEach(tell);
    void this.#connect().then((live) => {
      if (this.#shared.get(channel) !== shared) return;
      const listener: Listener<unknown> = {
        state: (state) => {
          shared.last = { state };
          each((hearer) => hearer.state?.(state));
        },
        changes: (changes) => each((hearer) => hearer.changes?.(changes)),
        problem: (problem) => each((hearer) => hearer.problem?.(problem)),
      };
      shared.stop = live.follow(channel, listener, token);
    });
    return shared;
  }
}
