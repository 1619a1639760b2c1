import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { offer } from '../kit/helper.ts';

// The shop everybody writes first: one transaction a command, on the same engine and as durable as ours.

type Shelf = { readonly held: number; readonly promised: number; readonly version: number };

class NaiveShop {
  readonly #db: DatabaseSync;
  readonly #find;
  readonly #update;
  readonly #addEvent;
  readonly #addAnswer;
  #commands = 0;

  constructor(directory: string) {
    this.#db = new DatabaseSync(join(directory, 'naive.sqlite'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      CREATE TABLE stock (sku TEXT PRIMARY KEY, held INTEGER, promised INTEGER, version INTEGER) WITHOUT ROWID;
      CREATE TABLE events (sku TEXT, version INTEGER, body TEXT, PRIMARY KEY (sku, version)) WITHOUT ROWID;
      CREATE TABLE answers (command_id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID;
    `);
    this.#find = this.#db.prepare('SELECT held, promised, version FROM stock WHERE sku = ?');
    this.#update = this.#db.prepare('UPDATE stock SET promised = promised + ?, version = ? WHERE sku = ?');
    this.#addEvent = this.#db.prepare('INSERT INTO events VALUES (?, ?, ?)');
    this.#addAnswer = this.#db.prepare('INSERT INTO answers VALUES (?, ?)');
  }

  receive(sku: string, units: number): void {
    this.#db.prepare('INSERT INTO stock VALUES (?, ?, 0, 0)').run(sku, units);
  }

  reserve(sku: string, quantity: number): void {
    this.#commands += 1;
    const orderId = `ord_${this.#commands}`;
    this.#db.exec('BEGIN IMMEDIATE');
    const { held, promised, version } = this.#find.get(sku) as Shelf;
    const available = held - promised - quantity;
    if (available < 0) throw new Error('OUT_OF_STOCK');
    const portions = [{ warehouse: 'main', quantity }];
    this.#update.run(quantity, version + 1, sku);
    this.#addEvent.run(sku, version + 1, JSON.stringify({ type: 'reserved', orderId, portions, available }));
    this.#addAnswer.run(`command-${this.#commands}`, JSON.stringify({ portions }));
    this.#db.exec('COMMIT');
  }
}

let shop: NaiveShop | undefined;
const opened = (): NaiveShop => shop as NaiveShop;

const skills = {
  open: (directory: string): void => {
    shop = new NaiveShop(directory);
  },
  stock: (skus: readonly string[], units: number): void => {
    for (const sku of skus) opened().receive(sku, units);
  },
  /** Commands a second, over these skus in turn. */
  reserve: (skus: readonly string[], forMs: number): number => {
    const begun = performance.now();
    let done = 0;
    for (; performance.now() - begun < forMs; done += 1) opened().reserve(skus[done % skus.length] as string, 1);
    return (done / (performance.now() - begun)) * 1_000;
  },
};

export type Naive = typeof skills;

offer(skills);
