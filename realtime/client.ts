import { io, type Socket } from 'socket.io-client';
import { Following, type Listener } from './following.ts';
import type { Channel, ClientToServer, LiveProblem, Reply, ServerToClient, Subscribe, Subscribed } from './protocol.ts';

export type { Listener } from './following.ts';

export type LiveOptions = {
  readonly url: string;
  readonly tenant?: string;
  /** Asked for at every connect and when the session has ended; undefined for a visitor. */
  readonly token?: () => Promise<string | undefined>;
  /** The session is a cookie, which `token` renews: only a new connection shows it. */
  readonly byCookie?: true;
};

const answerTimeoutMs = 10_000;
const reconnectMs = 2_000;

const sleep = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Follows channels through gaps, reconnects and ended sessions: whoever listens ends with what is true. */
export class LiveClient {
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #options: LiveOptions;
  readonly #following: Following;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#socket = io(options.url, {
      path: '/live',
      transports: ['websocket'],
      auth: (give) => void this.#handshake().then(give),
    });
    const isOpen = () => this.#socket.connected;
    this.#following = new Following({ isOpen, subscribe: (message) => this.#subscribe(message), wait: sleep });
    this.#listen();
  }

  #listen(): void {
    const [socket, following] = [this.#socket, this.#following];
    socket.on('connect', () => following.askAgain(following.channels));
    socket.on('connect_error', (error) => this.#refused(error));
    socket.on('frame', (frame) => following.hear(frame));
    socket.on('digest', ({ channel, version }) => following.compare(channel, version));
    socket.on('resync', ({ channels }) => following.askAgain(channels));
    socket.on('expired', ({ channels }) => void this.#renew(channels));
  }

  /** One listener a channel; following it again replaces the listener. Returns what stops it. */
  follow<State>(channel: Channel, listener: Listener<State>, token?: string): () => void {
    const stop = this.#following.follow(channel, listener as Listener<unknown>, token);
    return () => {
      if (stop() && this.#socket.connected) this.#socket.emit('unsubscribe', { channel }, () => undefined);
    };
  }

  /** After a log-in or a log-out, and after a problem that another token mends. */
  async authenticate(): Promise<void> {
    if (this.#socket.connected) await this.#renew(this.#following.channels);
    else this.#socket.connect();
  }

  close(): void {
    this.#following.clear();
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
    if (!data.retryable) return this.#following.refused(data);
    setTimeout(() => this.#following.channels.length > 0 && this.#socket.connect(), reconnectMs);
  }

  #subscribe(message: Subscribe): Promise<Reply<Subscribed>> {
    return this.#socket.timeout(answerTimeoutMs).emitWithAck('subscribe', message);
  }

  async #renew(channels: readonly Channel[]): Promise<void> {
    if (this.#options.byCookie) {
      this.#socket.disconnect().connect();
      return;
    }
    const token = (await this.#options.token?.()) ?? '';
    try {
      await this.#socket.timeout(answerTimeoutMs).emitWithAck('authenticate', { token });
    } catch {
      // Not connected: the handshake of the next connect brings the token.
    }
    this.#following.askAgain(channels);
  }
}
