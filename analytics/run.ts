import type { ConsumerLag } from '../actors/runtime/feed/consumer.ts';
import type { PartitionName } from '../actors/runtime/journal/journal.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { Cancel, World } from '../actors/runtime/world.ts';
import { type Address, type ClickHouse, ClickHouseUnavailable } from './clickhouse.ts';
import { migrate } from './migrate.ts';
import { nobodyWrites } from './places.ts';
import type { Writing } from './writing/writing.ts';

type Writes = Pick<Writing, 'ready' | 'gone' | 'lag' | 'seen' | 'end'>;

export type RunOptions = {
  readonly world: World;
  /** Begins the process that writes there; the tables are there. */
  readonly write: (clickHouse: Pick<ClickHouse, 'address'>, address: Address, onReached: () => void) => Writes;
  readonly warn: (line: string) => void;
  /** The database that it keeps up; may reject while the engine is away. */
  readonly find: () => Promise<ClickHouse>;
  /** It was kept up before, and can be asked. */
  readonly isKnown?: boolean;
  /** More is written. */
  readonly onReached: (run: Run) => void;
};

const firstWaitMs = 250;
const longestWaitMs = 30_000;
/** One that wrote this long had no trouble in starting. */
const steadyMs = 60_000;

/** Keeps one database up with the journal until it is ended, however often what writes must begin again. */
export class Run {
  readonly #options: RunOptions;
  readonly #done: Promise<void>;
  #ended = false;
  #wake: Cancel = () => undefined;
  #problem: string | undefined = 'it has not begun yet';
  #writing: Writes | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    if (options.isKnown) this.#problem = undefined;
    this.#done = this.#keepUp();
  }

  /** Why it cannot be asked, until the process that writes was there for the first time. */
  problem(): string | undefined {
    return this.#problem;
  }

  get isReady(): boolean {
    return this.#problem === undefined;
  }

  lag(): readonly ConsumerLag[] {
    return this.#writing?.lag() ?? [];
  }

  seen(log: PartitionName): Instant {
    return this.#writing?.seen(log) ?? 0;
  }

  /** Lets it write what it has begun. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#wake();
    await this.#writing?.end();
    await this.#done;
  }

  async #keepUp(): Promise<void> {
    const { world, warn } = this.#options;
    let waitMs = firstWaitMs;
    while (!this.#ended) {
      const begun = world.now();
      const reason = await this.#write().catch((error: unknown) => reasonOf(error));
      if (this.#ended) return;
      if (world.now() - begun > steadyMs) waitMs = firstWaitMs;
      if (this.isReady) warn(`What writes to analytics ended (${reason}); it begins again`);
      else this.#problem = reason;
      await this.#pause(waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  }

  /** Resolves when what writes is gone, and says why. Whoever wrote before must have come to an end. */
  async #write(): Promise<string> {
    const { find, write, world, onReached } = this.#options;
    const clickHouse = await find();
    await clickHouse.create();
    await nobodyWrites(clickHouse, world);
    await migrate(clickHouse);
    const address = clickHouse.address();
    if (!address) throw new ClickHouseUnavailable(clickHouse.problem() ?? 'nobody knows where it is');
    if (this.#ended) return 'it is ended';
    this.#writing = write(clickHouse, address, () => onReached(this));
    await this.#writing.ready;
    if (!this.#ended) this.#problem = undefined;
    return this.#writing.gone;
  }

  #pause(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.world.after(waitMs, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
