import { expect, test } from '@jest/globals';
import { poisonNote, type TotalRow } from './toy.ts';
import { ToyHouse } from './toy-house.ts';

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
