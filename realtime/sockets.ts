import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'socket.io';
import { SoukError } from '../actors/runtime/errors.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { World } from '../actors/runtime/world.ts';
import { Broadcaster } from './broadcaster.ts';
import { Follower } from './follower.ts';
import { Hub } from './hub.ts';
import { answer, type OnBug, problemOf, readHandshake } from './messages.ts';
import type { Identify, SoukServer, SoukSocket } from './parties.ts';
import { digestEveryMs } from './protocol.ts';

export type RealtimeOptions = {
  readonly identify: Identify;
  readonly transport: Transport;
  readonly world: World;
  readonly corsOrigins: readonly string[];
  /** Sockets at once; more are refused. */
  readonly maxSockets: number;
  /** Hears of errors that nobody expected. */
  readonly onBug: OnBug;
};

const maxMessageBytes = 16 * 1024;

/** The live half of Souk: Socket.IO below `/live`, fed by the hub. */
export class Realtime {
  readonly hub: Hub;
  readonly #io: SoukServer;
  readonly #options: RealtimeOptions;
  readonly #followers = new Map<string, Follower>();
  #count = 0;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.#io = new Server({
      path: '/live',
      serveClient: false,
      maxHttpBufferSize: maxMessageBytes,
      transports: ['websocket', 'polling'],
      cors: { origin: [...options.corsOrigins] },
    });
    const broadcaster = new Broadcaster(this.#io);
    this.hub = new Hub((...asked) => this.#read(...asked), broadcaster, options.world);
    this.#io.use(
      (socket, next) =>
        void this.#admit(socket).then(
          () => next(),
          (error) => next(this.#refusal(error)),
        ),
    );
    this.#io.on('connection', (socket) => this.#greet(socket));
  }

  attach(server: HttpServer): void {
    this.#io.attach(server);
    this.#io.engine.use(refuseOtherMethods);
    this.hub.start();
    this.#sweeper = setInterval(() => this.#sweep(), digestEveryMs);
    this.#sweeper.unref();
  }

  get sockets(): number {
    return this.#followers.size;
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    // As a cable would be cut: a client that is told to leave would never come back, and this is only a restart.
    this.#io.engine?.close();
    this.hub.stop();
  }

  async #admit(socket: SoukSocket): Promise<void> {
    if (this.sockets >= this.#options.maxSockets)
      throw new SoukError('Overloaded', 'TOO_MANY_SOCKETS', 'Try again later');
    const { auth, headers } = socket.handshake;
    socket.data.identity = await this.#options.identify.handshake(readHandshake(auth), headers.host);
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

  #sweep(): void {
    const now = this.#options.world.now();
    for (const follower of this.#followers.values()) follower.sweep(now);
  }

  async #read(
    tenantId: string,
    kind: { readonly action: string; readonly params: (id: string) => object },
    id: string,
  ) {
    const { result, meta } = await this.#options.transport.call(
      kind.action,
      kind.params(id),
      internalHeaders(tenantId, this.#options.world),
    );
    return { version: meta.version ?? 0, state: result };
  }
}

/** Engine.IO takes a method that it does not know for a fault of its own. */
function refuseOtherMethods({ method }: IncomingMessage, res: ServerResponse, next: () => void): void {
  if (method === 'GET' || method === 'POST') return next();
  res.writeHead(405, { Allow: 'GET, POST' }).end();
}

const callTimeoutMs = 5_000;

const internalHeaders = (tenantId: string, world: World) => ({
  tenantId,
  caller: { kind: 'internal', roles: [], staff: {} } as const,
  commandId: world.randomId(),
  traceId: world.randomId(),
  deadlineMs: callTimeoutMs,
});
