// Runs where DIRECTORY is a very small disk: fills it, appends until it is full, makes room, and goes on.
//   full-disk.child.ts DIRECTORY

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { chain, refused } from './journal.given.ts';

const [, , directory = ''] = process.argv;
const ballast = join(directory, 'ballast');
writeFileSync(ballast, new Uint8Array(1_000_000));

const journal = sqliteJournal({ directory });
const log = chain('orders/00');
const large = () => log.next(...Array.from({ length: 10 }, () => refused('a', 0, 'x'.repeat(3_000))));

let waiting = large();
let refusal: unknown;
while (!refusal) {
  try {
    await journal.append('orders/00', waiting);
    waiting = large();
  } catch (error) {
    refusal = error;
  }
}
const [full] = await journal.heads(['orders/00']);
rmSync(ballast);
const outcome = await journal.append('orders/00', waiting);
const problems = await verifyJournal(journal);
await journal.close();
process.stdout.write(
  JSON.stringify({
    refusal: (refusal as Error).name,
    acknowledged: waiting.number - 1,
    full: full?.number,
    outcome,
    problems,
  }),
);
