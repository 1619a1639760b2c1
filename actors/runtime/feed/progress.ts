import type { Cursor } from '../rows/rows.ts';

type Open = { readonly cursor: Cursor; left: number };

/** How far a consumer has come in one partition when it works on many batches at once: up to the first that is not done. */
export class Progress {
  readonly #open = new Map<number, Open>();
  #place: Cursor | undefined;

  begin(cursor: Cursor, events: number): void {
    this.#open.set(cursor.number, { cursor, left: events });
    this.#advance();
  }

  done(number: number): void {
    const one = this.#open.get(number);
    if (!one) return;
    one.left -= 1;
    this.#advance();
  }

  get place(): Cursor | undefined {
    return this.#place;
  }

  /** Batches were begun in order, and a Map keeps that order. */
  #advance(): void {
    for (const [number, { cursor, left }] of this.#open) {
      if (left > 0) return;
      this.#open.delete(number);
      this.#place = cursor;
    }
  }
}
