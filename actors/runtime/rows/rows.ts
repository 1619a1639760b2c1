import type { Json } from '../decider.ts';

/** One row of a read model: a JSON document under a key that begins with its tenant. */
export type Row = { readonly [field: string]: Json | undefined };

/**
 * An index orders rows by top-level fields that hold text or numbers: what is missing comes first, then numbers, then
 * text by code point; the row's key breaks ties. A text is indexed by its first 300 characters.
 */
export type TableDefinition = {
  readonly name: string;
  /** Raise it when rows change their shape or meaning: all tables and cursors of the consumer start anew. */
  readonly version: number;
  readonly indexes: { readonly [name: string]: readonly string[] };
  /** Whose cursors stand for these rows. Default: the table's name. */
  readonly consumer?: string;
};

/** How far a consumer has come in one partition. The hash proves that it is the same history. */
export type Cursor = { readonly number: number; readonly hash: string };

export const startCursor: Cursor = { number: 0, hash: '' };

/** `row` absent: the row goes. A key has at most 512 characters, a row a million. */
export type Change = { readonly table: string; readonly key: string; readonly row?: Row };

export type Query = {
  readonly index: string;
  /** Equal values for the first fields of the index, at least one: the tenant is always one of them. */
  readonly where: readonly (string | number)[];
  /** Bounds for the next field, both inclusive. A bound lets only values of its own type through, never missing ones. */
  readonly from?: string | number;
  readonly to?: string | number;
  readonly descending?: boolean;
  /** 1 to 1 000 rows. */
  readonly limit: number;
  /** `next` of the page before; one that was tampered with is refused as `VALIDATION`. */
  readonly after?: string;
};

export type Page<R extends Row = Row> = { readonly rows: readonly R[]; readonly next?: string };

/** The port to read models. Every method rejects with `RowsUnavailable` when the engine cannot do its work now. */
export interface Rows {
  /** Creates tables; rebuilds those whose version, indexes or consumer changed. Safe to call again. */
  define(tables: readonly TableDefinition[]): Promise<void>;
  /** Partition name -> cursor, for one consumer. */
  cursors(consumer: string): Promise<ReadonlyMap<string, Cursor>>;
  /**
   * Writes the changes and moves the cursor in one transaction, if the cursor still stands at `expected`; otherwise
   * changes nothing and answers false. Later changes of one key win over earlier ones; at most 20 000.
   */
  apply(move: CursorMove): Promise<boolean>;
  /** Writes without a cursor: for lists that keep their own place (parked work). */
  write(changes: readonly Change[]): Promise<void>;
  /** At most 1 000 keys; the answer is in their order. */
  get(table: string, keys: readonly string[]): Promise<(Row | undefined)[]>;
  find(table: string, query: Query): Promise<Page>;
  /** Counts no further than 100 000. */
  count(table: string, index: string, where: readonly (string | number)[]): Promise<number>;
  close(): Promise<void>;
}

export type CursorMove = {
  readonly consumer: string;
  readonly partition: string;
  readonly expected: Cursor;
  readonly next: Cursor;
  readonly changes: readonly Change[];
};

export class RowsUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the read models cannot be used now: ${reason}`, options);
    this.name = 'RowsUnavailable';
  }
}
