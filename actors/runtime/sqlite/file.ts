import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type SqliteFile = {
  readonly file: string;
  /** SQL that makes an empty file ours, and the number that later releases tell its shape by. */
  readonly schema: { readonly version: number; readonly sql: string };
  /** FULL: a commit survives a power cut. NORMAL: it survives the process, and the last ones may be lost together. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly cacheBytes: number;
  /** How far the write-ahead log may run before its pages go into the file. */
  readonly walBytes: number;
  /** The file refuses to grow past this as if the disk were full. Default: no bound but the disk's. */
  readonly maxBytes?: number | undefined;
  /** Changes nothing, makes nothing. */
  readonly readOnly?: boolean | undefined;
  /** What `cutShort` said before anybody opened it. */
  readonly cut?: string | undefined;
};

const pageBytes = 4_096;
const busyTimeoutMs = 500;

export function openSqlite(sqlite: SqliteFile): DatabaseSync {
  const { file, readOnly = false } = sqlite;
  if (!readOnly && isNew(file)) create(sqlite);
  refuseCutShort(sqlite);
  const db = new DatabaseSync(file, { readOnly, timeout: busyTimeoutMs });
  try {
    configure(db, sqlite);
    refuseOtherShape(db, sqlite);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function configure(db: DatabaseSync, { synchronous, cacheBytes, walBytes, maxBytes }: SqliteFile): void {
  db.exec(`
    PRAGMA synchronous = ${synchronous};
    PRAGMA fullfsync = ON;
    PRAGMA cache_size = ${-Math.ceil(cacheBytes / 1_024)};
    PRAGMA wal_autocheckpoint = ${Math.ceil(walBytes / pageBytes)};
    PRAGMA journal_size_limit = ${walBytes};
  `);
  if (maxBytes) db.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageBytes)}`);
}

/** A write-ahead log without its file is no new beginning: someone moved the file away. */
function isNew(file: string): boolean {
  if (existsSync(file)) return false;
  if (sizeOf(`${file}-wal`) > 0) throw new DamagedFile(`${file} is missing, but its ${file}-wal is there: put it back`);
  return true;
}

/** The file appears under its name only when it is complete, so that an empty one is always a damaged one. */
function create({ file, schema }: SqliteFile): void {
  const draft = `${file}.new`;
  removeSqlite(draft);
  closeSync(openSync(draft, 'wx', 0o600));
  const db = new DatabaseSync(draft);
  db.exec(`
    PRAGMA page_size = ${pageBytes};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    BEGIN;
    ${schema.sql}
    PRAGMA user_version = ${schema.version};
    COMMIT;
  `);
  db.close();
  renameSync(draft, file);
  syncDirectory(dirname(file));
}

/** With all that SQLite keeps beside it. */
export function removeSqlite(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

/** Makes the names in a directory survive a power cut. Windows knows no such thing. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function refuseCutShort({ file, cut }: SqliteFile): void {
  if (existsSync(file) && sizeOf(file) === 0) throw new DamagedFile(`${file} is empty: it was cut short`);
  if (cut) throw new DamagedFile(cut);
}

function refuseOtherShape(db: DatabaseSync, { file, schema }: SqliteFile): void {
  const version = db.prepare('PRAGMA user_version').get()?.user_version;
  if (version === schema.version) return;
  throw new DamagedFile(`${file} has the format ${version}, this release knows ${schema.version}`);
}

/** The file is not what Souk left there. */
export class DamagedFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedFile';
  }
}
