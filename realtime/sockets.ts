import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'socket.io';
import { Door, type DoorOptions } from './door.ts';
import type { Hub } from './hub.ts';
import type { SoukServer } from './parties.ts';

export type RealtimeOptions = DoorOptions & { readonly corsOrigins: readonly string[] };

const maxMessageBytes = 16 * 1024;

/** The live half of Souk: Socket.IO below `/live`, fed by the hub. */
export class Realtime {
  readonly #io: SoukServer;
  readonly #door: Door;

  constructor(options: RealtimeOptions) {
    this.#io = new Server({
      path: '/live',
      serveClient: false,
      maxHttpBufferSize: maxMessageBytes,
      transports: ['websocket', 'polling'],
      cors: { origin: [...options.corsOrigins] },
    });
    this.#door = new Door(this.#io, options);
  }

  get hub(): Hub {
    return this.#door.hub;
  }

  get sockets(): number {
    return this.#door.sockets;
  }

  attach(server: HttpServer): void {
    this.#io.attach(server);
    this.#io.engine.use(refuseOtherMethods);
    this.#door.start();
  }

  async close(): Promise<void> {
    // As a cable would be cut: a client that is told to leave would never come back, and this is only a restart.
    this.#io.engine?.close();
    this.#door.stop();
  }
}

/** Engine.IO takes a method that it does not know for a fault of its own. */
function refuseOtherMethods({ method }: IncomingMessage, res: ServerResponse, next: () => void): void {
  if (method === 'GET' || method === 'POST') return next();
  res.writeHead(405, { Allow: 'GET, POST' }).end();
}
