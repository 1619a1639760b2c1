import type { Json } from '../decider.ts';

/** One row of a read model: a JSON document under a key that begins with its tenant. */
export type Row = { readonly [field: string]: Json | undefined };

/** An index orders rows by these top-level fields (text or numbers); the row's key breaks ties. */
export type TableDefinition = {
  readonly name: string;
  /** Raise it when rows change their shape: the table and its cursors start anew. */
  readonly version: number;
  readonly indexes: { readonly [name: string]: readonly string[] };
};

/** How far a consumer has come in one partition. The hash proves that it is the same history. */
export type Cursor = { readonly number: number; readonly hash: string };

export const startCursor: Cursor = { number: 0, hash: '' };

/** `row` absent: the row goes. */
export type Change = { readonly table: string; readonly key: string; readonly row?: Row };

export type Query = {
  readonly index: string;
  /** Equal values for the first fields of the index: the tenant is always one of them. */
  readonly where: readonly (string | number)[];
  /** Bounds for the next field, both inclusive. */
  readonly from?: string | number;
  readonly to?: string | number;
  readonly descending?: boolean;
  /** 1 to 1 000 rows. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
};

export type Page<R extends Row = Row> = { readonly rows: readonly R[]; readonly next?: string };

/** The port to read models. Every method rejects with `RowsUnavailable` when the engine cannot do its work now. */
export interface Rows {
  /** Creates or rebuilds tables; safe to call again. */
  define(tables: readonly TableDefinition[]): Promise<void>;
  /** Partition name -> cursor, for one consumer. */
  cursors(consumer: string): Promise<ReadonlyMap<string, Cursor>>;
  /**
   * Writes the changes and moves the cursor in one transaction, if the cursor still stands at `expected`; otherwise
   * changes nothing and answers false. Later changes of one key win over earlier ones.
   */
  apply(move: CursorMove): Promise<boolean>;
  /** Writes without a cursor: for lists that keep their own place (parked work). */
  write(changes: readonly Change[]): Promise<void>;
  get(table: string, keys: readonly string[]): Promise<(Row | undefined)[]>;
  find(table: string, query: Query): Promise<Page>;
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
