import { beforeEach, expect, test } from '@jest/globals';
import { emptyDisk, memoryJournal } from '../../actors/runtime/journal/memory.ts';
import { watchWrites } from '../../actors/runtime/journal/write-watch.ts';
import { chain } from '../contracts/journal.given.ts';
import { FakeWorld } from './fake-world.ts';
import { bendable } from './faults.ts';

let world: FakeWorld;
let fault: string | undefined;
let probes: number;
let watch: ReturnType<typeof watchWrites>;
const log = () => chain('orders/00');

beforeEach(() => {
  world = new FakeWorld();
  fault = undefined;
  probes = 0;
  const { port, between } = bendable(memoryJournal(emptyDisk(), () => fault));
  between.probe = (pass) => {
    probes += 1;
    return pass();
  };
  watch = watchWrites(port, world);
});

test('a journal that has just stored a batch takes writes, and is not asked to prove it', async () => {
  await watch.journal.append('orders/00', log().next());
  await world.advance(1_200);
  expect(await watch.check()).toBe('a batch was stored 1200 ms ago');
  expect(probes).toBe(0);
});

test('one that has stored nothing of late proves it by a probe, one a second however many ask', async () => {
  await Promise.all([watch.check(), watch.check(), watch.check()]);
  expect(probes).toBe(1);
  await world.advance(1_000);
  await watch.check();
  expect(probes).toBe(2);
});

test('one whose append has failed takes none until a probe or an append is stored', async () => {
  await watch.journal.append('orders/00', log().next());
  fault = 'the disk is full';
  await expect(watch.journal.append('carts/00', log().next())).rejects.toThrow('the disk is full');
  await expect(watch.check()).rejects.toThrow('the disk is full');
  fault = undefined;
  await expect(watch.check()).rejects.toThrow('the disk is full');
  await world.advance(1_000);
  expect(await watch.check()).toBe('a probe was stored');
});
