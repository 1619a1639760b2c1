import type { FuzzedSouk, Memory } from './souk.ts';

/** By so much the second half of a run may hold more than the first: caches fill up to their bounds, and a log grows. */
const share = 1.3;
const spareMb = { heapMb: 48, rssMb: 160 };

/** What a Souk holds in the course of a run, after its garbage was collected. */
export class MemoryWatch {
  readonly #souk: FuzzedSouk;
  #seen: Memory[] = [];

  constructor(souk: FuzzedSouk) {
    this.#souk = souk;
  }

  async look(): Promise<void> {
    this.#seen.push(await this.#souk.memory());
  }

  forget(): void {
    if (this.growth().length === 0) this.#seen = [];
  }

  /** What has grown from the first half to the second. */
  growth(): readonly string[] {
    const half = Math.floor(this.#seen.length / 2);
    if (half < 2) return [];
    const most = (of: readonly Memory[], what: keyof Memory): number => Math.max(...of.map((one) => one[what]));
    const [first, second] = [this.#seen.slice(0, half), this.#seen.slice(half)];
    return (['heapMb', 'rssMb'] as const)
      .filter((what) => most(second, what) > most(first, what) * share + spareMb[what])
      .map((what) => `${what} grew from ${most(first, what)} to ${most(second, what)}`);
  }

  toString(): string {
    return this.#seen.map(({ heapMb, rssMb }) => `${heapMb}/${rssMb}`).join(' ');
  }
}
