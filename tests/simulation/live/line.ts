import type { Reply } from '../../../realtime/protocol.ts';
import type { House } from '../world/house.ts';
import type { Owner } from '../world/scheduler.ts';
import type { Cable } from './cable.ts';
import type { SimulatedIo } from './simulated-io.ts';

const answerTimeoutMs = 10_000;
const connectTimeoutMs = 4_000;

export type LineOptions = {
  readonly house: House;
  readonly browser: Owner;
  readonly cable: Cable;
  readonly io: SimulatedIo;
  readonly token: string;
  readonly hear: (event: string, text: string) => void;
  readonly onOpen: () => void;
};

/** One connection as the browser holds it: it says something and is answered, and hears what it did not ask for. */
export class Line {
  readonly #options: LineOptions;
  readonly #asked = new Set<(error: Error) => void>();
  #socket: ReturnType<SimulatedIo['connect']> | undefined;
  isOpen = false;

  constructor(options: LineOptions) {
    this.#options = options;
    const { house, browser, cable, io, token, hear, onOpen } = options;
    const giveUp = house.scheduler.in(connectTimeoutMs, browser, 'is not let in', () => cable.cut());
    const connected = () => {
      giveUp();
      this.isOpen = true;
      onOpen();
    };
    cable.toServer('connects', () => {
      this.#socket = io.connect({ token }, cable, { hear, connected, refused: () => cable.cut() });
    });
  }

  /** Rejects when there is no answer in time, or the connection is lost meanwhile. */
  say(event: string, message: object): Promise<Reply<unknown>> {
    const { house, browser, cable } = this.#options;
    return new Promise((resolve, reject) => {
      if (!this.isOpen) return reject(new Error('not connected'));
      this.#asked.add(reject);
      const giveUp = house.scheduler.in(answerTimeoutMs, browser, 'hears no answer', () => reject(new Error('silent')));
      const text = JSON.stringify(message);
      const answer = (reply: unknown): void => {
        const told = JSON.stringify(reply);
        cable.toBrowser(`answer ${told.slice(0, 120)}`, () => {
          giveUp();
          this.#asked.delete(reject);
          resolve(JSON.parse(told) as Reply<unknown>);
        });
      };
      cable.toServer(`${event} ${text}`, () => this.#socket?.hear(event, JSON.parse(text), answer));
    });
  }

  lost(): void {
    this.isOpen = false;
    for (const reject of this.#asked) reject(new Error('the connection is lost'));
  }
}
