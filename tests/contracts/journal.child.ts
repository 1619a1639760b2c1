// A process that appends in a loop and says what was acknowledged, until somebody kills it.
//   journal.child.ts DIRECTORY

import { writeSync } from 'node:fs';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { chain, refused, reserve } from './journal.given.ts';

const [, , directory = ''] = process.argv;
const journal = sqliteJournal({ directory });

async function appendForEver(partition: string): Promise<void> {
  const log = chain(partition);
  for (;;) {
    const version = log.length() + 1;
    const batch = log.next(
      ...['a', 'b', 'c'].map((stream) => reserve(stream, version)),
      refused('d', 0, `no${version}`),
    );
    await journal.append(partition, batch);
    writeSync(1, `${partition} ${batch.number}\n`);
  }
}

await Promise.all(['orders/00', 'orders/01', 'carts/00'].map(appendForEver));
