import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { journalFile, sqliteJournal } from '../actors/runtime/journal/sqlite.ts';
import { verifyJournal } from '../actors/runtime/journal/verify.ts';

const help = `npm run journal -- verify [--data DIR]

  Reads the whole journal and proves it: numbers without a hole, hashes, the chain of batches, the versions of every
  stream, and that the indexes lead to what is stored. Changes nothing; Souk may run meanwhile. Names the first wrong
  batch of each partition and exits with 1 if there is one.

  --data DIR   the data directory (default: DATA_DIR, or ./data)
  --help       this text
`;

async function verify(directory: string): Promise<boolean> {
  if (!existsSync(journalFile(directory))) {
    console.error(`There is no journal in ${directory}: name the data directory with --data.`);
    return false;
  }
  const journal = sqliteJournal({ directory, readOnly: true });
  try {
    let batches = 0;
    const problems = await verifyJournal(journal, (verified) => {
      batches += verified.batches;
      console.log(`${verified.partition}: ${verified.batches} batches in order`);
    });
    for (const { partition, number, problem } of problems) console.error(`${partition}: batch ${number}: ${problem}`);
    if (problems.length === 0) console.log(`The journal is in order: ${batches} batches.`);
    return problems.length === 0;
  } finally {
    await journal.close();
  }
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (positionals.length === 1 && positionals[0] === 'verify') {
    return (await verify(values.data ?? process.env.DATA_DIR ?? './data')) ? 0 : 1;
  }
  console.error(help);
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
