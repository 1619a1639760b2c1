import { expect, test } from '@jest/globals';
import type { Consumer } from '../../actors/runtime/feed/consumer.ts';
import { eventsOf } from '../../actors/runtime/feed/events.ts';
import type { Members } from '../../actors/runtime/placement.ts';
import { many, ToyHouse } from './toy-house.ts';

const names = (count: number) => many(count).map((number) => `p${number}`);
const nothing = () => undefined;

/** One node that stores, and another that owns nothing and hears of it. */
async function given() {
  const house = new ToyHouse();
  const sent: Uint8Array[] = [];
  const stored = (_partition: string, _number: number, bytes: Uint8Array) => void sent.push(bytes);
  const owner = await house.open({ others: { stored, handled: nothing, forgotten: nothing } });
  const heard: string[] = [];
  const consumer: Consumer = {
    name: 'ears',
    domains: ['people'],
    start: async (heads) => heads,
    handle: async (_, batches) =>
      void heard.push(...batches.flatMap(eventsOf).map(({ event }) => String(Object(event).name))),
    stop: async () => {},
  };
  const members: Members = { nodes: () => ['node-1'], onChange: () => nothing };
  const { node, bendJournal } = await house.open({ consumers: [consumer], members });
  let reads = 0;
  bendJournal.read = (pass) => {
    reads += 1;
    return pass();
  };
  sent.length = 0;
  const join = async (people: readonly string[]) => {
    for (const id of people) await owner.ask('people.join', { id, name: id, email: `${id}@example.com` });
  };
  const hear = async (batches: readonly Uint8Array[]) => {
    for (const bytes of batches) node.hear.batch(bytes);
    await node.settled();
    await house.world.settle();
    await node.settled();
  };
  return { join, hear, sent, heard, reads: () => reads };
}

test('Whoever hears of each batch as it was stored reads nothing, though personal fields are sealed in it', async () => {
  const { join, hear, sent, heard, reads } = await given();
  await join(names(20));
  expect(sent.map((bytes) => Buffer.from(bytes).toString()).join()).not.toContain('p7@example.com');
  await hear(sent);
  expect(heard).toEqual(names(20));
  expect(reads()).toBe(0);
});

test('What was lost on the way, or came in another order or twice, is read', async () => {
  const { join, hear, sent, heard, reads } = await given();
  await join(names(9));
  const [first, , third, fourth] = sent as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  await hear([third, first, first, fourth, ...sent.slice(5)]);
  expect(heard).toEqual(names(9));
  expect(reads()).toBeGreaterThan(0);
});

test('More than memory has room for is read', async () => {
  const { join, hear, sent, heard } = await given();
  await join(names(300));
  await hear(sent);
  expect(heard).toEqual(names(300));
});
