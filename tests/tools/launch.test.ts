import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const TOOLS = fileURLToPath(new URL('../../tools/', import.meta.url));
const LOCK = JSON.stringify({
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
});

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** A clone with the launcher, a lock and an npm of our own, which only says that it was asked. */
let clone: string;
let said: string;

beforeEach(() => {
  said = '';
  clone = mkdtempSync(join(tmpdir(), 'souk-launch-'));
  for (const folder of ['tools', 'bin', 'node_modules/node/bin']) mkdirSync(join(clone, folder), { recursive: true });
  for (const file of ['launch.mjs', 'leash.mjs']) cpSync(join(TOOLS, file), join(clone, 'tools', file));
  symlinkSync(process.execPath, join(clone, 'node_modules/node/bin/node'));
  writeFileSync(join(clone, 'package-lock.json'), LOCK);
  writeFileSync(
    join(clone, 'bin/npm'),
    '#!/bin/sh\necho "$@" >> npm-was-asked\ncp package-lock.json node_modules/.package-lock.json\n',
    { mode: 0o755 },
  );
});

afterEach(() => rmSync(clone, { recursive: true }));

const installed = (lock = LOCK): void => writeFileSync(join(clone, 'node_modules/.package-lock.json'), lock);

const npmWasAsked = (): boolean => existsSync(join(clone, 'npm-was-asked'));

function launch(entry: string, ...args: readonly string[]): Child {
  writeFileSync(join(clone, 'entry.ts'), entry);
  const env = { ...process.env, PATH: `${join(clone, 'bin')}:${process.env.PATH}` };
  const child = spawn(process.execPath, [join(clone, 'tools/launch.mjs'), 'entry.ts', ...args], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes;
    });
  return child;
}

/** Once its pipes are closed all is heard that it said. */
const exitOf = async (child: Child): Promise<unknown> => (await once(child, 'close'))[0];

/** A child that is up until it is told to stop, and says each signal it gets. */
const SERVER = `
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {
    console.log(signal);
    setTimeout(() => process.exit(7), 100);
  });
  setInterval(() => {}, 1000);
  console.log('up');
`;

async function up(child: Child): Promise<void> {
  while (!said.includes('up')) await once(child.stdout, 'data');
}

describe('what is installed', () => {
  test('is completed by npm ci in a fresh clone, in one line', async () => {
    expect(await exitOf(launch('console.log("ran")'))).toBe(0);
    expect(said).toBe('The packages are not installed yet: running npm ci, once.\nran\n');
    expect(readFileSync(join(clone, 'npm-was-asked'), 'utf8')).toMatch(/^ci /);
  });

  test('is left alone when it is what the lock says', async () => {
    installed();
    expect(await exitOf(launch('console.log("ran")'))).toBe(0);
    expect(said).toBe('ran\n');
    expect(npmWasAsked()).toBe(false);
  });

  test('may lack what belongs to other machines', async () => {
    installed(JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }));
    await exitOf(launch(''));
    expect(npmWasAsked()).toBe(false);
  });

  test('is renewed when the lock has moved on', async () => {
    installed(JSON.stringify({ packages: { 'node_modules/a': { version: '0.9.0' } } }));
    expect(await exitOf(launch('console.log("ran")'))).toBe(0);
    expect(said).toBe('a is not installed at 1.0.0: running npm ci, once.\nran\n');
  });

  test('stops the command when npm fails', async () => {
    writeFileSync(join(clone, 'bin/npm'), '#!/bin/sh\nexit 5\n', { mode: 0o755 });
    expect(await exitOf(launch('console.log("ran")'))).toBe(1);
    expect(said).toContain('npm ci failed');
    expect(said).not.toContain('ran');
  });
});

describe('the child', () => {
  beforeEach(() => installed());

  test("gets the arguments, and its exit code is the launcher's", async () => {
    expect(
      await exitOf(launch('console.log(process.argv.slice(2)); process.exit(3)', 'file.csv', '--speed', '9')),
    ).toBe(3);
    expect(said).toBe("[ 'file.csv', '--speed', '9' ]\n");
  });

  test('gets one Ctrl-C where npm and the terminal both send it', async () => {
    const child = launch(SERVER);
    await up(child);
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(7);
    expect(said.match(/SIGINT/g)).toHaveLength(1);
  });

  test('is told to stop as the launcher is', async () => {
    const child = launch(SERVER);
    await up(child);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(7);
    expect(said).toContain('SIGTERM');
  });

  test('that dies of a signal is reported as a shell would', async () => {
    expect(await exitOf(launch('process.kill(process.pid, "SIGKILL")'))).toBe(137);
  });

  test('does not outlive a launcher that was killed', async () => {
    const child = launch(SERVER);
    await up(child);
    child.kill('SIGKILL');
    // The pipe ends when the last one that holds it is gone.
    await expect(once(child.stdout, 'end')).resolves.toEqual([]);
  });
});
