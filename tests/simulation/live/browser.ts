import { Following, type Listener } from '../../../realtime/following.ts';
import type { Channel, Digest, Frame, Reply, Subscribed } from '../../../realtime/protocol.ts';
import type { Dice } from '../world/dice.ts';
import type { House } from '../world/house.ts';
import { newOwner, type Owner } from '../world/scheduler.ts';
import { Cable } from './cable.ts';
import type { Entrance } from './entrance.ts';
import { Line } from './line.ts';

export type BrowserOptions = {
  readonly name: string;
  readonly house: House;
  /** Asked for at each connect, and when the session has ended. */
  readonly token: () => string;
  /** Where one can connect now. */
  readonly entrances: () => readonly Entrance[];
  /** Hears of every frame before the rules do. */
  readonly onFrame: (frame: Frame) => void;
};

const reconnectMs = 500;
const renewAgainMs = 1_000;

/** The real client's rules on a simulated socket, which comes back at another process when it was cut. */
export class Browser {
  readonly #options: BrowserOptions;
  readonly #owner: Owner;
  readonly #dice: Dice;
  readonly #following: Following;
  #line: Line | undefined;

  constructor(options: BrowserOptions) {
    this.#options = options;
    this.#owner = newOwner(options.name);
    this.#dice = options.house.dice.fork(options.name);
    this.#following = new Following({
      isOpen: () => this.#line?.isOpen ?? false,
      subscribe: (message) => this.#say('subscribe', message) as Promise<Reply<Subscribed>>,
      wait: (delayMs) => this.#in(delayMs, 'waits'),
    });
    this.#connect();
  }

  /** Returns what stops it. */
  follow(channel: Channel, listener: Listener<unknown>): () => void {
    const stop = this.#following.follow(channel, listener, undefined);
    return () => {
      if (stop()) this.#say('unsubscribe', { channel }).catch(() => undefined);
    };
  }

  /** After a problem that another token mends. */
  async renewLater(channel: Channel): Promise<void> {
    await this.#in(renewAgainMs, 'renews its session');
    await this.#renew([channel]);
  }

  async #renew(channels: readonly Channel[]): Promise<void> {
    // Not connected: the next connect brings the token.
    await this.#say('authenticate', { token: this.#options.token() }).catch(() => undefined);
    this.#following.askAgain(channels);
  }

  #say(event: string, message: object): Promise<Reply<unknown>> {
    return this.#line?.say(event, message) ?? Promise.reject(new Error('not connected'));
  }

  #connect(): void {
    const { house, entrances, token } = this.#options;
    const there = entrances();
    if (there.length === 0) return void this.#connectAgain();
    const { owner, io } = this.#dice.pick(there);
    const { scheduler, cables } = house;
    const browser = this.#owner;
    const cable = new Cable({ scheduler, dice: this.#dice, faults: cables, browser, server: owner });
    const hear = (event: string, text: string) => this.#hear(event, text);
    const onOpen = () => this.#following.askAgain(this.#following.channels);
    const line = new Line({ house, browser, cable, io, token: token(), hear, onOpen });
    this.#line = line;
    cable.ends.browser = () => {
      line.lost();
      void this.#connectAgain();
    };
  }

  async #connectAgain(): Promise<void> {
    await this.#in(this.#dice.roll() * reconnectMs, 'connects again');
    this.#connect();
  }

  #hear(event: string, text: string): void {
    const message = JSON.parse(text) as Frame & Digest & { readonly channels: readonly Channel[] };
    if (event === 'frame') {
      this.#options.onFrame(message);
      this.#following.hear(message);
    }
    if (event === 'digest') this.#following.compare(message.channel, message.version);
    if (event === 'resync') this.#following.askAgain(message.channels);
    if (event === 'expired') void this.#renew(message.channels);
  }

  #in(delayMs: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      this.#options.house.scheduler.in(delayMs, this.#owner, label, resolve);
    });
  }
}
