import { io, type Socket } from 'socket.io-client';
import type {
  Channel,
  ClientToServer,
  Frame,
  ListChange,
  LiveProblem,
  Reply,
  ServerToClient,
  Subscribe,
  Subscribed,
  Version,
} from './protocol.ts';

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

export type LiveOptions = {
  readonly url: string;
  readonly tenant?: string;
  /** Asked for at every connect and when the session has ended; undefined for a visitor. */
  readonly token?: () => Promise<string | undefined>;
};

type Followed = {
  readonly listener: Listener<unknown>;
  readonly token: string | undefined;
  version: Version | undefined;
  asking: boolean;
};

const firstWaitMs = 200;
const longestWaitMs = 10_000;
const answerTimeoutMs = 10_000;
const reconnectMs = 2_000;

/** Follows channels through gaps, reconnects and ended sessions: whoever listens ends with what is true. */
export class LiveClient {
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #options: LiveOptions;
  readonly #followed = new Map<Channel, Followed>();

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#socket = io(options.url, {
      path: '/live',
      transports: ['websocket'],
      auth: (give) => void this.#handshake().then(give),
    });
    this.#socket.on('connect', () => this.#askAll());
    this.#socket.on('connect_error', (error) => this.#refused(error));
    this.#socket.on('frame', (frame) => this.#hear(frame));
    this.#socket.on('digest', ({ channel, version }) => this.#compare(channel, version));
    this.#socket.on('resync', ({ channels }) => this.#again(channels));
    this.#socket.on('expired', ({ channels }) => void this.#renew(channels));
  }

  /** One listener a channel; following it again replaces the listener. Returns what stops it. */
  follow<State>(channel: Channel, listener: Listener<State>, token?: string): () => void {
    const followed = { listener: listener as Listener<unknown>, token, version: undefined, asking: false };
    this.#followed.set(channel, followed);
    if (this.#socket.connected) void this.#ask(channel, followed);
    return () => this.#stop(channel, followed);
  }

  /** After a log-in or a log-out, and after a problem that another token mends. */
  async authenticate(): Promise<void> {
    if (this.#socket.connected) await this.#renew([...this.#followed.keys()]);
    else this.#socket.connect();
  }

  close(): void {
    this.#followed.clear();
    this.#socket.disconnect();
  }

  async #handshake(): Promise<{ token?: string; tenant?: string }> {
    const { tenant } = this.#options;
    const token = await this.#options.token?.();
    return { ...(token && { token }), ...(tenant && { tenant }) };
  }

  /** What cannot be reached is tried again by the socket itself; whom Souk refuses at its door is not. */
  #refused({ data }: Error & { readonly data?: LiveProblem }): void {
    if (this.#socket.active || !data) return;
    if (data.retryable) setTimeout(() => this.#followed.size > 0 && this.#socket.connect(), reconnectMs);
    else for (const { listener } of this.#followed.values()) listener.problem?.(data);
  }

  #askAll(): void {
    this.#again([...this.#followed.keys()]);
  }

  #again(channels: readonly Channel[]): void {
    for (const channel of channels) {
      const followed = this.#followed.get(channel);
      if (followed) void this.#ask(channel, followed);
    }
  }

  #hear({ channel, from, version, state, changes }: Frame): void {
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

  #compare(channel: Channel, version: Version): void {
    const followed = this.#followed.get(channel);
    if (!followed || followed.version === undefined || followed.version === version) return;
    if (isNumber(version) && !isLater(version, followed.version)) return;
    void this.#ask(channel, followed);
  }

  async #ask(channel: Channel, followed: Followed): Promise<void> {
    if (followed.asking) return;
    followed.asking = true;
    let problem: LiveProblem | undefined;
    for (let waitMs = firstWaitMs; this.#isCurrent(channel, followed); waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      problem = await this.#askOnce(channel, followed);
      if (!problem?.retryable) break;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    followed.asking = false;
    if (problem && !problem.retryable) followed.listener.problem?.(problem);
  }

  async #askOnce(channel: Channel, followed: Followed): Promise<LiveProblem | undefined> {
    const { version, token } = followed;
    const message: Subscribe = { channel, ...(version && { since: version }), ...(token && { token }) };
    const reply = await this.#send(message);
    if ('problem' in reply) return reply.problem;
    if (!this.#isCurrent(channel, followed)) return undefined;
    const { ok } = reply;
    const older = followed.version !== undefined && isLater(followed.version, ok.version);
    if (older) return undefined;
    followed.version = ok.version;
    if (ok.version !== version) followed.listener.state?.(ok.state, ok.version);
    return undefined;
  }

  async #send(message: Subscribe): Promise<Reply<Subscribed>> {
    try {
      return await this.#socket.timeout(answerTimeoutMs).emitWithAck('subscribe', message);
    } catch {
      // Cut off while asking is no answer either: the next connect asks again.
      return { problem: { code: 'NO_ANSWER', detail: 'Souk did not answer in time.', retryable: true } };
    }
  }

  async #renew(channels: readonly Channel[]): Promise<void> {
    const token = (await this.#options.token?.()) ?? '';
    try {
      await this.#socket.timeout(answerTimeoutMs).emitWithAck('authenticate', { token });
    } catch {
      // Not connected: the handshake of the next connect brings the token.
    }
    this.#again(channels);
  }

  #isCurrent(channel: Channel, followed: Followed): boolean {
    return this.#followed.get(channel) === followed && this.#socket.connected;
  }

  #stop(channel: Channel, followed: Followed): void {
    if (this.#followed.get(channel) !== followed) return;
    this.#followed.delete(channel);
    if (this.#socket.connected) this.#socket.emit('unsubscribe', { channel }, () => undefined);
  }
}

const isNumber = (version: Version): boolean => /^\d+$/.test(version);

/** Actors count their versions; of lists only the server knows the order. */
const isLater = (version: Version, than: Version): boolean =>
  isNumber(version) && isNumber(than) ? Number(version) > Number(than) : false;
