import type { MongoOptions } from '../mongo/connection.ts';
import type { Journal } from './journal.ts';
import { mongoJournal } from './mongo.ts';
import { sqlitePast } from './sqlite-past.ts';

/** Where a process that does not write the journal can read it. */
export type JournalPlace = { readonly directory: string } | { readonly mongo: MongoOptions };

export type PastJournal = Pick<Journal, 'read'> & { close(): void | Promise<void> };

export const openPast = (place: JournalPlace): PastJournal =>
  'directory' in place ? sqlitePast(place.directory) : mongoJournal(place.mongo);
