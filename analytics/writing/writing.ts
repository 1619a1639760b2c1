import type { ChildProcess } from 'node:child_process';
import type { ConsumerLag } from '../../actors/runtime/feed/consumer.ts';
import type { PartitionName } from '../../actors/runtime/journal/journal.ts';
import type { JournalPlace } from '../../actors/runtime/journal/past.ts';
import type { Instant } from '../../actors/runtime/time.ts';
import type { Cancel, World } from '../../actors/runtime/world.ts';
import { forkBeside } from '../beside.ts';
import type { Address, ClickHouse } from '../clickhouse.ts';
import type { Asked, Heads, Keys, Reached, Told } from './messages.ts';
import { writerName } from './writer.ts';

export type WritingOptions = {
  readonly clickHouse: Pick<ClickHouse, 'address'>;
  readonly journal: JournalPlace;
  readonly areas: readonly string[];
  /** How far each log has come by now. */
  readonly heads: () => ReadonlyMap<PartitionName, number>;
  /** Of tenants' pseudonyms. */
  readonly keys: (tenantIds: readonly string[]) => Promise<Keys>;
  readonly world: World;
  /** More is written. */
  readonly onReached: () => void;
  /** For tests: the file that the process runs. */
  readonly entry?: URL;
};

const entryFile = new URL('./writing.child.ts', import.meta.url);
/** It holds two inserts of at most 100 000 rows, and what it reads meanwhile. */
const heap = { mb: 384, youngMb: 32 };
const tellEveryMs = 40;
const endTimeoutMs = 5_000;

/** The process that writes what is committed to ClickHouse. One at a time: the next begins when this one is gone. */
export class Writing {
  readonly #options: WritingOptions;
  readonly #child: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<string>();
  readonly #told = new Map<PartitionName, number>();
  readonly #reached = new Map<PartitionName, Reached>();
  /** When nothing of a log was left to write: one that was quiet for long is not old as soon as something happens in it. */
  readonly #level = new Map<PartitionName, Instant>();
  #address: Address | undefined;
  #tick: Cancel = () => undefined;
  #problem = 'it ended';

  /** The engine must be there, with its tables. */
  constructor(options: WritingOptions, address: Address) {
    const { areas, journal, entry = entryFile } = options;
    this.#options = options;
    this.#address = address;
    this.#child = forkBeside({ entry, heap });
    this.#child.on('message', (told: Told) => this.#hear(told));
    this.#child.once('exit', () => this.#over());
    this.#child.once('error', () => this.#over());
    this.#ready.promise.catch(() => undefined);
    this.#ask({ begin: { areas, journal, address, heads: this.#news() } });
  }

  /** Resolves once it follows; rejects when it ends before. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Resolves when it is gone, and says why. */
  get gone(): Promise<string> {
    return this.#gone.promise;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  lag(): readonly ConsumerLag[] {
    return [...this.#options.heads()].map(([partition, head]) => {
      const handled = Math.min(this.#reached.get(partition)?.[1] ?? 0, head);
      return { consumer: writerName, partition, handled, head };
    });
  }

  /** All that was committed to a log until then is written; 0: nobody knows. */
  seen(log: PartitionName): Instant {
    return Math.max(this.#reached.get(log)?.[2] ?? 0, this.#level.get(log) ?? 0);
  }

  /** Lets it write what it has begun. */
  async end(): Promise<void> {
    this.#ask({ end: true });
    const kill = this.#options.world.after(endTimeoutMs, () => this.#child.kill('SIGKILL'));
    await this.#gone.promise;
    kill();
  }

  #hear(told: Told): void {
    if ('tenants' in told) void this.#bring(told.tenants, told.of);
    else if ('problem' in told) this.#problem = told.problem;
    else this.#note('ready' in told ? told.ready : told.reached);
    if ('ready' in told) this.#follow();
  }

  #follow(): void {
    this.#tellLater();
    this.#ready.resolve();
  }

  #note(reached: readonly Reached[]): void {
    for (const one of reached) this.#reached.set(one[0], one);
    this.#options.onReached();
  }

  /** A vault that is away now is asked again by a writer that begins again. */
  async #bring(tenantIds: readonly string[], of: number): Promise<void> {
    try {
      this.#ask({ keys: await this.#options.keys(tenantIds), of });
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
      this.#child.kill('SIGKILL');
    }
  }

  #tellLater(): void {
    this.#tick = this.#options.world.after(tellEveryMs, () => {
      this.#tellNews();
      this.#tellLater();
    });
  }

  #tellNews(): void {
    for (const { partition, handled, head } of this.lag()) {
      if (handled === head) this.#level.set(partition, this.#options.world.now());
    }
    const address = this.#options.clickHouse.address();
    if (address && address.url !== this.#address?.url) this.#ask({ address });
    this.#address = address ?? this.#address;
    const heads = this.#news();
    if (heads.length > 0) this.#ask({ heads });
  }

  #news(): Heads {
    const news = [...this.#options.heads()].filter(([log, number]) => this.#told.get(log) !== number);
    for (const [log, number] of news) this.#told.set(log, number);
    return news;
  }

  #ask(asked: Asked): void {
    if (this.#child.connected) this.#child.send(asked, () => undefined);
  }

  #over(): void {
    this.#tick();
    this.#ready.reject(new Error(this.#problem));
    this.#gone.resolve(this.#problem);
  }
}
