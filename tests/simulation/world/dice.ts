import { hash32 } from '../../../actors/runtime/ids.ts';

/** A stream of chance that is the same for the same seed. Nothing else in a simulated run is left to chance. */
export class Dice {
  readonly #name: string;
  #state: number;

  constructor(name: string) {
    this.#name = name;
    this.#state = hash32(name);
  }

  /** Another stream, which nothing drawn from this one disturbs. */
  fork(name: string): Dice {
    return new Dice(`${this.#name}/${name}`);
  }

  /** 32 random bits. */
  bits(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** 0 to 1, without 1. */
  roll(): number {
    return this.bits() / 2 ** 32;
  }

  /** A whole number, both bounds inclusive. */
  between(low: number, high: number): number {
    return low + Math.floor(this.roll() * (high - low + 1));
  }

  happens(chance: number): boolean {
    return this.roll() < chance;
  }

  pick<One>(from: readonly One[]): One {
    return from[this.between(0, from.length - 1)] as One;
  }

  /** By weight: `{ buy: 3, look: 1 }`. */
  choose<Name extends string>(weights: Readonly<Record<Name, number>>): Name {
    const all = Object.entries<number>(weights);
    let left = this.roll() * all.reduce((sum, [, weight]) => sum + weight, 0);
    const found = all.find(([, weight]) => {
      left -= weight;
      return left < 0;
    });
    return (found ?? all[0])?.[0] as Name;
  }

  /** 128 bits, base64url. */
  id(): string {
    const bytes = Buffer.allocUnsafe(16);
    for (const place of [0, 4, 8, 12]) bytes.writeUInt32LE(this.bits(), place);
    return bytes.toString('base64url');
  }
}

/** Of all that a world leaves to chance. */
export const diceOf = (seed: number): Dice => new Dice(`seed ${seed}`);
