import { openSqlite } from '../sqlite/file.ts';
import { Connection } from '../sqlite/trouble.ts';
import type { Journal } from './journal.ts';
import { JournalReader } from './sqlite/reader.ts';
import { journalSchema } from './sqlite/schema.ts';
import { journalFile } from './sqlite.ts';

const cacheBytes = 4 * 1_048_576;
/** Whoever writes keeps the log short. */
const walBytes = 32 * 1_048_576;

type SqlitePast = Pick<Journal, 'read'> & { close(): void };

/**
 * The journal of a directory for another process than the one that writes it: reads in the thread that asks, changes
 * nothing, and holds up nobody. The file must be there.
 */
export function sqlitePast(directory: string): SqlitePast {
  const file = journalFile(directory);
  const open = () =>
    openSqlite({ file, schema: journalSchema, synchronous: 'NORMAL', cacheBytes, walBytes, readOnly: true });
  const connection = new Connection(file, () => new JournalReader(open()));
  return {
    read: async (...asked) => connection.use((journal) => journal.read(...asked)),
    close: () => connection.close(),
  };
}
