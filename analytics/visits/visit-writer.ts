import type { Browser, Taken, Visit } from '../../actors/analytics/contract.ts';
import type { Cancel, World } from '../../actors/runtime/world.ts';
import type { ClickHouse, RowLine } from '../clickhouse.ts';
import type { Pseudonyms } from '../rows/pseudonyms.ts';
import { type Bounds, Sampling } from './sampling.ts';
import { refusedRow, visitColumns, visitRow, type Whose } from './visit-row.ts';

export type VisitWriterOptions = {
  readonly clickHouse: Pick<ClickHouse, 'insert' | 'problem'>;
  readonly pseudonyms: Pseudonyms;
  readonly world: World;
  readonly bounds?: Bounds;
};

const usualBounds: Bounds = { wholeAMinute: 6_000, mostAMinute: 60_000 };
const writeEveryMs = 1_000;
/** What waits for an engine that is away; the next ones are dropped. */
const mostWaiting = 20_000;

type Batch = { readonly rows: readonly RowLine[]; readonly token: string };

/** Gathers what browsers tell and writes it once a second. What a crash takes along was worth no more. */
export class VisitWriter {
  readonly #options: VisitWriterOptions;
  readonly #sampling: Sampling;
  #rows: RowLine[] = [];
  #broken: Batch | undefined;
  #writing: Promise<void> = Promise.resolve();
  #timer: Cancel | undefined;

  constructor(options: VisitWriterOptions) {
    this.#options = options;
    this.#sampling = new Sampling(options.bounds ?? usualBounds);
  }

  async take(tenantId: string, visits: readonly Visit[], refused: number, browser: Browser): Promise<Taken> {
    const now = this.#options.world.now();
    const whose = await this.#whose(tenantId, browser);
    let dropped = 0;
    for (const visit of visits) {
      const weight = this.#sampling.weightOf(tenantId, visit.session, now);
      if (weight === undefined || this.#rows.length >= mostWaiting) dropped += 1;
      else if (weight > 0) this.#rows.push(visitRow(whose, visit, weight));
    }
    if (refused > 0 && this.#rows.length < mostWaiting) this.#rows.push(refusedRow(whose, refused, now));
    this.#writeLater();
    return { taken: visits.length - dropped, dropped };
  }

  /** Writes what waits. */
  async stop(): Promise<void> {
    this.#timer?.();
    await this.#write();
  }

  async #whose(tenantId: string, { secret, device, isBot }: Browser): Promise<Whose> {
    const { pseudonyms } = this.#options;
    await pseudonyms.ready([tenantId]);
    return { tenantId, visitor: pseudonyms.of(tenantId, secret), device, isBot };
  }

  #writeLater(): void {
    if (this.#rows.length === 0 && !this.#broken) return;
    this.#timer ??= this.#options.world.after(writeEveryMs, () => {
      this.#timer = undefined;
      void this.#write();
    });
  }

  #write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#send().catch(() => undefined)).then(() => this.#writeLater());
    return this.#writing;
  }

  /** One that fails is sent again as it was, under its own token. */
  async #send(): Promise<void> {
    const { clickHouse, world } = this.#options;
    if (clickHouse.problem() !== undefined) return;
    const batch = this.#broken ?? { rows: this.#rows.splice(0), token: world.randomId() };
    if (batch.rows.length === 0) return;
    this.#broken = batch;
    await clickHouse.insert('visits', visitColumns, batch.rows, batch.token);
    this.#broken = undefined;
  }
}
