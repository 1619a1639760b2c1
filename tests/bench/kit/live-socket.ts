import { randomBytes } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import type { ClientToServer, Frame, Handshake, Reply, Subscribe, Subscribed } from '../../../realtime/protocol.ts';

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 };
const lengthIsTwoBytes = 126;
const lengthIsEightBytes = 127;

// What Engine.IO and Socket.IO write before a message.
const engine = { open: '0', ping: '2', pong: '3' };
const connect = '40';
const event = '42';
const ask = '420';
const answered = '430';

/** Socket.IO on a bare TCP socket: a crowd of thousands that leaves the cores to the server it watches. */
export class LiveSocket {
  readonly #socket: Socket;
  readonly #onFrame: (frame: Frame) => void;
  readonly #handshake: Handshake;
  #received: Buffer = Buffer.alloc(0);
  #upgraded = false;
  #waiting: { readonly begins: string; readonly resolve: (rest: string) => void } | undefined;

  /** Resolves once Souk has let it in. */
  static async open(port: number, handshake: Handshake, onFrame: (frame: Frame) => void): Promise<LiveSocket> {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    const live = new LiveSocket(socket, handshake, onFrame);
    const { promise, reject } = Promise.withResolvers<never>();
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('Souk has closed the socket')));
    socket.once('connect', () => live.#upgrade(port));
    await Promise.race([live.#next(connect), promise]);
    promise.catch(() => undefined);
    return live;
  }

  private constructor(socket: Socket, handshake: Handshake, onFrame: (frame: Frame) => void) {
    this.#socket = socket;
    this.#handshake = handshake;
    this.#onFrame = onFrame;
    socket.on('data', (bytes) => this.#hear(bytes));
  }

  async subscribe(message: Subscribe): Promise<Subscribed> {
    const heard = this.#next(answered);
    const name: keyof ClientToServer = 'subscribe';
    this.#say(`${ask}${JSON.stringify([name, message])}`);
    const [reply] = JSON.parse(await heard) as [Reply<Subscribed>];
    if ('problem' in reply) throw new Error(reply.problem.detail);
    return reply.ok;
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #next(begins: string): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting = { begins, resolve };
    });
  }

  #upgrade(port: number): void {
    const key = randomBytes(16).toString('base64');
    const fields = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}`;
    this.#socket.write(`GET /live/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${fields}\r\n\r\n`);
  }

  /** A client must mask; a mask of zeros leaves the text as it is. */
  #say(text: string, opcode = opcodes.text): void {
    const bytes = Buffer.from(text);
    const isShort = bytes.length < lengthIsTwoBytes;
    const head = Buffer.alloc(isShort ? 6 : 8);
    head[0] = 0x80 | opcode;
    head[1] = 0x80 | (isShort ? bytes.length : lengthIsTwoBytes);
    if (!isShort) head.writeUInt16BE(bytes.length, 2);
    this.#socket.write(Buffer.concat([head, bytes]));
  }

  #hear(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    if (!this.#upgraded) this.#skipHead();
    while (this.#upgraded && this.#takeOne());
  }

  #skipHead(): void {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    this.#upgraded = true;
    this.#received = this.#received.subarray(end + 4);
  }

  /** False: the next message has not arrived in full. */
  #takeOne(): boolean {
    const received = this.#received;
    if (received.length < 2) return false;
    const short = received[1] as number;
    if (short === lengthIsEightBytes) throw new Error('a message of more than 64 KB is not expected');
    const from = short === lengthIsTwoBytes ? 4 : 2;
    if (received.length < from) return false;
    const length = from === 4 ? received.readUInt16BE(2) : short;
    if (received.length < from + length) return false;
    const text = received.toString('utf8', from, from + length);
    this.#received = received.subarray(from + length);
    this.#take((received[0] as number) & 15, text);
    return true;
  }

  #take(opcode: number, text: string): void {
    if (opcode === opcodes.ping) return this.#say(text, opcodes.pong);
    if (opcode !== opcodes.text) return;
    if (text === engine.ping) return this.#say(engine.pong);
    if (text.startsWith(engine.open)) return this.#say(`${connect}${JSON.stringify(this.#handshake)}`);
    if (text.startsWith(event)) return this.#hearEvent(text.slice(event.length));
    if (this.#waiting && text.startsWith(this.#waiting.begins)) {
      this.#waiting.resolve(text.slice(this.#waiting.begins.length));
    }
  }

  #hearEvent(json: string): void {
    const [name, message] = JSON.parse(json) as [string, Frame];
    if (name === 'frame') this.#onFrame(message);
  }
}
