import { expect, test } from '@jest/globals';
import type { Consumer } from '../../actors/runtime/feed/consumer.ts';
import { poisonNote } from './toy.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

const partition = 'counters/00';

const add = (node: ToyNode, id: string, note?: string) =>
  node.ask('counters.add', { id, by: 1, ...(note !== undefined && { note }) });

/** Tells of what the list shows, as sockets do. */
function teller() {
  const late: string[] = [];
  const consumer: Consumer = {
    ...{ name: 'teller', domains: ['counters'], after: ['totals'] },
    start: async (heads) => heads,
    handle: async () => undefined,
    late: (heard) => late.push(...heard.map(({ name, about }) => `${name} ${about.id}@${about.version}`)),
    stop: async () => undefined,
  };
  return { consumer, late };
}

test('Whoever comes after a list hears again of what only a replay could bring into it', async () => {
  const house = new ToyHouse();
  const { consumer, late } = teller();
  const node = await house.open({ consumers: [consumer] });
  await Promise.all([add(node, 'well'), add(node, 'sick', poisonNote), add(node, 'sick')]);
  await node.node.settled();
  expect(late).toEqual([]);
  house.poison.on = false;
  for (const { id } of node.node.inspector.parked()) await node.node.inspector.replay(id);
  expect(late).toEqual(['counters.added sick@1', 'counters.added sick@2']);
});

test('A node that owns nothing tells of a batch once the node that owns it shows it', async () => {
  const house = new ToyHouse();
  const owner = await house.open();
  for (const id of ['one', 'two', 'three']) await add(owner, id);
  await owner.node.settled();
  const numbers: number[] = [];
  const consumer: Consumer = {
    ...{ name: 'teller', domains: ['counters'], after: ['totals'] },
    start: async () => new Map([[partition, 1]]),
    handle: async (_, batches) => void numbers.push(...batches.map(({ number }) => number)),
    stop: async () => undefined,
  };
  const members = { nodes: () => ['node-1'], onChange: () => () => undefined };
  const others = { stored: () => undefined, handled: () => undefined, forgotten: () => undefined };
  const other = await house.open({ members, others, consumers: [consumer] });
  other.node.hear.head(partition, 4);
  other.node.hear.handled('totals', partition, 3);
  await house.world.settle();
  expect(numbers).toEqual([]);
  other.node.hear.handled('totals', partition, 4);
  await house.world.settle();
  expect(numbers).toEqual([2, 3, 4]);
  await other.drain();
});

test('Whoever comes after a list hears when the list shows what was stored before', async () => {
  const house = new ToyHouse();
  const owner = await house.open();
  await add(owner, 'one');
  const members = { nodes: () => ['node-1'], onChange: () => () => undefined };
  const others = { stored: () => undefined, handled: () => undefined, forgotten: () => undefined };
  let came = 0;
  const consumer: Consumer = {
    ...{ name: 'teller', domains: ['counters'], after: ['totals'], start: async (heads) => heads },
    handle: async () => undefined,
    cameAfter: () => {
      came += 1;
    },
    stop: async () => undefined,
  };
  const other = await house.open({ members, others, consumers: [consumer] });
  other.node.hear.handled('totals', partition, 1);
  await house.world.settle();
  expect(came).toBe(0);
  other.node.hear.handled('totals', partition, 2);
  await house.world.settle();
  expect(came).toBe(1);
  await other.drain();
});

test('An owner that only looks hears of every write of another node, not only of the first', async () => {
  const house = new ToyHouse();
  const numbers: number[] = [];
  const consumer: Consumer = {
    ...{ name: 'teller', domains: ['counters'], start: async (heads) => heads, stop: async () => undefined },
    handle: async (_, batches) => void numbers.push(...batches.map(({ number }) => number)),
  };
  const members = { nodes: () => ['node-1'], onChange: () => () => undefined };
  const opening = house.open({ members, consumers: [consumer] });
  await house.world.settle();
  await opening;
  const stranger = await house.open();
  for (const last of [3, 4]) {
    await add(stranger, 'one');
    await house.world.advance(1_000);
    expect(numbers.at(-1)).toBe(last);
  }
});
