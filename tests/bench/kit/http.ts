import { createConnection, type Socket } from 'node:net';

export type Reply = { readonly status: number; readonly body: string };
export type Fields = Readonly<Record<string, string>>;

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

const headEnd = '\r\n\r\n';

/** One keep-alive connection, one request at a time: the cheapest client there is, so that the load costs little. */
export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket, `127.0.0.1:${port}`)));
    });
  }

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('data', (bytes) => this.#hear(bytes));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('the server has closed the connection')));
  }

  request(method: string, path: string, fields: Fields, json?: unknown): Promise<Reply> {
    const body = json === undefined ? '' : JSON.stringify(json);
    const typed = json === undefined ? fields : { ...fields, 'Content-Type': 'application/json' };
    const lines = Object.entries(typed).map(([name, value]) => `${name}: ${value}\r\n`);
    const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n${lines.join('')}${length}\r\n${body}`);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #hear(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    const end = this.#received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const from = end + headEnd.length;
    if (this.#received.length < from + length) return;
    const reply = { status: Number(head.slice(9, 12)), body: this.#received.toString('utf8', from, from + length) };
    this.#received = this.#received.subarray(from + length);
    this.#waiting?.resolve(reply);
  }
}
