import { chmodSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { openSqlite } from '../sqlite/file.ts';
import { GroupCommit } from '../sqlite/group-commit.ts';
import { Connection } from '../sqlite/trouble.ts';
import { type PendingCall, serveThread } from '../thread.ts';
import { realWorld } from '../world.ts';
import { type KeptPerson, keptPerson, newKey, type PersonKey } from './vault.ts';

export type VaultFile = { readonly file: string; readonly cut: string | undefined; readonly readOnly: boolean };

const { file, cut, readOnly } = workerData as VaultFile;
const megabyte = 1_048_576;

const schema = {
  version: 1,
  sql: `
    -- Without a key: the person was forgotten, and stays so.
    CREATE TABLE persons (person TEXT PRIMARY KEY, key BLOB) STRICT, WITHOUT ROWID;
    CREATE TABLE secrets (name TEXT PRIMARY KEY, secret TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
};

/** What is overwritten in the file is zeroed: a forgotten key must not be found in its free space. */
function open(): { readonly db: DatabaseSync; readonly commit: GroupCommit } {
  const sqlite = { file, cut, readOnly, schema, cacheBytes: 8 * megabyte, walBytes: 4 * megabyte };
  const db = openSqlite({ ...sqlite, synchronous: 'FULL' });
  if (!readOnly) {
    chmodSync(file, 0o600);
    db.exec('PRAGMA secure_delete = ON');
  }
  return { db, commit: new GroupCommit(db) };
}

const vault = new Connection(file, open);

const readKey = (db: DatabaseSync, person: string): { readonly key: PersonKey | undefined } | undefined => {
  const row = db.prepare('SELECT key FROM persons WHERE person = ?').get(person);
  return row && { key: (row.key as PersonKey | null) ?? undefined };
};

function ensureKey(db: DatabaseSync, person: string): PersonKey | undefined {
  const found = readKey(db, person);
  if (found) return found.key;
  const key = newKey(realWorld);
  db.prepare('INSERT INTO persons (person, key) VALUES (?, ?)').run(person, key);
  return key;
}

const methods = {
  ensure: (persons: readonly string[]): (PersonKey | undefined)[] =>
    vault.use(({ db, commit }) => commit.atomically(() => persons.map((person) => ensureKey(db, person)))),
  find: (persons: readonly string[]): (PersonKey | undefined)[] =>
    vault.use(({ db }) => persons.map((person) => readKey(db, person)?.key)),
  forget: (person: string): void =>
    vault.use(({ db, commit }) => {
      const sql = 'INSERT INTO persons (person, key) VALUES (?, NULL) ON CONFLICT DO UPDATE SET key = NULL';
      commit.atomically(() => db.prepare(sql).run(person));
    }),
  /** The one that is kept: `proposed` if there was none. */
  secret: (name: string, proposed: string | undefined): string | undefined =>
    vault.use(({ db, commit }) =>
      commit.atomically(() => {
        if (proposed !== undefined) db.prepare('INSERT OR IGNORE INTO secrets VALUES (?, ?)').run(name, proposed);
        return db.prepare('SELECT secret FROM secrets WHERE name = ?').get(name)?.secret as string | undefined;
      }),
    ),
  secrets: (prefix: string): ReadonlyMap<string, string> =>
    vault.use(({ db }) => {
      const sql = 'SELECT name, secret FROM secrets WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name';
      return new Map(
        db
          .prepare(sql)
          .all(prefix)
          .map(({ name, secret }) => [String(name), String(secret)]),
      );
    }),
  page: (after: string, limit: number): readonly KeptPerson[] =>
    vault.use(({ db }) => {
      const sql = 'SELECT person, key FROM persons WHERE person > ? ORDER BY person LIMIT ?';
      const rows = db.prepare(sql).all(after, limit);
      return rows.map(({ person, key }) => keptPerson(String(person), key as PersonKey | null));
    }),
  keep: (persons: readonly KeptPerson[]): void =>
    vault.use(({ db, commit }) => {
      const put = db.prepare('INSERT OR REPLACE INTO persons (person, key) VALUES (?, ?)');
      commit.atomically(() => {
        for (const { person, key } of persons) put.run(person, key ?? null);
      });
    }),
  keepSecret: (name: string, secret: string): void =>
    vault.use(({ db, commit }) => {
      commit.atomically(() => db.prepare('INSERT OR REPLACE INTO secrets VALUES (?, ?)').run(name, secret));
    }),
};

export type VaultMethods = typeof methods;

const readers: ReadonlySet<string> = new Set(['find', 'secrets', 'page']);

/** A forgotten key lies in the write-ahead log too, until that is emptied. */
function drain(calls: readonly PendingCall[]): void {
  vault.use(({ db, commit }) => {
    if (calls.every(({ name }) => readers.has(name))) for (const call of calls) call.run();
    else commit.run(calls);
    if (calls.some(({ name }) => name === 'forget')) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  });
}

serveThread(methods, { drain, close: () => vault.close() });
