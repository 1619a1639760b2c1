import type { ConsumerLag } from '../actors/runtime/feed/consumer.ts';
import type { Latecomers } from '../actors/runtime/feed/latecomers.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { type Cancel, sleep, type World } from '../actors/runtime/world.ts';
import type { ClickHouse } from './clickhouse.ts';
import { migrate } from './migrate.ts';
import { createPseudonyms, type Pseudonyms } from './rows/pseudonyms.ts';
import { Writer, writerName } from './writer.ts';

export type AnalyticsOptions = {
  readonly clickHouse: ClickHouse;
  readonly vault: Vault;
  readonly world: World;
  readonly areas: () => readonly string[];
  /** Of the node, once there is one. */
  readonly latecomers: () => Latecomers;
  readonly lag: () => readonly ConsumerLag[];
};

/** How much of the journal is in ClickHouse. */
export type Freshness = {
  /** All that was committed until then is counted. */
  readonly asOf: Instant;
  /** Batches of the journal that are not written yet. */
  readonly behind: number;
};

const firstWaitMs = 250;
const longestWaitMs = 30_000;
const stopTimeoutMs = 5_000;

/** One try to keep ClickHouse up with the journal, until it is ended. */
type Run = { ended: boolean; wake: Cancel; done: Promise<void>; writer?: Writer };

/** What keeps ClickHouse up with the journal. It begins by itself once the node runs, and nothing of the shop waits for it. */
export class Analytics {
  readonly #options: AnalyticsOptions;
  readonly #pseudonyms: Pseudonyms;
  #run: Run | undefined;
  #problem: string | undefined = 'it has not begun yet';
  #closed = false;
  #rebuilt = 0;

  constructor(options: AnalyticsOptions) {
    this.#options = options;
    this.#pseudonyms = createPseudonyms(options.vault);
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

  freshness(): Freshness {
    const { lag, world } = this.#options;
    const own = lag().filter(({ consumer }) => consumer === writerName);
    const late = own.filter(({ head, handled }) => head > handled);
    const behind = late.reduce((sum, { head, handled }) => sum + head - handled, 0);
    const seen = late.map(({ partition }) => this.#run?.writer?.seen(partition) ?? 0);
    return { asOf: Math.min(world.now(), ...seen), behind };
  }

  /** Begins everything anew from the journal. Until it has caught up answers are incomplete, and say so. */
  rebuild(): void {
    if (this.#closed) return;
    this.#problem = 'everything is made anew';
    this.#rebuilt += 1;
    this.#begin(this.#end().then(() => this.#options.clickHouse.drop()));
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
    run.done = first.catch(() => undefined).then(() => this.#follow(run));
  }

  async #end(): Promise<void> {
    const run = this.#run;
    if (!run) return;
    run.ended = true;
    run.wake();
    await run.done;
    if (run.writer) await this.#options.latecomers().unfollow(run.writer);
  }

  async #follow(run: Run): Promise<void> {
    for (let waitMs = firstWaitMs; !run.ended; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      try {
        run.writer = await this.#writer();
        // One that was ended meanwhile says nothing: what comes after it drops everything again.
        if (!run.ended) this.#problem = undefined;
        return;
      } catch (error) {
        if (!run.ended) this.#problem = error instanceof Error ? error.message : String(error);
        if (!run.ended) await this.#pause(run, waitMs);
      }
    }
  }

  async #writer(): Promise<Writer> {
    const { clickHouse, world, areas } = this.#options;
    const latecomers = this.#options.latecomers();
    await clickHouse.create();
    await migrate(clickHouse);
    const stored: Latecomers['stored'] = (...piece) => latecomers.stored(...piece);
    const writer = new Writer({ clickHouse, pseudonyms: this.#pseudonyms, world, areas: areas(), stored });
    await writer.prepare();
    await latecomers.follow(writer);
    return writer;
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
