import { expect, test } from '@jest/globals';
import type { Consumer } from '../../actors/runtime/feed/consumer.ts';
import { CursorMoved } from '../../actors/runtime/feed/consumer.ts';
import type { FeedBatch } from '../../actors/runtime/journal/entry.ts';
import { fails, firstCalls, gate, takenByAnother } from './faults.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const partition = 'counters/00';

const add = (node: ToyNode, by = 1) => node.ask('counters.add', { id: 'one', by });

/** A consumer that notes the numbers it is given, and does with them what a test says. */
function listener(act: (batches: readonly FeedBatch[]) => Promise<void> | void = () => {}, from = 0) {
  const numbers: number[] = [];
  const consumer: Consumer = {
    name: 'listener',
    domains: ['counters'],
    start: async (heads) => new Map([...heads.keys()].map((name) => [name, from])),
    handle: async (_, batches) => {
      await act(batches);
      numbers.push(...batches.map(({ number }) => number));
    },
    stop: async () => {},
  };
  return { consumer, numbers };
}

const upTo = (last: number) => many(last).map((number) => number + 1);

test('A consumer that follows is given every batch once, in order, from memory', async () => {
  const house = new ToyHouse();
  const { consumer, numbers } = listener();
  const node = await house.open({ consumers: [consumer] });
  let reads = 0;
  node.bendJournal.read = (pass) => {
    reads += 1;
    return pass();
  };
  for (const _ of many(20)) await add(node);
  await node.node.settled();
  expect([numbers, reads]).toEqual([upTo(21), 0]);
});

test('One that is slow is given what memory has no room for from the journal, without a hole', async () => {
  const house = new ToyHouse();
  const door = gate();
  const { consumer, numbers } = listener(() => door.passed);
  const node = await house.open({ consumers: [consumer] });
  for (const _ of many(300)) await add(node);
  door.open();
  await node.node.settled();
  expect(numbers).toEqual(upTo(301));
});

test('One that comes after another hears of nothing before that one has handled it', async () => {
  const house = new ToyHouse();
  const door = gate();
  const first = listener(() => door.passed);
  const second = listener();
  const after = { ...second.consumer, name: 'second', after: ['listener'] };
  const node = await house.open({ consumers: [after, first.consumer] });
  for (const _ of many(3)) await add(node);
  expect([first.numbers, second.numbers]).toEqual([[], []]);
  door.open();
  await node.node.settled();
  expect([first.numbers, second.numbers]).toEqual([upTo(4), upTo(4)]);
});

test('One that comes after another holds up no stop', async () => {
  const house = new ToyHouse();
  const door = gate();
  const first = listener(() => door.passed);
  const second = listener();
  const after = { ...second.consumer, name: 'second', after: ['listener'] };
  const node = await house.open({ consumers: [first.consumer, after] });
  await add(node);
  const drained = node.node.drain();
  door.open();
  await drained;
  expect(second.numbers).toEqual([]);
});

test('What another node wrote is read from the journal before what comes after it', async () => {
  const house = new ToyHouse();
  const { consumer, numbers } = listener();
  const node = await house.open({ consumers: [consumer] });
  await add(node);
  await takenByAnother(node.journal, partition);
  await add(node).catch(() => undefined);
  await house.world.advance(4_000);
  await add(node);
  await house.world.advance(100);
  expect(numbers).toEqual(upTo(4));
});

test('What another node wrote is heard even if this one never writes again', async () => {
  const house = new ToyHouse();
  const { consumer, numbers } = listener();
  const node = await house.open({ consumers: [consumer] });
  await takenByAnother(node.journal, partition);
  await add(node).catch(() => undefined);
  await takenByAnother(node.journal, partition);
  await house.world.advance(1_500);
  expect(numbers).toEqual(upTo(3));
});

test('What is stored while the node is still starting is heard too', async () => {
  const house = new ToyHouse();
  const { consumer, numbers } = listener();
  const door = gate();
  const slow: Consumer = { ...consumer, start: async (heads) => door.passed.then(() => heads) };
  const node = house.make({ consumers: [slow] });
  const starting = node.start();
  await house.world.settle();
  await add(node);
  door.open();
  await starting;
  await node.node.settled();
  expect(numbers).toEqual([2]);
});

test('A consumer that fails is given the same batches again, later and later, and the others do not wait', async () => {
  const house = new ToyHouse();
  let failing = true;
  let tries = 0;
  const sick = listener(() => {
    tries += 1;
    if (failing) throw new Error('a test says so');
  });
  const well = listener();
  const node = await house.open({ consumers: [{ ...sick.consumer, name: 'sick' }, well.consumer] });
  await add(node);
  await house.world.advance(60_000);
  expect([well.numbers, sick.numbers, tries < 25]).toEqual([upTo(2), [], true]);
  expect(node.node.inspector.lag().find(({ consumer }) => consumer === 'sick')).toEqual({
    consumer: 'sick',
    partition,
    handled: 0,
    head: 2,
    problem: 'a test says so',
  });
  failing = false;
  await house.world.advance(5_000);
  expect(sick.numbers).toEqual(upTo(2));
  expect(node.node.inspector.lag().every(({ problem }) => problem === undefined)).toBe(true);
});

test('A consumer that stands elsewhere than it thought goes on from there', async () => {
  const house = new ToyHouse();
  let moved = false;
  const { consumer, numbers } = listener((batches) => {
    if (moved || batches[0]?.number !== 3) return;
    moved = true;
    throw new CursorMoved('listener', partition, 1);
  });
  const node = await house.open({ consumers: [consumer] });
  for (const _ of many(3)) {
    await add(node);
    await house.world.advance(200);
  }
  expect(numbers).toEqual([1, 2, 2, 3, 4]);
});

test('While the journal cannot be read a consumer waits, and misses nothing', async () => {
  const house = new ToyHouse();
  const before = await house.open();
  for (const _ of many(3)) await add(before);
  before.crash();
  const { consumer, numbers } = listener();
  const node = house.make({ consumers: [consumer] });
  node.bendJournal.read = firstCalls(5, fails());
  await node.start();
  await house.world.advance(10_000);
  expect(numbers).toEqual(upTo(5));
});

test('One that may lag a little is given more at once', async () => {
  const house = new ToyHouse();
  const sizes: number[] = [];
  const { consumer, numbers } = listener((batches) => {
    sizes.push(batches.length);
  });
  const node = await house.open({ consumers: [{ ...consumer, paceMs: 100 }] });
  await house.world.advance(100);
  for (const _ of many(30)) await add(node);
  await house.world.advance(100);
  expect([sizes, numbers]).toEqual([[1, 30], upTo(31)]);
});
