import { expect, test } from '@jest/globals';
import { ToyHouse } from './toy-house.ts';

const two = { id: 'one', by: 2 };

test('The same id with another body is refused, whether the first is stored, on its way or beside it', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const differs = { type: 'COMMAND_DIFFERS', class: 'Invalid' };
  const three = { id: 'one', by: 3 };
  const [first, beside] = await Promise.allSettled([
    node.ask('counters.add', two, { commandId: 'c1' }),
    node.ask('counters.add', three, { commandId: 'c1' }),
  ]);
  expect(first).toMatchObject({ status: 'fulfilled' });
  expect(beside).toMatchObject({ reason: differs });
  await expect(node.ask('counters.add', three, { commandId: 'c1' })).rejects.toMatchObject(differs);
  await expect(node.ask('counters.take', two, { commandId: 'c1' })).rejects.toMatchObject(differs);
  const restarted = await house.open();
  await expect(restarted.ask('counters.add', three, { commandId: 'c1' })).rejects.toMatchObject(differs);
});

test('The order of its fields does not make a body another one', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.add', { id: 'one', by: 2, note: 'n' }, { commandId: 'c1' });
  const again = node.ask('counters.add', { note: 'n', by: 2, id: 'one' }, { commandId: 'c1' });
  await expect(again).resolves.toEqual({ total: 2 });
});

test('What follows from an event is known by its id alone: the next release may ask in other words', async () => {
  const node = await new ToyHouse().open();
  const ask = (by: number) =>
    node.ask('counters.add', { id: 'one', by }, { commandId: 'acme/errand/e@3:counters.add:0' });
  expect([await ask(2), await ask(3)]).toEqual([{ total: 2 }, { total: 2 }]);
});

test('The same id at two actors, or in two tenants, is two commands', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.add', two, { commandId: 'c1' });
  expect(await node.ask('counters.add', { id: 'other', by: 3 }, { commandId: 'c1' })).toEqual({ total: 3 });
  expect(await node.ask('counters.add', { id: 'one', by: 4 }, { commandId: 'c1', tenantId: 'bolt' })).toEqual({
    total: 4,
  });
});

test('An answer that shows a part of the state does not change when the state does', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const list = () => node.ask('counters.list', { id: 'one', lines: [{ name: 'a', units: 1 }] }, { commandId: 'c1' });
  const first = list();
  const [, doubled] = await Promise.all([first, node.ask('counters.double', { id: 'one' })]);
  expect(await first).toEqual({ lines: [{ name: 'a', units: 1 }] });
  expect(doubled).toEqual({ lines: [{ name: 'a', units: 2 }] });
  expect(await list()).toEqual({ lines: [{ name: 'a', units: 1 }] });
  const restarted = await house.open();
  expect(await restarted.ask('counters.show', { id: 'one' })).toMatchObject({ lines: [{ name: 'a', units: 2 }] });
});
