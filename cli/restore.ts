import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CopyError, copyUntil, refuseOtherJournal } from '../actors/runtime/journal/copy.ts';
import { journalFile, sqliteJournal } from '../actors/runtime/journal/sqlite.ts';
import type { Instant } from '../actors/runtime/time.ts';
import { copyVault } from '../actors/runtime/vault/copy.ts';
import { sqliteVault, vaultFile } from '../actors/runtime/vault/sqlite.ts';
import { openTruth } from '../composition/stores.ts';
import { isInOrder } from './journal/in-order.ts';
import { errorSentence, UsageError } from './sentence.ts';

const help = `npm run restore -- --from DIR --keys-from DIR --to PLACE [--until TIME] [--to-vault URL]

  Brings back what "npm run backup" has written, to a place where no Souk runs and nothing else lies; one that was
  interrupted goes on. Reads all of it back and proves it. Lists and the search index are built by the first start there.

  --from DIR         the journal's copy
  --keys-from DIR    the copy of the keys, or the data directory of the shop if those were not lost
  --to PLACE         a data directory or the address of a MongoDB
  --until TIME       what was stored later stays away (2026-11-22T10:00:00Z; default: all there is)
  --to-vault URL     where the keys shall lie, if on another server than the journal
  --help             this text
`;

function instantOf(time: string | undefined): Instant {
  if (time === undefined) return Number.MAX_SAFE_INTEGER;
  const instant = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(instant)) throw new UsageError(`"${time}" is no time with its zone, as 2026-11-22T10:00:00Z is.`);
  return instant;
}

function refuseMissing(from: string, keysFrom: string): void {
  if (!existsSync(journalFile(from))) throw new CopyError(`There is no journal in ${from}.`);
  // Without them everybody in the journal would be taken for forgotten.
  if (!existsSync(vaultFile(keysFrom))) throw new CopyError(`There are no keys in ${keysFrom}.`);
}

type Places = { readonly from: string; readonly keysFrom: string; readonly to: string; readonly vaultUrl?: string };

async function restore({ from, keysFrom, to, vaultUrl }: Places, until: Instant): Promise<boolean> {
  refuseMissing(from, keysFrom);
  const [journal, keys] = [sqliteJournal({ directory: from, readOnly: true }), sqliteVault(keysFrom, true)];
  const target = openTruth(to, vaultUrl);
  try {
    await refuseOtherJournal(journal, target.journal);
    console.log(`${await copyVault(keys, target.vault)} persons' keys restored`);
    await copyUntil(journal, target.journal, until, ({ partition, batches }) =>
      console.log(`${partition}: ${batches} batches restored`),
    );
    console.log(`All is in ${target.place}. Reading it back ...`);
    return await isInOrder(target.journal);
  } finally {
    await Promise.all([journal.close(), keys.close(), target.close()]);
  }
}

const text = { type: 'string' } as const;
const options = {
  ...{ from: text, 'keys-from': text, to: text, until: text, 'to-vault': text },
  help: { type: 'boolean' },
} as const;

async function run(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(help);
  const { from, 'keys-from': keysFrom, to, until, 'to-vault': vaultUrl } = values;
  if (!from || !keysFrom || !to) throw new UsageError(help);
  const places = { from, keysFrom, to, ...(vaultUrl !== undefined && { vaultUrl }) };
  if (!(await restore(places, instantOf(until)))) process.exitCode = 1;
}

run().catch((error: unknown) => {
  console.error(error instanceof TypeError ? error.message : errorSentence(error));
  process.exitCode = 1;
});
