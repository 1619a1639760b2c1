import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { openDataDirectory } from '../../actors/runtime/journal/data-directory.ts';
import { temporary } from './sqlite.given.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

const script = fileURLToPath(new URL('./data-directory.child.ts', import.meta.url));

let place: string;
let directory: string;

beforeEach(() => {
  place = temporary('data');
  directory = join(place, 'deep', 'data');
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

const refusal = (path: string): Error => {
  try {
    openDataDirectory(path).close();
  } catch (error) {
    return error as Error;
  }
  throw new Error(`${path} was opened`);
};

/** Another process; as another user if this one is root, whom no mode stops. */
function start(path: string, user: { readonly uid?: number } = {}): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, path], { ...user, cwd: '/' });
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NonNullable<typeof child.stdout> })) return line;
  throw new Error('the process said nothing');
}

test('a directory that is not there is made, for its owner alone', () => {
  const { path, close } = openDataDirectory(directory);
  expect(path).toBe(directory);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  close();
});

test('a directory is free again when it is closed', () => {
  openDataDirectory(directory).close();
  openDataDirectory(directory).close();
  expect(existsSync(directory)).toBe(true);
});

test('the same process is refused a second time', () => {
  const { close } = openDataDirectory(directory);
  expect(refusal(directory).name).toBe('DataDirectoryError');
  close();
});

test('a second process is refused, and told who holds the directory and what helps', async () => {
  const { close } = openDataDirectory(directory);
  const second = start(directory);
  expect(await firstLine(second)).toBe(
    `DataDirectoryError: The data directory ${directory} is in use by another Souk (process ${process.pid}): ` +
      'stop that one or choose another directory with DATA_DIR.',
  );
  close();
});

test('the lock goes with its process, also by kill -9', async () => {
  const first = start(directory);
  expect(await firstLine(first)).toBe('opened');
  expect(refusal(directory).message).toContain(`(process ${first.pid})`);
  first.kill('SIGKILL');
  await once(first, 'exit');
  openDataDirectory(directory).close();
});

test('a path that is a file is refused', () => {
  const file = join(place, 'file');
  writeFileSync(file, 'mine');
  expect(refusal(file).message).toBe(
    `The data directory ${file} is a file: move it away or choose another directory with DATA_DIR.`,
  );
});

test('a path below a file is refused', () => {
  writeFileSync(join(place, 'deep'), 'mine');
  expect(refusal(directory).message).toMatch(/cannot be made \(ENOTDIR: not a directory\): choose another directory/);
});

const other = process.getuid?.() === 0 ? { uid: 65_534 } : {};

test.each([0o500, 0o000])('a directory of mode %o is refused to whoever may not write it', async (mode) => {
  const shut = join(place, 'shut');
  openDataDirectory(shut).close();
  chmodSync(place, 0o711);
  chmodSync(shut, mode);
  expect(await firstLine(start(shut, other))).toBe(
    `DataDirectoryError: The data directory ${shut} cannot be read and written (EACCES: permission denied): ` +
      'give it to this user or choose another directory with DATA_DIR.',
  );
  chmodSync(shut, 0o700);
});
