import type { ConsumerLag } from '../actors/runtime/feed/consumer.ts';
import type { Instant } from '../actors/runtime/time.ts';
import { type Cancel, sleep } from '../actors/runtime/world.ts';
import { type ClickHouse, ClickHouseRefused } from './clickhouse.ts';
import { Generations } from './generations.ts';
import { placesIn } from './places.ts';
import { keepForgetting } from './retention.ts';
import { Run, type RunOptions } from './run.ts';

export type AnalyticsOptions = Pick<RunOptions, 'world' | 'write' | 'warn'> & {
  readonly clickHouse: ClickHouse;
  /** Where the first figures lie; what is made anew lies in others that are named after it. */
  readonly database: string;
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

/** `left`: batches of the journal that are not written anew yet. */
export type Rebuilding = { readonly isUnderWay: boolean; readonly left: number };

const stopTimeoutMs = 5_000;
const lookEveryMs = 100;
/** So little is left that the one before can rest while it is written. */
const nearlyLevel = 1_000;
/** Longer than that nobody waits for it: the one before goes on meanwhile. */
const mostRestMs = 30_000;

/** What keeps ClickHouse up with the journal. It begins by itself once the node runs, and nothing of the shop waits for it. */
export class Analytics {
  readonly #options: AnalyticsOptions;
  readonly #generations: Generations;
  #run: Run | undefined;
  #anew: Run | undefined;
  #turning: Promise<void> = Promise.resolve();
  #isFound = false;
  #forgetting: Cancel = () => undefined;
  #closed = false;
  #reached = 0;

  constructor(options: AnalyticsOptions) {
    this.#options = options;
    this.#generations = new Generations(options.clickHouse, options.database);
  }

  /** What questions are asked of: of all that there is, the one that is whole. */
  get clickHouse(): ClickHouse {
    return this.#generations.clickHouse;
  }

  start(): void {
    if (this.#run || this.#closed) return;
    this.#run = this.#begin(() => this.#find());
    this.#forgetting = keepForgetting({ ...this.#options, clickHouse: this.clickHouse });
  }

  /** Why questions cannot be answered now, as a sentence. */
  problem(): string | undefined {
    return this.#options.clickHouse.problem() ?? (this.#run ? this.#run.problem() : 'it has not begun yet');
  }

  /** Another number whenever more is counted. */
  get reached(): number {
    return this.#reached;
  }

  lag(): readonly ConsumerLag[] {
    return this.#run?.lag() ?? [];
  }

  freshness(): Freshness {
    const late = this.lag().filter(({ head, handled }) => head > handled);
    const seen = late.map(({ partition }) => this.#run?.seen(partition) ?? 0);
    return { asOf: Math.min(this.#options.world.now(), ...seen), behind: behindIn(late) };
  }

  /** Makes everything anew from the journal, beside what there is: questions are answered from that until it is done. */
  rebuild(): void {
    if (this.#closed || this.#anew) return;
    const anew = this.#begin(async () => this.#generations.next);
    this.#anew = anew;
    void this.#replaceBy(anew);
  }

  rebuilding(): Rebuilding {
    return { isUnderWay: this.#anew !== undefined, left: behindIn(this.#anew?.lag() ?? []) };
  }

  /** Asks again where all that was made anew takes the place of what was there meanwhile: nothing is made of both. */
  async whole<Answer>(asks: () => Promise<Answer>): Promise<Answer> {
    const before = this.#generations.number;
    try {
      const answer = await asks();
      if (this.#generations.number === before) return answer;
    } catch (error) {
      await this.#turning;
      if (this.#generations.number === before) throw error;
    }
    return asks();
  }

  async stop(): Promise<void> {
    const { world, clickHouse } = this.#options;
    this.#closed = true;
    this.#forgetting();
    // What could not be written is read from the journal after the next start.
    await Promise.race([Promise.all([this.#run?.end(), this.#anew?.end()]), sleep(world, stopTimeoutMs)]);
    await clickHouse.close();
  }

  #begin(find: () => Promise<ClickHouse>, isKnown = false): Run {
    const { world, write, warn } = this.#options;
    const onReached = (run: Run) => {
      if (run !== this.#run) return;
      this.#reached += 1;
      this.#options.onCounted(this.freshness().asOf);
    };
    return new Run({ find, world, write, warn, onReached, isKnown });
  }

  async #find(): Promise<ClickHouse> {
    if (!this.#isFound) {
      const { isUnfinished } = await this.#generations.find();
      this.#isFound = true;
      if (isUnfinished) this.rebuild();
    }
    return this.#generations.current;
  }

  async #replaceBy(anew: Run): Promise<void> {
    while (!this.#closed && this.#anew === anew) {
      if (anew.isReady && behindIn(anew.lag()) <= nearlyLevel) await this.#tryToTurn(anew);
      else await sleep(this.#options.world, lookEveryMs);
    }
  }

  /** The one before writes no more, and is asked until the new one has all that it has. */
  async #tryToTurn(anew: Run): Promise<void> {
    const { world } = this.#options;
    await this.#run?.end();
    const until = world.now() + mostRestMs;
    while (!this.#closed && world.now() < until) {
      if (await this.#hasAll(anew)) return this.#turn(anew);
      await sleep(world, lookEveryMs);
    }
    this.#goOn();
  }

  async #hasAll(anew: Run): Promise<boolean> {
    const handled = new Map(anew.lag().map((lag) => [lag.partition, lag.handled]));
    const places = await placesIn(this.#generations.current).then((found) => found.places, nothingIfRefused);
    return places !== undefined && [...places].every(([log, number]) => (handled.get(log) ?? 0) >= number);
  }

  async #turn(anew: Run): Promise<void> {
    const before = this.#generations.number;
    const turning = this.#generations.turn().catch(() => this.#findOut());
    this.#turning = turning;
    await turning;
    if (this.#closed) return;
    if (this.#generations.number === before) return this.#goOn();
    this.#run = anew;
    this.#anew = undefined;
    this.#reached += 1;
  }

  /** The engine ended on the way, and it is there again or will be. */
  async #findOut(): Promise<void> {
    while (!this.#closed) {
      const found = await this.#generations.find().catch(() => undefined);
      if (found) return;
      await sleep(this.#options.world, lookEveryMs);
    }
  }

  #goOn(): void {
    if (!this.#closed) this.#run = this.#begin(async () => this.#generations.current, true);
  }
}

/** What is broken has nothing that is waited for; what cannot be asked now is asked again. */
const nothingIfRefused = (error: unknown): ReadonlyMap<string, number> | undefined =>
  error instanceof ClickHouseRefused ? new Map() : undefined;

const behindIn = (lag: readonly ConsumerLag[]): number =>
  lag.reduce((sum, { head, handled }) => sum + Math.max(0, head - handled), 0);
