import { expect, test } from '@jest/globals';
import { gate, waitsAt } from './faults.ts';
import { ToyHouse } from './toy-house.ts';

test('Consumers that begin together read what was stored before them once', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  for (const by of [1, 2, 3]) await first.ask('counters.add', { id: 'one', by });
  first.crash();
  house.rowsDisk.tables.clear();
  house.rowsDisk.cursors.clear();
  const node = house.make();
  const pages: string[] = [];
  const door = gate();
  node.bendJournal.read = (pass, partition, after) => {
    pages.push(`${partition} after ${after}`);
    return waitsAt<Awaited<ReturnType<typeof pass>>>(door)(pass);
  };
  await node.start();
  await house.world.settle();
  expect(pages.filter((page) => page === 'counters/00 after 0')).toHaveLength(1);
  door.open();
  await node.node.settled();
  expect(await node.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 6, events: 3 }]);
});
