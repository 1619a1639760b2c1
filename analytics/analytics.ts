import type { ConsumerLag } from '../actors/runtime/feed/consumer.ts';
import type { Instant } from '../actors/runtime/time.ts';
import { type Cancel, sleep, type World } from '../actors/runtime/world.ts';
import { type Address, type ClickHouse, ClickHouseUnavailable } from './clickhouse.ts';
import { migrate } from './migrate.ts';
import { nobodyWrites } from './places.ts';
import type { Writing } from './writing/writing.ts';

export type AnalyticsOptions = {
  readonly clickHouse: ClickHouse;
  readonly world: World;
  /** Begins the process that writes; the tables are there. */
  readonly write: (address: Address, onReached: () => void) => Pick<Writing, 'ready' | 'gone' | 'lag' | 'seen' | 'end'>;
  readonly warn: (line: string) => void;
  /** All that was committed until then is counted. */
  readonly onCounted: (asOf: Instant) => void;
};

/** How much of the journal is in ClickHouse. */
export type Freshness = {
  /** All that was committed until then is counted. */
  readonly asOf: Instant;
  /** Batches of the journal that are not written yet. */
  readonly behind: number;
};

/** What visitors did is told once, and can be had from nowhere again. */
const notOfJournal = 'visits';

const firstWaitMs = 250;
const longestWaitMs = 30_000;
/** One that wrote this long had no trouble in starting. */
const steadyMs = 60_000;
const stopTimeoutMs = 5_000;

/** Keeps ClickHouse up with the journal until it is ended, however often what writes must begin again. */
type Run = {
  ended: boolean;
  wake: Cancel;
  done: Promise<void>;
  writing?: ReturnType<AnalyticsOptions['write']>;
};

/** What keeps ClickHouse up with the journal. It begins by itself once the node runs, and nothing of the shop waits for it. */
export class Analytics {
  readonly #options: AnalyticsOptions;
  #run: Run | undefined;
  #problem: string | undefined = 'it has not begun yet';
  #closed = false;
  #rebuilt = 0;
  #reached = 0;

  constructor(options: AnalyticsOptions) {
    this.#options = options;
  }

  start(): void {
    if (!this.#run && !this.#closed) this.#begin(Promise.resolve());
  }

  /** Why questions cannot be answered now, as a sentence. */
  problem(): string | undefined {
    return this.#options.clickHouse.problem() ?? this.#problem;
  }

  /** How often everything was made anew: what was asked before may fail, for it was dropped meanwhile. */
  get rebuilt(): number {
    return this.#rebuilt;
  }

  /** Another number whenever more is counted. */
  get reached(): number {
    return this.#reached;
  }

  lag(): readonly ConsumerLag[] {
    return this.#run?.writing?.lag() ?? [];
  }

  freshness(): Freshness {
    const late = this.lag().filter(({ head, handled }) => head > handled);
    const behind = late.reduce((sum, { head, handled }) => sum + head - handled, 0);
    const seen = late.map(({ partition }) => this.#run?.writing?.seen(partition) ?? 0);
    return { asOf: Math.min(this.#options.world.now(), ...seen), behind };
  }

  /** Begins everything anew from the journal. Until it has caught up answers are incomplete, and say so. */
  rebuild(): void {
    if (this.#closed) return;
    this.#problem = 'everything is made anew';
    this.#rebuilt += 1;
    this.#begin(this.#end().then(() => this.#options.clickHouse.drop(notOfJournal)));
  }

  async stop(): Promise<void> {
    const { world, clickHouse } = this.#options;
    this.#closed = true;
    // What could not be written is read from the journal after the next start.
    await Promise.race([this.#end(), sleep(world, stopTimeoutMs)]);
    await clickHouse.close();
  }

  #begin(first: Promise<void>): void {
    const run: Run = { ended: false, wake: () => undefined, done: Promise.resolve() };
    this.#run = run;
    run.done = first.catch(() => undefined).then(() => this.#keepUp(run));
  }

  async #end(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    run.ended = true;
    run.wake();
    await run.writing?.end();
    await run.done;
  }

  async #keepUp(run: Run): Promise<void> {
    let waitMs = firstWaitMs;
    while (!run.ended) {
      const begun = this.#options.world.now();
      const reason = await this.#write(run).catch((error: unknown) => reasonOf(error));
      if (run.ended) return;
      if (this.#options.world.now() - begun > steadyMs) waitMs = firstWaitMs;
      if (this.#problem === undefined)
        this.#options.warn(`What writes to analytics ended (${reason}); it begins again`);
      else this.#problem = reason;
      await this.#pause(run, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    }
  }

  /** Resolves when what writes is gone, and says why. Whoever wrote before must have come to an end. */
  async #write(run: Run): Promise<string> {
    const { clickHouse, write, world } = this.#options;
    await clickHouse.create();
    await migrate(clickHouse);
    await nobodyWrites(clickHouse, world);
    const address = clickHouse.address();
    if (!address) throw new ClickHouseUnavailable(clickHouse.problem() ?? 'nobody knows where it is');
    if (run.ended) return 'it is ended';
    run.writing = write(address, () => {
      this.#reached += 1;
      this.#options.onCounted(this.freshness().asOf);
    });
    await run.writing.ready;
    // One that was ended meanwhile says nothing: what comes after it drops everything again.
    if (!run.ended) this.#problem = undefined;
    return run.writing.gone;
  }

  #pause(run: Run, waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.world.after(waitMs, resolve);
      run.wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
