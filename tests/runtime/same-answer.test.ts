import { expect, test } from '@jest/globals';
import { firstCalls, gate, waitsAt } from './faults.ts';
import { acme, ToyHouse, type ToyNode } from './toy-house.ts';

const two = { id: 'one', by: 2 };
const stream = acme('counter', 'one');
const tooFew = { type: 'TOO_FEW', class: 'Rejected', data: { total: 0 } };

const totalOf = async (node: ToyNode, id = 'one'): Promise<number> => (await node.ask('counters.show', { id })).total;

/** Entries in the journal, of all partitions. */
const entriesIn = (house: ToyHouse): number =>
  [...house.journalDisk.logs.values()]
    .flatMap(({ batches }) => batches)
    .reduce((sum, { entries }) => sum + entries.length, 0);

test('The same command again changes nothing and is answered as before, marked as replayed', async () => {
  const node = await new ToyHouse().open();
  const first = await node.call('counters.add', two, { commandId: 'c1' });
  const again = await node.call('counters.add', two, { commandId: 'c1' });
  expect(first).toEqual({ result: { total: 2 }, meta: { stream, version: 1 } });
  expect(again).toEqual({ result: { total: 2 }, meta: { stream, version: 1, replayed: true } });
  expect(await totalOf(node)).toBe(2);
});

test('A replay tells the first answer and its version, however far the actor has gone on', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.add', two, { commandId: 'c1' });
  await node.ask('counters.add', two);
  expect(await node.call('counters.add', two, { commandId: 'c1' })).toMatchObject({
    result: { total: 2 },
    meta: { version: 1 },
  });
});

test('A refusal stands, though the command would succeed by now', async () => {
  const node = await new ToyHouse().open();
  const take = () => node.ask('counters.take', two, { commandId: 'c1' });
  await expect(take()).rejects.toMatchObject(tooFew);
  await node.ask('counters.add', { id: 'one', by: 10 });
  await expect(take()).rejects.toMatchObject(tooFew);
  expect(await totalOf(node)).toBe(10);
});

test('That nothing had to happen is remembered too', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.touch', { id: 'one' }, { commandId: 'c1' });
  await node.ask('counters.add', two);
  expect(await node.call('counters.touch', { id: 'one' }, { commandId: 'c1' })).toEqual({
    result: { total: 0 },
    meta: { stream, version: 0, replayed: true },
  });
});

test('Answers, refusals and no-ops outlive the node', async () => {
  const house = new ToyHouse();
  const before = await house.open();
  await before.ask('counters.add', two, { commandId: 'added' });
  await before.ask('counters.touch', { id: 'one' }, { commandId: 'touched' });
  await expect(before.ask('counters.take', { id: 'other', by: 1 }, { commandId: 'taken' })).rejects.toMatchObject(
    tooFew,
  );
  before.crash();
  const node = await house.open();
  const stored = entriesIn(house);
  expect(await node.call('counters.add', two, { commandId: 'added' })).toMatchObject({
    result: { total: 2 },
    meta: { version: 1, replayed: true },
  });
  expect(await node.ask('counters.touch', { id: 'one' }, { commandId: 'touched' })).toEqual({ total: 2 });
  await expect(node.ask('counters.take', { id: 'other', by: 1 }, { commandId: 'taken' })).rejects.toMatchObject(tooFew);
  expect(entriesIn(house)).toBe(stored);
});

test('Two that come at once in one batch are one', async () => {
  const node = await new ToyHouse().open();
  const both = await Promise.all([1, 2].map(() => node.call('counters.add', two, { commandId: 'c1' })));
  expect(both.map(({ result }) => result)).toEqual([{ total: 2 }, { total: 2 }]);
  expect(both.map(({ meta }) => meta.replayed ?? false)).toEqual([false, true]);
  expect(await totalOf(node)).toBe(2);
});

test('One that comes while the first is on its way waits for it and gets its answer', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const door = gate();
  node.bendJournal.append = firstCalls(1, waitsAt(door));
  const first = node.ask('counters.add', two, { commandId: 'c1' });
  await house.world.settle();
  const second = node.call('counters.add', two, { commandId: 'c1' });
  await house.world.settle();
  door.open();
  expect(await first).toEqual({ total: 2 });
  expect(await second).toMatchObject({ result: { total: 2 }, meta: { replayed: true } });
  expect(await totalOf(node)).toBe(2);
});

test('An answer is found in the journal when memory has long forgotten it', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.add', two, { commandId: 'c1' });
  const others = Array.from({ length: 3_000 }, (_, number) => ({ id: `c${number}`, by: 1 }));
  await Promise.all(others.map((params) => node.ask('counters.add', params)));
  expect(await node.call('counters.add', two, { commandId: 'c1' })).toMatchObject({ meta: { replayed: true } });
  expect(await totalOf(node)).toBe(2);
});

test('The same id with another body is refused, whether the first is stored, on its way or beside it', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const differs = { type: 'COMMAND_DIFFERS', class: 'Invalid' };
  const three = { id: 'one', by: 3 };
  const [first, beside] = await Promise.allSettled([
    node.ask('counters.add', two, { commandId: 'c1' }),
    node.ask('counters.add', three, { commandId: 'c1' }),
  ]);
  expect(first).toMatchObject({ status: 'fulfilled' });
  expect(beside).toMatchObject({ reason: differs });
  await expect(node.ask('counters.add', three, { commandId: 'c1' })).rejects.toMatchObject(differs);
  await expect(node.ask('counters.take', two, { commandId: 'c1' })).rejects.toMatchObject(differs);
  const restarted = await house.open();
  await expect(restarted.ask('counters.add', three, { commandId: 'c1' })).rejects.toMatchObject(differs);
});

test('The order of its fields does not make a body another one', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.add', { id: 'one', by: 2, note: 'n' }, { commandId: 'c1' });
  const again = node.ask('counters.add', { note: 'n', by: 2, id: 'one' }, { commandId: 'c1' });
  await expect(again).resolves.toEqual({ total: 2 });
});

test('What follows from an event is known by its id alone: the next release may ask in other words', async () => {
  const node = await new ToyHouse().open();
  const ask = (by: number) =>
    node.ask('counters.add', { id: 'one', by }, { commandId: 'acme/errand/e@3:counters.add:0' });
  expect([await ask(2), await ask(3)]).toEqual([{ total: 2 }, { total: 2 }]);
});

test('The same id at two actors, or in two tenants, is two commands', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.add', two, { commandId: 'c1' });
  expect(await node.ask('counters.add', { id: 'other', by: 3 }, { commandId: 'c1' })).toEqual({ total: 3 });
  expect(await node.ask('counters.add', { id: 'one', by: 4 }, { commandId: 'c1', tenantId: 'bolt' })).toEqual({
    total: 4,
  });
});

test('An answer that shows a part of the state does not change when the state does', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const list = () => node.ask('counters.list', { id: 'one', lines: [{ name: 'a', units: 1 }] }, { commandId: 'c1' });
  const first = list();
  const [, doubled] = await Promise.all([first, node.ask('counters.double', { id: 'one' })]);
  expect(await first).toEqual({ lines: [{ name: 'a', units: 1 }] });
  expect(doubled).toEqual({ lines: [{ name: 'a', units: 2 }] });
  expect(await list()).toEqual({ lines: [{ name: 'a', units: 1 }] });
  const restarted = await house.open();
  expect(await restarted.ask('counters.show', { id: 'one' })).toMatchObject({ lines: [{ name: 'a', units: 2 }] });
});
