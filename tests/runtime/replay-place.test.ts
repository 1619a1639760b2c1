import { expect, test } from '@jest/globals';
import { poisonNote, type TotalRow } from './toy.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

test('What a replay has counted is not counted again by a node that reads on from the place in the rows', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  const add = (by: number, note?: string) =>
    first.ask('counters.add', { id: 'sick', by, ...(note !== undefined && { note }) });
  await add(1, poisonNote);
  await first.node.settled();
  // It waits behind the first one, so that no row tells how far the view has come.
  await add(2);
  await first.node.settled();
  house.poison.on = false;
  for (const { id } of first.node.inspector.parked()) await first.node.inspector.replay(id);
  first.crash();
  const second = await house.open();
  await second.node.settled();
  const [row] = (await second.rows.get('totals', ['acme/sick'])) as readonly (TotalRow | undefined)[];
  expect(row).toMatchObject({ total: 3, events: 2 });
});

test('Who was the owner once does not move a view back by a replay: what another has counted stays counted once', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  const add = (node: ToyNode, id: string, by: number, note?: string) =>
    node.ask('counters.add', { id, by, ...(note !== undefined && { note }) });
  const replay = async ({ node: { inspector } }: ToyNode) => {
    for (const { id } of inspector.parked()) await inspector.replay(id);
  };
  await add(first, 'sick', 1, poisonNote);
  await first.node.settled();
  const second = await house.open();
  await add(second, 'sick', 2);
  await add(second, 'well', 5);
  await second.node.settled();
  house.poison.on = false;
  await expect(replay(first)).rejects.toMatchObject({ type: 'OWNER_CHANGED' });
  await replay(first);
  await add(second, 'well', 1);
  await second.node.settled();
  await replay(second);
  await house.world.advance(1_000);
  expect(await second.rows.get('totals', ['acme/sick', 'acme/well'])).toMatchObject([
    { total: 3, events: 2 },
    { total: 6, events: 2 },
  ]);
});
