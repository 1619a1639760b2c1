import { expect, test } from '@jest/globals';
import type { AnyDecider } from '../../actors/runtime/decider.ts';
import { firstCalls, gate, waitsAt } from './faults.ts';
import { toyServices } from './toy.ts';
import { acme, many, ToyHouse, type ToyNode, withDecider } from './toy-house.ts';

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

test('A retry among many new commands is answered as before, and they are decided once and in their order', async () => {
  const house = new ToyHouse();
  const before = await house.open();
  await Promise.all(
    many(5).map((number) => before.ask('counters.add', { id: `c${number}`, by: 1 }, { commandId: `r${number}` })),
  );
  before.crash();
  const node = await house.open();
  const asked = many(1_000).map((number) =>
    node.call(
      'counters.add',
      { id: `c${number % 10}`, by: 1 },
      { commandId: number % 100 < 10 ? `r${number % 10}` : `n${number}` },
    ),
  );
  const answers = await Promise.all(asked);
  const totals = await Promise.all(many(10).map((number) => totalOf(node, `c${number}`)));
  expect(totals).toEqual(many(10).map(() => 91));
  const ofC7 = answers
    .filter((_, number) => number % 10 === 7)
    .map(({ result }) => (result as { total: number }).total);
  const firstTimes = ofC7.filter((_, place) => place % 10 !== 0 || place === 0);
  expect(firstTimes).toEqual(many(91).map((number) => number + 1));
});

test('A retry is answered as before though its rule would break by now', async () => {
  const house = new ToyHouse();
  const before = await house.open();
  await before.ask('counters.touch', { id: 'one' }, { commandId: 'c1' });
  before.crash();
  const breaking = (decider: AnyDecider): AnyDecider => ({
    ...decider,
    decide: {
      ...decider.decide,
      touch: () => {
        throw new Error('a rule broke');
      },
    },
  });
  const node = await house.open({
    services: withDecider(
      toyServices(() => house.visit),
      'counter',
      breaking,
    ),
  });
  const retried = node.call('counters.touch', { id: 'one' }, { commandId: 'c1' });
  expect(await retried).toMatchObject({ result: { total: 0 }, meta: { replayed: true } });
  await expect(node.ask('counters.touch', { id: 'one' })).rejects.toMatchObject({ type: 'INTERNAL' });
});

test('A retry is answered as before though its precondition no longer holds', async () => {
  const house = new ToyHouse();
  const before = await house.open();
  const add = (node: ToyNode) => node.call('counters.add', two, { commandId: 'c1', expected: `${stream}@0` });
  await add(before);
  before.crash();
  const node = await house.open();
  expect(await add(node)).toMatchObject({ result: { total: 2 }, meta: { replayed: true } });
  const stale = node.ask('counters.add', two, { expected: `${stream}@0` });
  await expect(stale).rejects.toMatchObject({ type: 'PRECONDITION_FAILED', data: { version: 1 } });
});

test('An answer that memory holds by a hair is not lost while others are looked up', async () => {
  const house = new ToyHouse();
  const node = await house.open({ limits: { maxEntriesPerBatch: 2 } });
  // Memory has room for eight answers: of these twelve `c4` is the next to go.
  for (const number of many(12)) await node.ask('counters.add', two, { commandId: `c${number}` });
  const retries = ['c0', 'c4'].map((commandId) => node.call('counters.add', two, { commandId }));
  expect(await Promise.all(retries)).toMatchObject([
    { result: { total: 2 }, meta: { replayed: true } },
    { result: { total: 10 }, meta: { replayed: true } },
  ]);
  expect(await totalOf(node)).toBe(24);
});
