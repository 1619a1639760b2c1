import type { Said } from './script.ts';

/** An acknowledgement, or an event of Souk's. */
export type Packet = { readonly ack?: number; readonly event?: string; readonly body: unknown };

const lastWait = 30_000;

/** One websocket that says what it is given, answers pings and keeps what it hears. */
export class Session {
  readonly #socket: WebSocket;
  readonly #opened: Promise<boolean>;
  readonly #ended: Promise<void>;
  readonly #hear: (packet: Packet) => void;
  readonly #unanswered = new Set<number>();
  #admitted: ((isIn: boolean) => void) | undefined;
  /** The last thing it was told that is not JSON, or the refusal. */
  refusal: string | undefined;
  isOver = false;
  #hasLeft = false;

  constructor(port: number, hear: (packet: Packet) => void) {
    this.#hear = hear;
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}/live/?EIO=4&transport=websocket`);
    const opened = Promise.withResolvers<boolean>();
    const ended = Promise.withResolvers<void>();
    this.#opened = opened.promise;
    this.#ended = ended.promise;
    const over = (): void => {
      this.isOver = true;
      opened.resolve(false);
      this.#admitted?.(false);
      ended.resolve();
    };
    this.#socket.addEventListener('message', ({ data }) => this.#take(String(data), opened.resolve));
    this.#socket.addEventListener('close', over);
    this.#socket.addEventListener('error', over);
  }

  /** Whether Souk let it in. */
  async enter(handshake: unknown): Promise<boolean> {
    if (!(await this.#opened)) return false;
    const admitted = new Promise<boolean>((resolve) => {
      this.#admitted = resolve;
    });
    this.#send(`40${handshake === undefined ? '' : JSON.stringify(handshake)}`);
    return admitted;
  }

  say({ text, binary = [], wants }: Said): void {
    if (this.isOver) return;
    // Whoever says good-bye to the namespace is not heard any more, though the connection stands.
    if (text === '41') this.#hasLeft = true;
    if (wants !== undefined) this.#unanswered.add(wants);
    this.#send(text);
    for (const bytes of binary) if (!this.isOver) this.#socket.send(new Uint8Array(bytes));
  }

  /** Waits until all is answered; gives what was not, though the connection stands. */
  async settle(): Promise<readonly number[]> {
    const until = performance.now() + lastWait;
    while (this.#unanswered.size > 0 && !this.isOver && !this.#hasLeft && performance.now() < until) {
      await Promise.race([this.#ended, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
    return this.isOver || this.#hasLeft ? [] : [...this.#unanswered];
  }

  close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.close();
    return this.#ended;
  }

  #send(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  #take(text: string, opened: (isOpen: boolean) => void): void {
    if (text.startsWith('0')) return opened(true);
    if (text === '2') return this.#send('3');
    if (text.startsWith('40')) return this.#admitted?.(true);
    if (text.startsWith('44')) {
      this.refusal = text.slice(2);
      return this.#admitted?.(false);
    }
    const [, ack, body] = /^43(\d+)(.*)$/s.exec(text) ?? [];
    if (ack !== undefined && body !== undefined) {
      this.#unanswered.delete(Number(ack));
      return this.#hear({ ack: Number(ack), body: (JSON.parse(body) as unknown[])[0] });
    }
    if (!text.startsWith('42')) return;
    const [event, message] = JSON.parse(text.slice(2)) as [string, unknown];
    this.#hear({ event, body: message });
  }
}
