import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { sqliteJournal } from '../../actors/runtime/journal/sqlite.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { temporary } from './sqlite.given.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

const quiet = '--disable-warning=ExperimentalWarning';
const appender = fileURLToPath(new URL('./journal.child.ts', import.meta.url));
const filler = fileURLToPath(new URL('./full-disk.child.ts', import.meta.url));

let directory: string;

beforeEach(() => {
  directory = temporary('journal');
});

afterEach(() => rmSync(directory, { recursive: true }));

/** The last number that each partition was told is stored, when the child has said `lines` of them and is killed. */
async function killedAfter(child: ChildProcess, lines: number): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>();
  let count = 0;
  for await (const line of createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })) {
    const [partition = '', number] = line.split(' ');
    acknowledged.set(partition, Number(number));
    count += 1;
    if (count === lines) child.kill('SIGKILL');
  }
  return acknowledged;
}

test.each([1, 50, 400])('after kill -9 at acknowledgement %d every acknowledged append is there', async (lines) => {
  const child = spawn(process.execPath, [quiet, appender, directory]);
  const [acknowledged] = await Promise.all([killedAfter(child, lines), once(child, 'exit')]);
  const journal = sqliteJournal({ directory });
  const names = [...acknowledged.keys()];
  const heads = await journal.heads(names);
  heads.forEach(({ number }, place) => {
    expect(number).toBeGreaterThanOrEqual(acknowledged.get(names[place] as string) as number);
  });
  expect(await verifyJournal(journal)).toEqual([]);
  await journal.close();
});

/** A disk of our own needs no rights but those in a namespace of our own, where the machine grants one. */
const ofItsOwn = 'unshare';
const smallDisk = ['--user', '--map-root-user', '--mount'];
const hasSmallDisk = spawnSync(ofItsOwn, [...smallDisk, 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp']).status === 0;
const onSmallDisk = hasSmallDisk ? test : test.skip;

onSmallDisk('on a real full disk appends fail, nothing acknowledged is lost, and with room they go on', () => {
  const command = `mount -t tmpfs -o size=3m tmpfs "$1" && exec "$2" ${quiet} "$3" "$1"`;
  const args = [...smallDisk, 'sh', '-c', command, 'sh', directory, process.execPath, filler];
  const { stdout, stderr } = spawnSync(ofItsOwn, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  const { acknowledged, ...rest } = JSON.parse(stdout) as { readonly acknowledged: number };
  expect(acknowledged).toBeGreaterThan(3);
  expect(rest).toEqual({ refusal: 'JournalUnavailable', full: acknowledged, outcome: 'stored', problems: [] });
});
