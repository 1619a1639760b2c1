import { expect, test } from '@jest/globals';
import type { Consumer } from '../../actors/runtime/feed/consumer.ts';
import { gate } from './faults.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const partition = 'counters/00';

const add = (node: ToyNode) => node.ask('counters.add', { id: 'one', by: 1 });

/** Comes when the node has long been running, and notes what it is given. */
function latecomer(from: number, passed: Promise<void> = Promise.resolve()) {
  const numbers: number[] = [];
  const stops: number[] = [];
  const consumer: Consumer = {
    name: 'latecomer',
    domains: ['counters'],
    start: async () => new Map([[partition, from]]),
    handle: async (_, batches) => {
      await passed;
      numbers.push(...batches.map(({ number }) => number));
    },
    stop: async () => {
      stops.push(numbers.length);
    },
  };
  return { consumer, numbers, stops };
}

const upTo = (last: number) => many(last).map((number) => number + 1);

test('One that comes late is given the past first, and then what comes, without a hole', async () => {
  const toy = await new ToyHouse().open();
  for (const _ of many(3)) await add(toy);
  const { consumer, numbers } = latecomer(1);
  await toy.node.latecomers.follow(consumer);
  for (const _ of many(3)) await add(toy);
  await toy.node.settled();
  expect(numbers).toEqual(upTo(toy.node.latecomers.heads().get(partition) ?? 0).slice(1));
});

test('One that is told to go finishes what it was handed, and is given nothing more', async () => {
  const toy = await new ToyHouse().open();
  const door = gate();
  const { consumer, numbers, stops } = latecomer(0, door.passed);
  await add(toy);
  await toy.node.latecomers.follow(consumer);
  const gone = toy.node.latecomers.unfollow(consumer);
  door.open();
  await gone;
  const heard = numbers.length;
  await add(toy);
  await toy.node.settled();
  expect([numbers.length, stops]).toEqual([heard, [heard]]);
  expect(toy.node.inspector.lag().some(({ consumer: name }) => name === 'latecomer')).toBe(false);
});

test('The past of a partition can be read, from after a batch to a batch', async () => {
  const toy = await new ToyHouse().open();
  for (const _ of many(5)) await add(toy);
  const read: number[] = [];
  for await (const batches of toy.node.latecomers.stored(partition, 2, 4))
    read.push(...batches.map((one) => one.number));
  expect(read).toEqual([3, 4]);
});

test('One that reads the past may have it from so many partitions at once only', async () => {
  const toy = await new ToyHouse().open({ limits: { partitions: 8 } });
  await Promise.all(many(64).map((id) => toy.ask('counters.add', { id: `c${id}`, by: 1 })));
  let [underWay, most, handled] = [0, 0, 0];
  const consumer: Consumer = {
    name: 'latecomer',
    domains: ['counters'],
    readsAtOnce: 2,
    start: async () => new Map(),
    handle: async (_, batches) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      handled += batches.length;
    },
    stop: async () => {},
  };
  await toy.node.latecomers.follow(consumer);
  await toy.node.settled();
  const heads = [...toy.node.latecomers.heads()].filter(([name]) => name.startsWith('counters/'));
  expect([most, handled]).toEqual([2, heads.reduce((sum, [, head]) => sum + head, 0)]);
});
