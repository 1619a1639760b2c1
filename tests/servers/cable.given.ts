import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from '@jest/globals';

/** How a cable carries. `loss`: the share of pieces that are lost once, and come when TCP has repeated them. */
export type Weather = { readonly delayMs: number; readonly loss: number };

/** Mends what was done to a cable. */
type Mend = () => void;

const fair: Weather = { delayMs: 0, loss: 0 };
/** As long as TCP waits at least before it repeats. */
const repeatedAfterMs = 200;

const open = new Set<Cable>();

afterAll(() => {
  for (const cable of open) cable.close();
});

/** A cable to a server of this machine that can be cut, led elsewhere, and made to lose or delay what it carries. */
export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port: number;
  #isParted = false;
  #isDeaf = false;
  #holds = false;
  #weather = fair;
  #losing: (() => void) | undefined;

  private constructor(port: number) {
    this.#port = port;
    this.#server = createServer((near) => (this.#isParted ? near.destroy() : this.#join(near)));
    open.add(this);
  }

  static async to(port: number): Promise<Cable> {
    const cable = new Cable(port);
    await once(cable.#server.listen(0, '127.0.0.1'), 'listening');
    return cable;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Ends every connection, and none comes through. */
  part(): Mend {
    this.#isParted = true;
    this.cut();
    return () => {
      this.#isParted = false;
    };
  }

  /** What is asked arrives, and no answer comes back. */
  loseAnswers(): Mend {
    this.#isDeaf = true;
    return () => {
      this.#isDeaf = false;
    };
  }

  /** What the server says next never arrives; the connection stands. Resolves once something was lost. */
  loseNext(): Promise<void> {
    return new Promise((lost) => {
      this.#losing = lost;
    });
  }

  /** Takes nothing more of what clients send: it fills their own buffers. */
  hold(): Mend {
    this.#holds = true;
    for (const socket of this.#sockets) socket.pause();
    return () => {
      this.#holds = false;
      for (const socket of this.#sockets) socket.resume();
    };
  }

  /** Where later connections come out. */
  leadTo(port: number): void {
    this.#port = port;
  }

  carry(weather: Weather): Mend {
    this.#weather = weather;
    return () => {
      this.#weather = fair;
    };
  }

  close(): void {
    this.part();
    this.#server.close();
    open.delete(this);
  }

  #join(near: Socket): void {
    const far = createConnection(this.#port, '127.0.0.1');
    this.#tie(near, far);
    this.#tie(far, near);
    near.on('data', this.#lane(far));
    const back = this.#lane(near);
    far.on('data', (bytes) => this.#losesIt() || back(bytes));
    if (this.#holds) near.pause();
  }

  #tie(one: Socket, other: Socket): void {
    this.#sockets.add(one);
    one.on('error', () => undefined);
    one.on('close', () => {
      this.#sockets.delete(one);
      other.destroy();
    });
  }

  #losesIt(): boolean {
    if (this.#isDeaf) return true;
    const losing = this.#losing;
    this.#losing = undefined;
    losing?.();
    return losing !== undefined;
  }

  /** One direction: what comes later never overtakes. */
  #lane(to: Socket): (bytes: Buffer) => void {
    let [freeAt, last] = [0, Promise.resolve()];
    return (bytes) => {
      const { delayMs, loss } = this.#weather;
      const repeatedMs = Math.random() < loss ? repeatedAfterMs : 0;
      freeAt = Math.max(freeAt, performance.now() + delayMs + repeatedMs);
      const arrivesAt = freeAt;
      last = last.then(async () => {
        const leftMs = arrivesAt - performance.now();
        if (leftMs > 0) await pause(leftMs);
        if (!to.destroyed) to.write(bytes);
      });
    };
  }
}
