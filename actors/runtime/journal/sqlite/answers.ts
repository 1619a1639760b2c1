import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Found, KeyTable } from './key-table.ts';

const slices = 256;
const keysOfSlice = 2 ** 53 / slices;
const sliceOf = (key: number): number => Math.floor(key / keysOfSlice);

/** Numbers of one young answer in its blob: key, version, place. */
export const youngWidth = 3;

type Young = { readonly seq: number; readonly batch: number; readonly rows: Float64Array };

/**
 * Where answers are found by their key. Keys are hashes: 500 of them would touch 500 pages of a large index, and each
 * commit would write two megabytes. So an answer comes in two steps: its commit writes one row for the batch and keeps
 * the keys in memory; when `maxYoung` are in memory, those of one slice of the key space are settled in the index
 * together, in order, between two commits. The slices take turns. After a restart the young ones are read again.
 */
export class AnswerIndex {
  readonly #maxYoung: number;
  readonly #tables = Array.from({ length: slices }, () => new KeyTable());
  readonly #settled = new Float64Array(slices);
  readonly #addYoung: StatementSync;
  readonly #young: StatementSync;
  readonly #dropYoung: StatementSync;
  readonly #settle: StatementSync;
  readonly #settledOf: StatementSync;
  readonly #add: StatementSync;
  readonly #find: StatementSync;
  #seq = 0;
  #count = 0;
  #staged: Young[] = [];
  #emptied: number | undefined;

  constructor(db: DatabaseSync, maxYoung: number) {
    this.#maxYoung = maxYoung;
    this.#addYoung = db.prepare('INSERT INTO young_answers (seq, batch, rows) VALUES (?, ?, ?)');
    this.#young = db.prepare('SELECT seq, batch, rows FROM young_answers WHERE seq > ? ORDER BY seq');
    this.#dropYoung = db.prepare('DELETE FROM young_answers WHERE seq <= ?');
    this.#settle = db.prepare('INSERT OR REPLACE INTO slices (slice, settled) VALUES (?, ?)');
    this.#settledOf = db.prepare('SELECT slice, settled FROM slices');
    this.#add = db.prepare('INSERT INTO answers (key, batch, version, place) VALUES (?, ?, ?, ?)');
    this.#find = db.prepare(
      'SELECT a.batch, a.version, a.place FROM json_each(?) k CROSS JOIN answers a ON a.key = k.value',
    );
  }

  /** Takes in what stands in the file: after a restart, or while another process writes it. In one transaction. */
  refresh(): void {
    if (this.#count > 2 * this.#maxYoung) this.#forget();
    this.#readSettled();
    for (const row of this.#young.iterate(this.#seq)) this.#load(row as Readonly<Record<string, unknown>>);
    this.#seq = Math.max(this.#seq, ...this.#settled);
  }

  #forget(): void {
    for (let slice = 0; slice < slices; slice += 1) this.#empty(slice);
    this.#seq = 0;
  }

  #readSettled(): void {
    this.#settled.fill(0);
    for (const { slice, settled } of this.#settledOf.all()) this.#settled[Number(slice)] = Number(settled);
  }

  #load(row: Readonly<Record<string, unknown>>): void {
    const bytes = row.rows as Uint8Array;
    const rows = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float64Array.BYTES_PER_ELEMENT);
    this.#remember({ seq: Number(row.seq), batch: Number(row.batch), rows });
  }

  find(keys: Float64Array, found: Found): void {
    keys.sort();
    for (const key of keys) this.#tables[sliceOf(key)]?.find(key, found);
    for (const row of this.#find.all(JSON.stringify([...keys]))) {
      found(Number(row.batch), Number(row.version), Number(row.place));
    }
  }

  /** `rows`: key, version and place of each entry of a batch. Part of a transaction that ends with `committed`. */
  stage(batch: number, rows: Float64Array): void {
    const seq = this.#seq + this.#staged.length + 1;
    this.#addYoung.run(seq, batch, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    this.#staged.push({ seq, batch, rows });
  }

  get isFull(): boolean {
    return this.#count > this.#maxYoung;
  }

  /** Moves the slice whose turn it is from memory into the index. A transaction that stages nothing. */
  settle(): void {
    this.#settleSlice(this.#settled.indexOf(Math.min(...this.#settled)));
    this.#dropYoung.run(Math.min(...this.#settled));
  }

  #settleSlice(slice: number): void {
    const table = this.#tables[slice] as KeyTable;
    table.each((key, batch, version, place) => this.#add.run(key, batch, version, place));
    this.#settle.run(slice, this.#seq);
    this.#settled[slice] = this.#seq;
    this.#emptied = slice;
  }

  committed(): void {
    if (this.#emptied !== undefined) this.#empty(this.#emptied);
    for (const young of this.#staged) this.#remember(young);
    this.#emptied = undefined;
    this.#staged = [];
  }

  rolledBack(): void {
    this.#emptied = undefined;
    this.#staged = [];
    this.#readSettled();
  }

  #empty(slice: number): void {
    this.#count -= (this.#tables[slice] as KeyTable).count;
    this.#tables[slice] = new KeyTable();
  }

  #remember({ seq, batch, rows }: Young): void {
    this.#seq = seq;
    for (let at = 0; at < rows.length; at += youngWidth) {
      const key = rows[at] as number;
      const slice = sliceOf(key);
      if (seq <= (this.#settled[slice] as number)) continue;
      this.#tables[slice]?.add(key, batch, rows[at + 1] as number, rows[at + 2] as number);
      this.#count += 1;
    }
  }
}
