import { existsSync } from 'node:fs';
import { MongoInvalidArgumentError, MongoParseError } from 'mongodb';
import { DataDirectoryError, openDataDirectory } from '../actors/runtime/journal/data-directory.ts';
import type { Journal } from '../actors/runtime/journal/journal.ts';
import { mongoJournal } from '../actors/runtime/journal/mongo.ts';
import type { JournalPlace } from '../actors/runtime/journal/past.ts';
import { journalFile, sqliteJournal } from '../actors/runtime/journal/sqlite.ts';
import type { MongoOptions } from '../actors/runtime/mongo/connection.ts';
import { databaseIn, hostsIn } from '../actors/runtime/mongo/url.ts';
import { mongoRows } from '../actors/runtime/rows/mongo.ts';
import type { Rows } from '../actors/runtime/rows/rows.ts';
import { sqliteRows } from '../actors/runtime/rows/sqlite.ts';
import { mongoVault } from '../actors/runtime/vault/mongo.ts';
import { sqliteVault, vaultFile } from '../actors/runtime/vault/sqlite.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { type Settings, SettingsError } from '../settings.ts';

/** What several nodes share where they are several: the truth, what is made of it, and the keys to it. */
export type Stores = {
  readonly journal: Journal;
  readonly rows: Rows;
  readonly vault: Vault;
  /** Where another process finds the journal, to read it. */
  readonly past: JournalPlace;
  /** As people are told. */
  readonly names: { readonly place: string; readonly journal: string; readonly views: string };
};

export type RowsHearers = { readonly warn: (line: string) => void; readonly onRowsLost: () => void };

/** Throws one sentence when they cannot be opened. */
export const openStores = (settings: Settings, directory: string, hearers: RowsHearers): Stores =>
  settings.MONGO_URL === undefined
    ? storesInFiles(directory, hearers)
    : storesInMongo(settings.MONGO_URL, settings.VAULT_URL);

function storesInFiles(directory: string, { warn, onRowsLost }: RowsHearers): Stores {
  refuseLostVault(directory);
  return {
    journal: sqliteJournal({ directory }),
    rows: sqliteRows({ directory, warn, onLost: onRowsLost }),
    vault: sqliteVault(directory),
    past: { directory },
    names: { place: directory, journal: journalFile(directory), views: 'views.db' },
  };
}

/** A new vault would take everybody in the journal for erased, and seal what comes with other keys. */
function refuseLostVault(directory: string): void {
  if (existsSync(vaultFile(directory)) || !existsSync(journalFile(directory))) return;
  throw new DataDirectoryError(
    `${vaultFile(directory)} is missing, and without its keys the journal beside it tells of no person: bring back a` +
      ' copy of it, or choose another directory with DATA_DIR.',
  );
}

const usualDatabase = 'souk';

/** The truth and the keys to it, for a command that moves them. */
export type Truth = Pick<Stores, 'journal' | 'vault'> & { readonly place: string; close(): Promise<void> };

export const isMongo = (place: string): boolean => place.startsWith('mongodb');

/** `place`: a data directory, which must not be in use and stays ours until `close`, or the address of a MongoDB. */
export function openTruth(place: string, vaultUrl?: string): Truth {
  const lock = isMongo(place) ? undefined : openDataDirectory(place);
  const { journal, vault, rows, names } = lock ? storesInFiles(lock.path, silent) : storesInMongo(place, vaultUrl);
  const close = async () => {
    await Promise.all([journal.close(), vault.close(), rows.close()]);
    lock?.close();
  };
  return { journal, vault, place: names.place, close };
}

/** A journal that a running Souk may be writing. */
export const journalToRead = (place: string): Journal =>
  isMongo(place) ? mongoJournal(mongoAt(place)) : sqliteJournal({ directory: place, readOnly: true });

/** The keys that belong to a journal, which a running Souk may be using. `vaultUrl`: where they lie if not beside it. */
export const keysToRead = (place: string, vaultUrl?: string): Vault =>
  isMongo(place) ? keysInMongo(place, vaultUrl) : sqliteVault(place, true);

const silent: RowsHearers = { warn: () => undefined, onRowsLost: () => undefined };

export const mongoAt = (url: string): MongoOptions => ({ url, database: databaseIn(url) ?? usualDatabase });

/** Keys lie in a database of their own: it is backed up apart, or on a server apart, so that a copy of both is no accident. */
function storesInMongo(url: string, vaultUrl: string | undefined): Stores {
  const shared = mongoAt(url);
  const { database } = shared;
  const place = `MongoDB (${hostsIn(url)}, database ${database})`;
  return {
    journal: readably('MONGO_URL', () => mongoJournal(shared)),
    rows: mongoRows(shared),
    vault: keysInMongo(url, vaultUrl),
    past: { mongo: shared },
    names: { place, journal: `The journal in ${place}`, views: 'the read models there' },
  };
}

function keysInMongo(url: string, vaultUrl: string | undefined): Vault {
  const database = (vaultUrl && databaseIn(vaultUrl)) || `${mongoAt(url).database}-vault`;
  return readably('VAULT_URL', () => mongoVault({ url: vaultUrl ?? url, database }));
}

/** What the driver cannot make sense of, in one sentence; it never repeats the address, which holds a password. */
function readably<Opened>(setting: string, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof MongoParseError || error instanceof MongoInvalidArgumentError)) throw error;
    throw new SettingsError(`${setting} cannot be understood (${error.message}): docs/servers.md shows how it looks.`);
  }
}
