import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { compact, startThread, type Thread } from '../../actors/runtime/thread.ts';
import type { TestMethods } from './thread.worker.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

const entry = new URL('./thread.worker.ts', import.meta.url);

let thread: Thread<TestMethods>;

beforeEach(() => {
  thread = startThread<TestMethods>(entry, {});
});

afterEach(() => thread.close());

test('a call is answered by the thread', async () => {
  expect(await thread.call('add', 1, 2)).toBe(3);
  expect(await Promise.all([1, 2, 3].map((number) => thread.call('add', number, 10)))).toEqual([11, 12, 13]);
});

test('an error keeps its name, its code and its message', async () => {
  const error = { name: 'RangeError', message: 'too far', code: 'FAR', errcode: 13 };
  await expect(thread.call('fail')).rejects.toMatchObject(error);
});

test('all calls that came while the thread was busy are taken together', async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const busy = thread.call('block', gate);
  const waiting = [thread.call('add', 1, 1), thread.call('add', 2, 2), thread.call('sizeOf', new Uint8Array(3))];
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  await Promise.all([busy, ...waiting]);
  expect((await thread.call('lastDrain')).slice(-3)).toEqual(['add', 'add', 'sizeOf']);
});

test('a drain that throws fails all of its calls', async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const busy = thread.call('block', gate);
  const both = Promise.allSettled([thread.call('add', 1, 1), thread.call('fail'), busy]);
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
  expect((await both).slice(0, 2)).toMatchObject([
    { reason: { message: 'all of it failed' } },
    { reason: { message: 'all of it failed' } },
  ]);
});

test('a call that the drain passed over fails', async () => {
  await expect(thread.call('skipped')).rejects.toThrow('skipped was not run');
});

test('a thread that dies rejects what was in flight and starts again with the next call', async () => {
  const calls = [thread.call('add', 1, 1), thread.call('die'), thread.call('add', 2, 2)];
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'THREAD_GONE' } });
  expect(await thread.call('add', 3, 3)).toBe(6);
});

test('a call made in the moment its thread died is answered by the next thread', async () => {
  const next = thread.call('die').catch(() => thread.call('add', 5, 5));
  const early = thread.call('add', 1, 1).catch(() => thread.call('add', 6, 6));
  expect(await Promise.all([next, early])).toEqual([10, 12]);
});

test('an argument that cannot be copied fails its own call and no other', async () => {
  const uncopied = (() => 1) as unknown as number;
  const calls = [thread.call('add', 1, 1), thread.call('add', uncopied, 1), thread.call('add', 2, 2)];
  expect(await Promise.allSettled(calls)).toMatchObject([
    { value: 2 },
    { reason: { name: 'DataCloneError' } },
    { value: 4 },
  ]);
});

test('closing waits for the calls made so far, and refuses later ones', async () => {
  const last = thread.call('add', 4, 4);
  await thread.close();
  expect(await last).toBe(8);
  await expect(thread.call('add', 1, 1)).rejects.toMatchObject({ code: 'THREAD_GONE' });
  await thread.close();
});

test('a part of a buffer is made a buffer of its own before it is sent', async () => {
  const pool = new Uint8Array(8_192);
  expect(await thread.call('sizeOf', compact(pool.subarray(10, 20)))).toEqual([10, 10]);
  expect(compact(pool)).toBe(pool);
  expect(await thread.call('sizeOf', pool)).toEqual([8_192, 8_192]);
  expect(pool).toHaveLength(8_192);
});

test('what nobody waits for is done between the calls, as long as there is more of it', async () => {
  await thread.call('add', 1, 1);
  let done = 0;
  while (done < 3) done = await thread.call('tidied');
  expect(done).toBeGreaterThanOrEqual(3);
});

test('an idle thread lets its process end, a busy one is waited for', () => {
  const script = fileURLToPath(new URL('./thread.child.ts', import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', script];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '42\n' });
});
