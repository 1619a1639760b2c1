import type { PartitionName } from '../journal/journal.ts';
import { type Change, type Cursor, type Rows, startCursor } from '../rows/rows.ts';
import { CursorMoved } from './consumer.ts';

/** A place that nothing was written for is kept this seldom: what comes again changes nothing. */
const keepEvery = 128;

/** How far one consumer has come in each partition, and how much of that its rows know. */
export class Cursors {
  readonly #rows: Rows;
  readonly #consumer: string;
  readonly #stored = new Map<PartitionName, Cursor>();
  readonly #reached = new Map<PartitionName, Cursor>();
  readonly #followed = new Set<PartitionName>();

  constructor(rows: Rows, consumer: string) {
    this.#rows = rows;
    this.#consumer = consumer;
  }

  /** Of these partitions, which this node has just taken. */
  async load(partitions: Iterable<PartitionName>): Promise<ReadonlyMap<PartitionName, number>> {
    const stored = await this.#rows.cursors(this.#consumer);
    const numbers = new Map<PartitionName, number>();
    for (const partition of partitions) {
      this.leave(partition);
      this.#followed.add(partition);
      const cursor = stored.get(partition);
      if (!cursor) continue;
      this.#stored.set(partition, cursor);
      numbers.set(partition, cursor.number);
    }
    return numbers;
  }

  /** As the rows have them now, of all partitions that it follows. */
  reload(): Promise<ReadonlyMap<PartitionName, number>> {
    return this.load([...this.#followed]);
  }

  leave(partition: PartitionName): void {
    this.#followed.delete(partition);
    this.#stored.delete(partition);
    this.#reached.delete(partition);
  }

  /** The last number that was handled. */
  reached(partition: PartitionName): number {
    return (this.#reached.get(partition) ?? this.#stored.get(partition) ?? startCursor).number;
  }

  /** The place as the rows know it. Whoever changes rows by what they hold asks for it before reading them. */
  stored(partition: PartitionName): Cursor {
    return this.#stored.get(partition) ?? startCursor;
  }

  /**
   * Everything up to there is handled and led to these changes, which are written, if any, with the place. `expected`:
   * where it stood when the rows were read that the changes follow from.
   */
  async reach(
    partition: PartitionName,
    next: Cursor,
    changes: readonly Change[],
    expected = this.stored(partition),
  ): Promise<void> {
    if (changes.length > 0 || next.number - expected.number >= keepEvery) {
      await this.move(partition, next, changes, expected);
    }
    this.#reached.set(partition, next);
  }

  /** Throws `CursorMoved`, and nothing was written, when the place is not where it should be: that one is true. */
  async move(
    partition: PartitionName,
    next: Cursor,
    changes: readonly Change[],
    expected = this.stored(partition),
  ): Promise<void> {
    if (next.number <= expected.number) return;
    const consumer = this.#consumer;
    if (!(await this.#rows.apply({ consumer, partition, expected, next, changes }))) throw await this.#moved(partition);
    this.#stored.set(partition, next);
  }

  /**
   * Changes beside the feed, made of everything up to where it has come: written, with that place, if the place still
   * stands where it stood when the rows were read.
   */
  async amend(partition: PartitionName, changes: readonly Change[], expected: Cursor): Promise<void> {
    const next = this.#reached.get(partition) ?? expected;
    if (await this.#rows.apply({ consumer: this.#consumer, partition, expected, next, changes })) {
      this.#stored.set(partition, next);
      return;
    }
    const moved = await this.#moved(partition);
    // The feed hears nothing of this, and goes on from where it is.
    this.#reached.set(partition, next);
    throw moved;
  }

  async #moved(partition: PartitionName): Promise<CursorMoved> {
    const cursor = (await this.#rows.cursors(this.#consumer)).get(partition) ?? startCursor;
    this.#stored.set(partition, cursor);
    this.#reached.set(partition, cursor);
    return new CursorMoved(this.#consumer, partition, cursor.number);
  }

  /** The rows were lost, but what was handled is handled: the places are written anew. */
  async keepAgain(): Promise<void> {
    const known = [...this.#stored, ...this.#reached];
    await this.reload();
    for (const [partition, cursor] of known) await this.move(partition, cursor, []);
  }

  /** For a stop: what was handled need not be handled again. */
  async keep(): Promise<void> {
    await Promise.all([...this.#reached].map(([partition, cursor]) => this.move(partition, cursor, [])));
  }

  /** The same while it follows: one after the other, for nobody waits for it. */
  async keepGently(): Promise<void> {
    for (const [partition, cursor] of [...this.#reached])
      if (this.#followed.has(partition)) await this.move(partition, cursor, []);
  }
}
