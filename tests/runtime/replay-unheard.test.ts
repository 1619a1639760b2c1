import { expect, test } from '@jest/globals';
import { firstCalls, rowsLoseAnswer } from './faults.ts';
import { poisonNote } from './toy.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

const add = (node: ToyNode, by: number, note?: string) =>
  node.ask('counters.add', { id: 'sick', by, ...(note !== undefined && { note }) });

async function replayAll({ node: { inspector } }: ToyNode): Promise<void> {
  for (const { id } of inspector.parked()) await inspector.replay(id);
}

test('A replay after a write that nobody heard of leaves out nothing of what came after it', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await add(node, 1);
  await node.node.settled();
  const lost = firstCalls(1, rowsLoseAnswer<boolean>());
  node.bendRows.apply = (pass, { consumer }) => (consumer === 'totals' ? lost(pass) : pass());
  await add(node, 1, poisonNote);
  await add(node, 5);
  await house.world.advance(1_000);
  house.poison.on = false;
  await expect(replayAll(node)).rejects.toMatchObject({ type: 'OWNER_CHANGED' });
  await replayAll(node);
  expect(await node.rows.get('totals', ['acme/sick'])).toMatchObject([{ total: 7, events: 3 }]);
  expect(node.node.inspector.parked()).toEqual([]);
});
