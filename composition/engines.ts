import { join } from 'node:path';
import type { ExportStore } from '../actors/analytics/export-store.ts';
import { diskExports } from '../actors/analytics/exports.adapter.ts';
import { emlMailer } from '../actors/mails/eml.adapter.ts';
import type { Mailer } from '../actors/mails/mailer.ts';
import { smtpMailer } from '../actors/mails/smtp.adapter.ts';
import { diskMedia } from '../actors/media/disk.adapter.ts';
import type { MediaStore } from '../actors/media/media-store.ts';
import { type DataDirectory, openDataDirectory } from '../actors/runtime/journal/data-directory.ts';
import { watchWrites } from '../actors/runtime/journal/write-watch.ts';
import { RedisConnection } from '../actors/runtime/redis/connection.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { sqliteProductIndex } from '../actors/search/engine/product-index.sqlite.ts';
import type { ProductIndex } from '../actors/search/product-index.ts';
import type { Settings } from '../settings.ts';
import { openStores, type RowsHearers, type Stores } from './stores.ts';

/** Everything that keeps something: what nodes share, and what lies in a data directory that is ours alone. */
export type Engines = Stores & {
  readonly directory: string;
  /** What shows that the journal takes writes; rejects with the reason why it does not. */
  readonly takesWrites: () => Promise<string>;
  /** How often the journal has answered. */
  readonly answers: () => number;
  readonly index: ProductIndex;
  readonly mailer: Mailer;
  readonly media: MediaStore;
  readonly exports: ExportStore;
  /** What nodes count together for a moment; without it each counts for itself. */
  readonly redis: RedisConnection | undefined;
  close(): Promise<void>;
};

/** Hear that all read models, or the whole product index, are empty and have to be filled again. */
export type Hearers = RowsHearers & { readonly onIndexLost: () => void };

/** Raise it when the documents of the product index change their shape. */
const indexVersion = 2;

/** Throws one sentence when the directory cannot be ours, or the stores cannot be understood. */
export function openEngines(settings: Settings, hearers: Hearers): Engines {
  const lock = openDataDirectory(settings.DATA_DIR);
  try {
    return enginesIn(lock, settings, hearers);
  } catch (error) {
    lock.close();
    throw error;
  }
}

function enginesIn(lock: DataDirectory, settings: Settings, hearers: Hearers): Engines {
  const directory = lock.path;
  const stores = openStores(settings, directory, hearers);
  const { journal, check: takesWrites, answers } = watchWrites(stores.journal, realWorld);
  const { warn, onIndexLost: onLost } = hearers;
  const index = sqliteProductIndex({ directory, warn, onLost, version: indexVersion });
  const mailer = openMailer(settings, directory);
  const media = diskMedia(settings.MEDIA_DIR ?? join(directory, 'media'));
  const exports = diskExports(settings.EXPORTS_DIR ?? join(directory, 'exports'));
  const redis = settings.REDIS_URL === undefined ? undefined : new RedisConnection(settings.REDIS_URL);
  const close = async () => {
    redis?.close();
    const all = [journal, stores.rows, stores.vault, index, mailer];
    await Promise.all(all.map((engine) => engine.close()));
    lock.close();
  };
  return { ...stores, directory, journal, takesWrites, answers, index, mailer, media, exports, redis, close };
}

const openMailer = ({ SMTP_URL: url, MAIL_FROM: from }: Settings, directory: string): Mailer =>
  url ? smtpMailer({ url, from }) : emlMailer({ directory: join(directory, 'mail'), from });
