import type { Publish } from './live.ts';
import type { SoukServer, SoukSocket } from './parties.ts';
import type { Digest, Frame } from './protocol.ts';

/** A room is sent to in this many parts with a breath in between: 2 000 sockets at once block the loop for 36 ms. */
const shards = 16;

/** Packets that may wait in one socket. Beyond it frames are left out and the client is told to ask again. */
const mostWaiting = 64;
const smallRoom = 200;

export const shardOf = (room: string, socket: SoukSocket): string => `${room}#${socket.data.shard % shards}`;

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sends to rooms without ever holding the loop, and to no socket that does not keep up. */
export class Broadcaster implements Publish {
  readonly #io: SoukServer;

  constructor(io: SoukServer) {
    this.#io = io;
  }

  frame(room: string, frame: Frame): Promise<void> {
    return this.#send(room, (part) => this.#io.to(part).except('slow').emit('frame', frame));
  }

  digest(room: string, channel: string, version: string): Promise<void> {
    const digest: Digest = { channel, version };
    return this.#send(room, (part) => this.#io.to(part).except('slow').emit('digest', digest));
  }

  async #send(room: string, emit: (part: string) => void): Promise<void> {
    const { rooms } = this.#io.of('/').adapter;
    let sent = 0;
    for (let shard = 0; shard < shards; shard += 1) {
      const part = `${room}#${shard}`;
      const members = rooms.get(part);
      if (!members) continue;
      this.#markSlow(members);
      emit(part);
      sent += members.size;
      if (sent >= smallRoom) {
        sent = 0;
        await breathe();
      }
    }
  }

  #markSlow(members: ReadonlySet<string>): void {
    const { sockets } = this.#io.of('/');
    for (const id of members) {
      const socket = sockets.get(id);
      if (socket && waitingIn(socket) > mostWaiting) void socket.join('slow');
    }
  }
}

export const waitingIn = (socket: SoukSocket): number =>
  (socket.conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length;
