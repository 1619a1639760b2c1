import { createConnection, type Socket } from 'node:net';
import { type Answer, AnswerReader, fieldOf } from './answer.ts';

type Waiting = { readonly method: string; readonly resolve: (answer: Answer | undefined) => void };

/** A request that is not answered in this time is not answered. */
export const patienceMs = 30_000;

/** A keep-alive connection that writes requests as they are and reads the answers in their order. */
export class Connection {
  readonly #socket: Socket;
  readonly #reader = new AnswerReader();
  readonly #waiting: Waiting[] = [];
  #isClosed = false;
  #isLast = false;
  /** Bytes that belong to no answer. */
  complaint: string | undefined;

  constructor(port: number) {
    this.#socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setTimeout(patienceMs, () => this.#socket.destroy());
    this.#socket.on('data', (bytes) => this.#hear(bytes));
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.#close());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Undefined: the connection was closed without an answer. */
  ask(bytes: Buffer, method: string): Promise<Answer | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    this.#socket.write(bytes);
    return new Promise((resolve) => {
      this.#waiting.push({ method, resolve });
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(bytes: Buffer): void {
    this.#reader.hear(bytes);
    try {
      while (this.#takeOne());
    } catch (error) {
      this.complaint = (error as Error).message;
      this.#socket.destroy();
    }
  }

  #takeOne(): boolean {
    const [first] = this.#waiting;
    if (!first) {
      // Who refuses bytes does not know that they began with HEAD.
      if (!this.#reader.isEmpty && !this.#isLast) throw new Error('bytes came that nobody asked for');
      return false;
    }
    const answer = this.#reader.next(first.method);
    if (!answer) return false;
    if (answer.status >= 200) {
      this.#isLast = fieldOf(answer, 'connection') === 'close';
      this.#waiting.shift();
      first.resolve(answer);
    }
    return true;
  }

  #close(): void {
    this.#isClosed = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
  }
}
