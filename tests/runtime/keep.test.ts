import { expect, test } from '@jest/globals';
import type { Members } from '../../actors/runtime/placement.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const alone: Members = { nodes: () => ['node-1'], onChange: () => () => undefined };
const add = (node: ToyNode) => node.ask('counters.add', { id: 'one', by: 1 });

async function busy() {
  const house = new ToyHouse();
  const opening = house.open({ members: alone });
  await house.world.settle();
  const node = await opening;
  for (const _ of many(40)) await add(node);
  await node.node.settled();
  const [partition, head] = [...node.node.heads()].find(([, number]) => number > 40) ?? [];
  const placeOf = async (consumer: string) => (await node.rows.cursors(consumer)).get(partition ?? '')?.number ?? 0;
  return { house, node, head, placeOf };
}

test('A node that is about to leave keeps how far it has come and what its actors know, and goes on', async () => {
  const { house, node, head, placeOf } = await busy();
  expect(await placeOf('reminders')).toBe(0);
  expect(house.journalDisk.snapshots.size).toBe(0);
  await node.node.keep();
  expect(await placeOf('reminders')).toBe(head);
  expect([...house.journalDisk.snapshots.values()]).toMatchObject([{ stream: 'acme/counter/one', version: 40 }]);
  expect(await add(node)).toEqual({ total: 41 });
});

test('What comes while a node keeps its places is handled once, and none of it is missed', async () => {
  const { house, node } = await busy();
  const [kept, ...added] = [node.node.keep(), add(node), add(node)];
  await Promise.all([kept, ...added]);
  await node.node.settled();
  expect(await node.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 42, events: 42 }]);
  node.crash();
  const next = await house.open();
  await next.node.settled();
  expect(await next.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 42, events: 42 }]);
  expect(await add(next)).toEqual({ total: 43 });
});
