import type { PartitionName } from '../journal/journal.ts';
import type { Cursor } from '../rows/rows.ts';

type Open = { readonly cursor: Cursor; left: number };

/** How far a consumer has come when it works on many batches at once: up to the first one that is not done. */
export class Progress {
  readonly #open = new Map<PartitionName, Map<number, Open>>();
  readonly #places = new Map<PartitionName, Cursor>();

  begin(partition: PartitionName, cursor: Cursor, events: number): void {
    const open = this.#open.get(partition) ?? new Map<number, Open>();
    this.#open.set(partition, open);
    open.set(cursor.number, { cursor, left: events });
    this.#advance(partition, open);
  }

  done(partition: PartitionName, number: number): void {
    const open = this.#open.get(partition);
    const one = open?.get(number);
    if (!open || !one) return;
    one.left -= 1;
    this.#advance(partition, open);
  }

  places(): ReadonlyMap<PartitionName, Cursor> {
    return this.#places;
  }

  /** Batches were begun in order, and a Map keeps that order. */
  #advance(partition: PartitionName, open: Map<number, Open>): void {
    for (const [number, { cursor, left }] of open) {
      if (left > 0) return;
      open.delete(number);
      this.#places.set(partition, cursor);
    }
  }
}
