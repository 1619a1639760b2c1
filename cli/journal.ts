import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { copyJournal, refuseOtherJournal } from '../actors/runtime/journal/copy.ts';
import { journalFile } from '../actors/runtime/journal/sqlite.ts';
import { copyVault } from '../actors/runtime/vault/copy.ts';
import { isMongo, journalToRead, openTruth } from '../composition/stores.ts';
import { isInOrder } from './journal/in-order.ts';
import { errorSentence } from './sentence.ts';

const help = `npm run journal -- verify [--data PLACE]
npm run journal -- copy --from PLACE --to PLACE [--from-vault URL] [--to-vault URL]

  A PLACE is a data directory, or the address of a MongoDB (mongodb://...).

  verify   reads the whole journal and proves it: numbers without a hole, hashes, the chain of batches, the versions of
           every stream, and that the indexes lead to what is stored. Changes nothing; Souk may run meanwhile. Names the
           first wrong batch of each partition and exits with 1 if there is one.
  copy     brings journal and keys to another place, byte for byte, and verifies them there. Stop every Souk that uses
           either place first. What is there must be the beginning of the same journal, so a copy that was interrupted
           goes on. Lists and the search index are built anew by the first start; pictures stay in the data directory.

  --data PLACE       (default: MONGO_URL, DATA_DIR, or ./data)
  --from-vault URL   where the keys lie, if they are on another server than the journal (as VAULT_URL says it)
  --to-vault URL     where they shall lie
  --help             this text
`;

async function verify(place: string): Promise<boolean> {
  if (!isMongo(place) && !existsSync(journalFile(place))) {
    console.error(`There is no journal in ${place}: name the data directory with --data.`);
    return false;
  }
  const journal = journalToRead(place);
  try {
    return await isInOrder(journal);
  } finally {
    await journal.close();
  }
}

type Places = Readonly<Partial<Record<'from' | 'to' | 'from-vault' | 'to-vault', string>>>;

async function copy(from: string, to: string, places: Places): Promise<boolean> {
  if (!isMongo(from) && !existsSync(journalFile(from))) {
    console.error(`There is no journal in ${from}.`);
    return false;
  }
  const [source, target] = [openTruth(from, places['from-vault']), openTruth(to, places['to-vault'])];
  try {
    await refuseOtherJournal(source.journal, target.journal);
    // Keys first: a journal without them would take everybody for erased.
    console.log(`${await copyVault(source.vault, target.vault)} persons' keys copied`);
    await copyJournal(source.journal, target.journal, ({ partition, batches }) =>
      console.log(`${partition}: ${batches} batches copied`),
    );
    console.log(`All is in ${target.place}. Reading it back ...`);
    return await isInOrder(target.journal);
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

const text = { type: 'string' } as const;
const options = { data: text, from: text, to: text, 'from-vault': text, 'to-vault': text } as const;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...options, help: { type: 'boolean' } },
  });
  const [command, ...more] = positionals;
  const { from, to, data = process.env.MONGO_URL || process.env.DATA_DIR || './data' } = values;
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (command === 'verify' && more.length === 0) return (await verify(data)) ? 0 : 1;
  if (command === 'copy' && more.length === 0 && from && to) return (await copy(from, to, values)) ? 0 : 1;
  console.error(help);
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof TypeError ? error.message : errorSentence(error));
  process.exitCode = 1;
}
