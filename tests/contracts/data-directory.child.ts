// A process that opens a data directory, says how that went, and keeps it until its input ends.
//   data-directory.child.ts DIRECTORY

import { writeSync } from 'node:fs';
import { openDataDirectory } from '../../actors/runtime/journal/data-directory.ts';

const [, , directory = ''] = process.argv;
try {
  openDataDirectory(directory);
  writeSync(1, 'opened\n');
  process.stdin.resume();
} catch (error) {
  const { name, message } = error as Error;
  writeSync(1, `${name}: ${message}\n`);
}
