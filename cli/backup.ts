import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CopyError, copyUntil, refuseOtherJournal } from '../actors/runtime/journal/copy.ts';
import { openDataDirectory } from '../actors/runtime/journal/data-directory.ts';
import { journalFile, sqliteJournal } from '../actors/runtime/journal/sqlite.ts';
import { toIso } from '../actors/runtime/time.ts';
import { copyVault } from '../actors/runtime/vault/copy.ts';
import { sqliteVault } from '../actors/runtime/vault/sqlite.ts';
import { isMongo, journalToRead, keysToRead } from '../composition/stores.ts';
import { errorSentence, UsageError } from './sentence.ts';

const help = `npm run backup -- --to DIR --keys-to DIR [--from PLACE] [--from-vault URL]

  Copies the journal to a directory while Souk runs: the first time all of it, later what has come since. The copy is a
  journal itself; "npm run journal -- verify --data DIR" proves it, and "npm run restore" brings it back to any moment it
  knows. The keys of persons are written to a directory of their own, whole each time, so that whoever was forgotten is
  in no copy of them but older ones: keep few of those, and apart. Pictures lie in MEDIA_DIR and never change: copy them
  with what you like.

  --to DIR           where the journal's copy lies
  --keys-to DIR      where the copy of the keys lies; another directory, better another machine
  --from PLACE       a data directory or the address of a MongoDB (default: MONGO_URL, DATA_DIR, or ./data)
  --from-vault URL   where the keys lie, if they are on another server than the journal (default: VAULT_URL)
  --help             this text
`;

async function backUpJournal(from: string, to: string): Promise<void> {
  const lock = openDataDirectory(to);
  const [source, target] = [journalToRead(from), sqliteJournal({ directory: lock.path })];
  // Before anything is read: what is stored from now on is the next one's.
  const until = Date.now();
  try {
    await refuseOtherJournal(source, target);
    let batches = 0;
    await copyUntil(source, target, until, (copied) => {
      batches += copied.batches;
    });
    console.log(`${lock.path} has the journal until ${toIso(until)}: ${batches} batches.`);
  } finally {
    await Promise.all([source.close(), target.close()]);
    lock.close();
  }
}

/** After the journal: whoever is in that has a key by now. */
async function backUpKeys(from: string, vaultUrl: string | undefined, to: string): Promise<void> {
  const lock = openDataDirectory(to);
  const [source, target] = [keysToRead(from, vaultUrl), sqliteVault(lock.path)];
  try {
    console.log(`${lock.path} has the keys of ${await copyVault(source, target)} persons.`);
  } finally {
    await Promise.all([source.close(), target.close()]);
    lock.close();
  }
}

const text = { type: 'string' } as const;
const options = { to: text, 'keys-to': text, from: text, 'from-vault': text, help: { type: 'boolean' } } as const;

async function run(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(help);
  const { to, 'keys-to': keysTo, from = process.env.MONGO_URL || process.env.DATA_DIR || './data' } = values;
  const vaultUrl = values['from-vault'] ?? (process.env.VAULT_URL || undefined);
  if (!to || !keysTo) throw new UsageError(help);
  if (resolve(to) === resolve(keysTo)) throw new UsageError('The keys belong into another directory than the journal.');
  if (!isMongo(from) && !existsSync(journalFile(from))) throw new CopyError(`There is no journal in ${from}.`);
  await backUpJournal(from, to);
  await backUpKeys(from, vaultUrl, keysTo);
}

run().catch((error: unknown) => {
  console.error(error instanceof TypeError ? error.message : errorSentence(error));
  process.exitCode = 1;
});
