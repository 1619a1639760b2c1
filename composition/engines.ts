import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emlMailer } from '../actors/mails/eml.adapter.ts';
import type { Mailer } from '../actors/mails/mailer.ts';
import { smtpMailer } from '../actors/mails/smtp.adapter.ts';
import { diskMedia } from '../actors/media/disk.adapter.ts';
import type { MediaStore } from '../actors/media/media-store.ts';
import { DataDirectoryError, openDataDirectory } from '../actors/runtime/journal/data-directory.ts';
import type { Journal } from '../actors/runtime/journal/journal.ts';
import { journalFile, sqliteJournal } from '../actors/runtime/journal/sqlite.ts';
import { watchWrites } from '../actors/runtime/journal/write-watch.ts';
import type { Rows } from '../actors/runtime/rows/rows.ts';
import { sqliteRows } from '../actors/runtime/rows/sqlite.ts';
import { sqliteVault, vaultFile } from '../actors/runtime/vault/sqlite.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { sqliteProductIndex } from '../actors/search/engine/product-index.sqlite.ts';
import type { ProductIndex } from '../actors/search/product-index.ts';
import type { Settings } from '../settings.ts';

/** Everything that keeps something, opened on one data directory that is ours alone. */
export type Engines = {
  readonly directory: string;
  readonly journal: Journal;
  /** What shows that the journal takes writes; rejects with the reason why it does not. */
  readonly takesWrites: () => Promise<string>;
  readonly rows: Rows;
  readonly vault: Vault;
  readonly index: ProductIndex;
  readonly mailer: Mailer;
  readonly media: MediaStore;
  close(): Promise<void>;
};

export type Hearers = {
  readonly warn: (line: string) => void;
  /** All read models, or the whole product index, are empty and have to be filled again. */
  readonly onRowsLost: () => void;
  readonly onIndexLost: () => void;
};

/** Raise it when the documents of the product index change their shape. */
const indexVersion = 2;

/** Throws a `DataDirectoryError` with one sentence when the directory cannot be ours. */
export function openEngines(settings: Settings, { warn, onRowsLost, onIndexLost }: Hearers): Engines {
  const lock = openDataDirectory(settings.DATA_DIR);
  const directory = lock.path;
  try {
    refuseLostVault(directory);
  } catch (error) {
    lock.close();
    throw error;
  }
  const { journal, check: takesWrites } = watchWrites(sqliteJournal({ directory }), realWorld);
  const rows = sqliteRows({ directory, warn, onLost: onRowsLost });
  const vault = sqliteVault(directory);
  const index = sqliteProductIndex({ directory, warn, onLost: onIndexLost, version: indexVersion });
  const mailer = openMailer(settings, directory);
  const close = async () => {
    await Promise.all([journal.close(), rows.close(), vault.close(), index.close(), mailer.close()]);
    lock.close();
  };
  const media = diskMedia(join(directory, 'media'));
  return { directory, journal, takesWrites, rows, vault, index, mailer, media, close };
}

/** A new vault would take everybody in the journal for erased, and seal what comes with other keys. */
function refuseLostVault(directory: string): void {
  if (existsSync(vaultFile(directory)) || !existsSync(journalFile(directory))) return;
  throw new DataDirectoryError(
    `${vaultFile(directory)} is missing, and without its keys the journal beside it tells of no person: bring back a` +
      ' copy of it, or choose another directory with DATA_DIR.',
  );
}

const openMailer = ({ SMTP_URL: url, MAIL_FROM: from }: Settings, directory: string): Mailer =>
  url ? smtpMailer({ url, from }) : emlMailer({ directory: join(directory, 'mail'), from });
