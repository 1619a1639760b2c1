import { setImmediate as nextLoop } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { gate } from './faults.ts';
import { poisonNote } from './toy.ts';
import { many, ToyHouse } from './toy-house.ts';

test('A look at what one partition has parked does not make another forget what it parks meanwhile', async () => {
  const house = new ToyHouse();
  const node = await house.open({ limits: { partitions: 8 } });
  const { passed: othersCame, open: otherCame } = gate();
  const { passed: isParked, open: parked } = gate();
  node.bendRows.get = async (pass, table) => {
    const found = await pass();
    if (table !== 'parked') return found;
    otherCame();
    await isParked;
    await nextLoop();
    return found;
  };
  node.bendRows.apply = async (pass, { consumer, changes }) => {
    const parks = changes.some(({ table }) => table === 'parked');
    if (parks) await othersCame;
    const isApplied = await pass();
    if (parks) parked();
    else if (consumer === 'totals') otherCame();
    return isApplied;
  };
  const sick = node.ask('counters.add', { id: 'sick', by: 1, note: poisonNote });
  await Promise.all([sick, ...many(40).map((number) => node.ask('counters.add', { id: `well-${number}`, by: 1 }))]);
  await node.node.settled();
  expect(node.node.inspector.parked()).toMatchObject([{ stream: 'acme/counter/sick', version: 1 }]);
  house.poison.on = false;
  for (const { id } of node.node.inspector.parked()) await node.node.inspector.replay(id);
  expect([(await node.rows.get('totals', ['acme/sick']))[0], node.node.inspector.parked()]).toMatchObject([
    { total: 1 },
    [],
  ]);
});
