import type { Channel, Frame, ListChange, LiveProblem, Reply, Subscribe, Subscribed, Version } from './protocol.ts';

/**
 * What a follower hears. `state` comes first, and again after every gap; `changes` continue a list. A list too long to be
 * sent (`catalog`) comes as undefined: look at it anew.
 */
export type Listener<State> = {
  readonly state?: (state: State, version: Version) => void;
  readonly changes?: (changes: readonly ListChange[], version: Version) => void;
  /** The channel is not followed any more: no such thing, or not for this caller. */
  readonly problem?: (problem: LiveProblem) => void;
};

/** The way to Souk: a socket. */
export type Line = {
  readonly isOpen: () => boolean;
  /** Rejects when there is no answer in time, or when the line is cut meanwhile. */
  readonly subscribe: (message: Subscribe) => Promise<Reply<Subscribed>>;
  readonly wait: (delayMs: number) => Promise<void>;
};

type Followed = {
  readonly listener: Listener<unknown>;
  readonly token: string | undefined;
  version: Version | undefined;
  asking: boolean;
};

const firstWaitMs = 200;
const longestWaitMs = 10_000;
const noAnswer: LiveProblem = { code: 'NO_ANSWER', detail: 'Souk did not answer in time.', retryable: true };

/** The channels that one client follows, and what it makes of all that it hears: whoever listens ends with what is true. */
export class Following {
  readonly #line: Line;
  readonly #followed = new Map<Channel, Followed>();

  constructor(line: Line) {
    this.#line = line;
  }

  get channels(): readonly Channel[] {
    return [...this.#followed.keys()];
  }

  /** One listener a channel; following it again replaces the listener. Returns what stops it, and whether it did. */
  follow(channel: Channel, listener: Listener<unknown>, token: string | undefined): () => boolean {
    const followed = { listener, token, version: undefined, asking: false };
    this.#followed.set(channel, followed);
    if (this.#line.isOpen()) void this.#ask(channel, followed);
    return () => this.#followed.get(channel) === followed && this.#followed.delete(channel);
  }

  clear(): void {
    this.#followed.clear();
  }

  /** The line is open again, frames were left out, or there is another session. */
  askAgain(channels: readonly Channel[]): void {
    for (const channel of channels) {
      const followed = this.#followed.get(channel);
      if (followed) void this.#ask(channel, followed);
    }
  }

  hear({ channel, from, version, state, changes }: Frame): void {
    const followed = this.#followed.get(channel);
    if (!followed || followed.version === undefined) return;
    if (changes) {
      if (from !== followed.version) return void this.#ask(channel, followed);
      followed.version = version;
      followed.listener.changes?.(changes, version);
    } else if (isLater(version, followed.version)) {
      followed.version = version;
      followed.listener.state?.(state, version);
    }
  }

  /** The newest version of a channel, as a digest says it. */
  compare(channel: Channel, version: Version): void {
    const followed = this.#followed.get(channel);
    if (!followed || followed.version === undefined || followed.version === version) return;
    if (isNumber(version) && !isLater(version, followed.version)) return;
    void this.#ask(channel, followed);
  }

  /** Whom Souk refuses at its door. */
  refused(problem: LiveProblem): void {
    for (const { listener } of this.#followed.values()) listener.problem?.(problem);
  }

  async #ask(channel: Channel, followed: Followed): Promise<void> {
    if (followed.asking) return;
    followed.asking = true;
    let problem: LiveProblem | undefined;
    for (let waitMs = firstWaitMs; this.#isCurrent(channel, followed); waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      problem = await this.#askOnce(channel, followed);
      if (!problem?.retryable) break;
      await this.#line.wait(waitMs);
    }
    followed.asking = false;
    if (problem && !problem.retryable) followed.listener.problem?.(problem);
  }

  async #askOnce(channel: Channel, followed: Followed): Promise<LiveProblem | undefined> {
    const { version, token } = followed;
    const message: Subscribe = { channel, ...(version && { since: version }), ...(token && { token }) };
    // Cut off while asking is no answer either: the next connect asks again.
    const reply = await this.#line.subscribe(message).catch(() => ({ problem: noAnswer }));
    if ('problem' in reply) return reply.problem;
    if (!this.#isCurrent(channel, followed)) return undefined;
    const { ok } = reply;
    // A frame may have said as much meanwhile, or more.
    if (followed.version !== undefined && !isNewTo(followed.version, ok.version)) return undefined;
    followed.version = ok.version;
    followed.listener.state?.(ok.state, ok.version);
    return undefined;
  }

  #isCurrent(channel: Channel, followed: Followed): boolean {
    return this.#followed.get(channel) === followed && this.#line.isOpen();
  }
}

const isNumber = (version: Version): boolean => /^\d+$/.test(version);

const isNewTo = (known: Version, version: Version): boolean => version !== known && !isLater(known, version);

/** Actors count their versions; of lists only the server knows the order. */
const isLater = (version: Version, than: Version): boolean =>
  isNumber(version) && isNumber(than) ? Number(version) > Number(than) : false;
