import type { PartitionName } from '../journal/journal.ts';
import { type Change, type Cursor, type Rows, startCursor } from '../rows/rows.ts';
import { CursorMoved } from './consumer.ts';

/** A place that nothing was written for is kept this seldom: what comes again changes nothing. */
const keepEvery = 500;

/** How far one consumer has come in each partition, and how much of that its rows know. */
export class Cursors {
  readonly #rows: Rows;
  readonly #consumer: string;
  readonly #stored = new Map<PartitionName, Cursor>();
  readonly #reached = new Map<PartitionName, Cursor>();

  constructor(rows: Rows, consumer: string) {
    this.#rows = rows;
    this.#consumer = consumer;
  }

  async load(): Promise<ReadonlyMap<PartitionName, number>> {
    const stored = await this.#rows.cursors(this.#consumer);
    this.#stored.clear();
    this.#reached.clear();
    for (const [partition, cursor] of stored) this.#stored.set(partition, cursor);
    return new Map([...stored].map(([partition, cursor]) => [partition, cursor.number]));
  }

  /** The last number that was handled. */
  reached(partition: PartitionName): number {
    return (this.#reached.get(partition) ?? this.#stored.get(partition) ?? startCursor).number;
  }

  /** Everything up to there is handled and led to these changes, which are written, if any, with the place. */
  async reach(partition: PartitionName, next: Cursor, changes: readonly Change[]): Promise<void> {
    const { number } = this.#stored.get(partition) ?? startCursor;
    if (changes.length > 0 || next.number - number >= keepEvery) await this.move(partition, next, changes);
    this.#reached.set(partition, next);
  }

  /** Throws `CursorMoved`, and nothing was written, when the place is not where it should be: that one is true. */
  async move(partition: PartitionName, next: Cursor, changes: readonly Change[]): Promise<void> {
    const expected = this.#stored.get(partition) ?? startCursor;
    if (next.number <= expected.number) return;
    const consumer = this.#consumer;
    if (await this.#rows.apply({ consumer, partition, expected, next, changes })) {
      this.#stored.set(partition, next);
      return;
    }
    const cursor = (await this.#rows.cursors(consumer)).get(partition) ?? startCursor;
    this.#stored.set(partition, cursor);
    this.#reached.set(partition, cursor);
    throw new CursorMoved(consumer, partition, cursor.number);
  }

  /** The rows were lost, but what was handled is handled: the places are written anew. */
  async keepAgain(): Promise<void> {
    const known = [...this.#stored, ...this.#reached];
    await this.load();
    for (const [partition, cursor] of known) await this.move(partition, cursor, []);
  }

  /** For a stop: what was handled need not be handled again. */
  async keep(): Promise<void> {
    await Promise.all([...this.#reached].map(([partition, cursor]) => this.move(partition, cursor, [])));
  }
}
