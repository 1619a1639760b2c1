import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { sleep, type World } from '../actors/runtime/world.ts';
import { createTraces } from './exchange.ts';
import { refuseClient } from './refuse-client.ts';

/** A request must have arrived whole in this time, its headers sooner; an idle connection is kept a little longer. */
const options = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  // The app refuses a request without a host in the form of all its refusals.
  requireHostHeader: false,
  // Whoever would like HTTP/2 instead, as some clients say by habit, is served as if it had not said so.
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
};
const mostConnections = 20_000;

export type Address = { readonly port: number; readonly host: string };

/** The HTTP server of a node: others may attach to `server` too, as sockets do. */
export class GatewayServer {
  readonly server: Server;
  readonly #world: World;
  readonly #drainMs: number;
  #draining: Promise<void> | undefined;

  constructor(listener: RequestListener, world: World, drainMs: number) {
    this.server = createServer(options, listener)
      .on('clientError', refuseClient(createTraces(world)))
      // An expectation that we do not know may be ignored (RFC 9110, 10.1.1).
      .on('checkExpectation', listener);
    this.server.maxConnections = mostConnections;
    this.#world = world;
    this.#drainMs = drainMs;
  }

  get isDraining(): boolean {
    return this.#draining !== undefined;
  }

  /** Rejects when the port is taken. */
  listen({ port, host }: Address): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  /** Takes no new connections, lets answers under way finish within `drainMs`, then closes what is left. */
  drain(): Promise<void> {
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  async #drain(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    const late = sleep(this.#world, this.#drainMs).then(() => this.server.closeAllConnections());
    await Promise.race([closed, late]);
  }
}
