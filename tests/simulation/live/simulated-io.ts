import type { SoukServer, SoukSocket } from '../../../realtime/parties.ts';
import type { Handshake } from '../../../realtime/protocol.ts';
import type { Cable } from './cable.ts';

type Handler = (...said: readonly unknown[]) => void;
type Admit = (socket: SoukSocket, next: (refused?: Error) => void) => void;

/** What the browser's end of a connection hears. */
export type BrowserEnd = {
  readonly hear: (event: string, text: string) => void;
  readonly connected: () => void;
  readonly refused: (error: unknown) => void;
};

/** One socket as Souk holds it: what it emits travels as text. */
class ServerSocket {
  readonly id: string;
  readonly data = {};
  readonly rooms = new Set<string>();
  readonly handshake: { readonly auth: Handshake; readonly headers: object };
  connected = true;
  readonly #cable: Cable;
  readonly #end: BrowserEnd;
  readonly #rooms: Rooms;
  readonly #handlers = new Map<string, Handler>();

  constructor(id: string, auth: Handshake, cable: Cable, end: BrowserEnd, rooms: Rooms) {
    this.id = id;
    this.handshake = { auth, headers: {} };
    this.#cable = cable;
    this.#end = end;
    this.#rooms = rooms;
  }

  get conn(): { readonly writeBuffer: { readonly length: number } } {
    return { writeBuffer: { length: this.#cable.waiting } };
  }

  on(event: string, handler: Handler): void {
    this.#handlers.set(event, handler);
  }

  hear(event: string, ...said: readonly unknown[]): void {
    this.#handlers.get(event)?.(...said);
  }

  emit(event: string, message: unknown): void {
    const text = JSON.stringify(message);
    this.#cable.toBrowser(`${event} ${text.slice(0, 120)}`, () => this.#end.hear(event, text));
  }

  missesFrame(): boolean {
    return this.#cable.missesFrame();
  }

  join(room: string): void {
    if (!this.connected) return;
    this.rooms.add(room);
    this.#rooms.set(room, (this.#rooms.get(room) ?? new Set()).add(this.id));
  }

  leave(room: string): void {
    this.rooms.delete(room);
    this.#rooms.get(room)?.delete(this.id);
  }

  /** Nobody is at its other end any more. */
  close(): void {
    if (!this.connected) return;
    this.connected = false;
    for (const room of [...this.rooms]) this.leave(room);
    this.hear('disconnect');
  }
}

type Rooms = Map<string, Set<string>>;

/** Socket.IO's server as far as Souk uses it, on cables of the simulated world. */
export class SimulatedIo {
  readonly #rooms: Rooms = new Map();
  readonly #sockets = new Map<string, ServerSocket>();
  readonly #cables = new Set<Cable>();
  #admit: Admit = (_, next) => next();
  #greet: (socket: SoukSocket) => void = () => undefined;
  #count = 0;

  get asServer(): SoukServer {
    return this as unknown as SoukServer;
  }

  use(admit: Admit): void {
    this.#admit = admit;
  }

  on(_event: 'connection', greet: (socket: SoukSocket) => void): void {
    this.#greet = greet;
  }

  of(_path: '/'): { readonly adapter: { readonly rooms: Rooms }; readonly sockets: Map<string, ServerSocket> } {
    return { adapter: { rooms: this.#rooms }, sockets: this.#sockets };
  }

  to(room: string): { except(other: string): { emit(event: string, message: unknown): void } } {
    return {
      except: (other) => ({
        emit: (event, message) => {
          for (const socket of this.#sockets.values()) {
            if (!socket.rooms.has(room) || socket.rooms.has(other)) continue;
            if (event !== 'frame' || !socket.missesFrame()) socket.emit(event, message);
          }
        },
      }),
    };
  }

  /** Somebody comes in; what they say is heard by the socket. */
  connect(auth: Handshake, cable: Cable, end: BrowserEnd): ServerSocket {
    this.#count += 1;
    const socket = new ServerSocket(`s${this.#count}`, auth, cable, end, this.#rooms);
    this.#cables.add(cable);
    cable.ends.server = () => {
      this.#cables.delete(cable);
      this.#sockets.delete(socket.id);
      socket.close();
    };
    const asSocket = socket as unknown as SoukSocket;
    this.#admit(asSocket, (refused) => {
      if (refused) return cable.toBrowser('is refused', () => end.refused(refused));
      if (!socket.connected) return;
      this.#sockets.set(socket.id, socket);
      cable.toBrowser('is connected', end.connected);
      this.#greet(asSocket);
    });
    return socket;
  }

  /** The process has died: so have its connections. */
  fall(): void {
    for (const cable of this.#cables) cable.cut();
  }
}
