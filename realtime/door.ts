import { SoukError } from '../actors/runtime/errors.ts';
import type { Spans } from '../actors/runtime/spans.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { Cancel, World } from '../actors/runtime/world.ts';
import { Broadcaster } from './broadcaster.ts';
import type { AnyChannel } from './channel-kinds.ts';
import { versionOf } from './channels.ts';
import { Follower } from './follower.ts';
import { Hub } from './hub.ts';
import { answer, type OnBug, problemOf, readHandshake } from './messages.ts';
import type { Identify, SoukServer, SoukSocket } from './parties.ts';
import { digestEveryMs } from './protocol.ts';

export type DoorOptions = {
  readonly identify: Identify;
  readonly transport: Transport;
  readonly world: World;
  /** Sockets at once; more are refused. */
  readonly maxSockets: number;
  /** Hears of errors that nobody expected. */
  readonly onBug: OnBug;
  /** Default: nothing is recorded. */
  readonly spans?: Spans;
};

const callTimeoutMs = 5_000;

/** Lets sockets in, has each of them followed as long as it is open, and looks after them. */
export class Door {
  readonly hub: Hub;
  readonly #options: DoorOptions;
  readonly #followers = new Map<string, Follower>();
  #count = 0;
  #cancel: Cancel = () => undefined;

  constructor(io: SoukServer, options: DoorOptions) {
    this.#options = options;
    this.hub = new Hub((...asked) => this.#read(...asked), new Broadcaster(io), options.world, options.spans);
    io.use(
      (socket, next) =>
        void this.#admit(socket).then(
          () => next(),
          (error) => next(this.#refusal(error)),
        ),
    );
    io.on('connection', (socket) => this.#greet(socket));
  }

  start(): void {
    this.hub.start();
    this.#sweepLater();
  }

  stop(): void {
    this.#cancel();
    this.hub.stop();
  }

  get sockets(): number {
    return this.#followers.size;
  }

  async #admit(socket: SoukSocket): Promise<void> {
    if (this.sockets >= this.#options.maxSockets)
      throw new SoukError('Overloaded', 'TOO_MANY_SOCKETS', 'Try again later');
    const { auth, headers } = socket.handshake;
    socket.data.identity = await this.#options.identify.handshake(readHandshake(auth), headers);
    this.#count += 1;
    socket.data.shard = this.#count;
  }

  #greet(socket: SoukSocket): void {
    const { identify, transport, world, onBug } = this.#options;
    const follower = new Follower({ socket, hub: this.hub, identify, transport, world });
    this.#followers.set(socket.id, follower);
    const { subscribe, unsubscribe, authenticate } = follower;
    socket.on('subscribe', (...said) => void answer(said, subscribe.bind(follower), onBug));
    socket.on('unsubscribe', (...said) => void answer(said, unsubscribe.bind(follower), onBug));
    socket.on('authenticate', (...said) => void answer(said, authenticate.bind(follower), onBug));
    socket.on('disconnect', () => {
      follower.leaveAll();
      this.#followers.delete(socket.id);
    });
  }

  #refusal(thrown: unknown): Error {
    const data = problemOf(thrown, this.#options.onBug);
    return Object.assign(new Error(data.code), { data });
  }

  #sweepLater(): void {
    const { world } = this.#options;
    this.#cancel = world.after(digestEveryMs, () => {
      for (const follower of this.#followers.values()) follower.sweep(world.now());
      this.#sweepLater();
    });
  }

  async #read(
    tenantId: string,
    kind: AnyChannel,
    id: string,
  ): Promise<{ readonly version: number; readonly state: unknown }> {
    const { transport, world } = this.#options;
    const { result, meta } = await transport.call(kind.action, kind.params(id), internalHeaders(tenantId, world));
    return { version: versionOf(kind, meta.version, result), state: result };
  }
}

const internalHeaders = (tenantId: string, world: World) => ({
  tenantId,
  caller: { kind: 'internal', roles: [], staff: {} } as const,
  commandId: world.randomId(),
  traceId: world.randomId(),
  deadlineMs: callTimeoutMs,
});
