import { expect, test } from '@jest/globals';
import type { Consumer } from '../../actors/runtime/feed/consumer.ts';
import { Feed } from '../../actors/runtime/feed/feed.ts';
import type { Entry } from '../../actors/runtime/journal/entry.ts';
import { noSpans } from '../../actors/runtime/spans.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const partition = 'counters/00';

const add = (node: ToyNode) => node.ask('counters.add', { id: 'one', by: 1 });

test('The past of a partition can be read, from after a batch to a batch', async () => {
  const toy = await new ToyHouse().open();
  for (const _ of many(5)) await add(toy);
  const read: number[] = [];
  for await (const batches of toy.node.past.stored(partition, 2, 4)) read.push(...batches.map((one) => one.number));
  expect(read).toEqual([3, 4]);
});

test('Who reads the past may have it from so many partitions at once only', async () => {
  const toy = await new ToyHouse().open({ limits: { partitions: 8 } });
  await Promise.all(many(64).map((id) => toy.ask('counters.add', { id: `c${id}`, by: 1 })));
  let [underWay, most, handled] = [0, 0, 0];
  const consumer: Consumer = {
    name: 'reader',
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
  const decode = async (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Entry);
  const feed = new Feed({ journal: toy.journal, codec: { decode }, world: realWorld, spans: noSpans });
  await feed.add(consumer, toy.node.heads());
  await feed.settled();
  const heads = [...toy.node.heads()].filter(([name]) => name.startsWith('counters/'));
  expect([most, handled]).toEqual([2, heads.reduce((sum, [, head]) => sum + head, 0)]);
});

test('Who follows in a process of its own is seen among those who lag', async () => {
  const toy = await new ToyHouse().open();
  const lag = { consumer: 'elsewhere', partition, handled: 1, head: 3 };
  toy.node.inspector.besides(() => [lag]);
  expect(toy.node.inspector.lag()).toContainEqual(lag);
});

test('A node knows how far a partition has come that another one owns and tells of', async () => {
  const toy = await new ToyHouse().open();
  await add(toy);
  toy.node.hear.head('counters/elsewhere', 7);
  const own = toy.node.heads().get(partition);
  expect([toy.node.knownHeads().get('counters/elsewhere'), toy.node.knownHeads().get(partition)]).toEqual([7, own]);
});
