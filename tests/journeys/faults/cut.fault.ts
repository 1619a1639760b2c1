import { cpSync, existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { DidNotStart, temporaryDirectory } from '../souk-process.ts';
import { expectNothingLost, type Stage, shopOn, startAgain } from './stage.given.ts';

/** What cannot be made anew from anything else. */
const irreplaceable = ['journal.sqlite', 'vault.sqlite', 'journal.sqlite-wal', 'vault.sqlite-wal'];
const derived = ['views.db', 'search.db', 'snapshots.sqlite', 'views.db-wal', 'search.db-wal', 'snapshots.sqlite-wal'];

/**
 * A data file that is cut short at a random byte. A derived one is made anew, and nobody notices; one that cannot be
 * is refused by its name, and brought back from a copy.
 */
export async function cut(stage: Stage): Promise<string> {
  const { dice, souk } = stage;
  const shopping = shopOn(stage);
  await shopping.confirmed(dice.whole(3, 15));
  await (dice.chance(0.5) ? souk.kill() : souk.stop());
  await shopping.stop();
  const backup = temporaryDirectory();
  cpSync(souk.directory, backup, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  const names = [...irreplaceable, ...derived].filter((name) => existsSync(join(souk.directory, name)));
  const name = dice.oneOf(names);
  const file = join(souk.directory, name);
  const bytes = statSync(file).size;
  const left = dice.chance(0.1) ? 0 : dice.whole(0, Math.max(0, bytes - 1));
  truncateSync(file, left);
  const happened = `${name} was cut from ${bytes} to ${left} bytes`;
  const isRefused = await startOrBringBack(stage, name, backup).catch((error: Error) => {
    throw new Error(`${happened}: ${error.message}`, { cause: error });
  });
  return `${happened} and ${isRefused ? 'brought back' : 'mended'}`;
}

/** True: the start was refused. */
async function startOrBringBack(stage: Stage, name: string, backup: string): Promise<boolean> {
  const problem = await startAgain(stage).catch((error: unknown) => error);
  if (problem instanceof DidNotStart) {
    expectTold(problem, name, join(stage.souk.directory, name));
    bringBack(backup, stage.souk.directory);
    await startAgain(stage);
  } else if (problem) throw problem;
  await expectNothingLost(stage);
  return problem !== undefined;
}

/** One sentence that names the file and the way out, for what cannot be made anew. */
function expectTold({ complained }: DidNotStart, name: string, file: string): void {
  expect(irreplaceable).toContain(name);
  expect(complained.split('\n')).toEqual([expect.stringContaining(file)]);
  expect(complained).toMatch(/bring back a copy/);
}

function bringBack(backup: string, directory: string): void {
  for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true });
  cpSync(backup, directory, { recursive: true });
}
