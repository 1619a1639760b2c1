import { expect, test } from '@jest/globals';
import { runtimeError } from '../../actors/runtime/errors.ts';
import { type Cursor, type Row, startCursor } from '../../actors/runtime/rows/rows.ts';
import { indexConsumer } from '../../actors/search/index-feed.adapter.ts';
import type { IndexMove, ProductIndex } from '../../actors/search/product-index.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const four = { limits: { partitions: 4 } };

/** As when the file of the read models is set aside while Souk runs: it is empty from one call to the next. */
function loseRows({ rowsDisk }: ToyHouse): void {
  for (const { entries } of rowsDisk.tables.values()) entries.clear();
  rowsDisk.cursors.clear();
}

const allRows = async (node: ToyNode): Promise<readonly Row[]> =>
  (await node.rows.find('totals', { index: 'byTotal', where: ['acme'], limit: 1_000 })).rows;

const addTo = (node: ToyNode, counters: number) =>
  Promise.all(many(counters).map((number) => node.ask('counters.add', { id: `c${number}`, by: 1 })));

test('Read models that are lost while nothing happens come back by themselves', async () => {
  const house = new ToyHouse();
  const node = await house.open(four);
  await addTo(node, 20);
  await node.node.settled();
  const before = await allRows(node);
  loseRows(house);
  await node.node.lost();
  await node.node.settled();
  expect(before).toHaveLength(20);
  expect(await allRows(node)).toEqual(before);
});

test('Reminders that are lost while nothing happens still come, and once', async () => {
  const house = new ToyHouse();
  const node = await house.open(four);
  for (const number of many(10)) await node.ask('counters.setBell', { id: `c${number}`, delay: 10_000 });
  await node.node.settled();
  loseRows(house);
  await node.node.lost();
  await house.world.advance(20_000);
  const rung = await Promise.all(many(10).map((number) => node.ask('counters.show', { id: `c${number}` })));
  expect(rung.map((counter) => counter.rung.length)).toEqual(many(10).map(() => 1));
});

test('A loss while the rows are away is made good once they are back', async () => {
  const house = new ToyHouse();
  const node = await house.open(four);
  await addTo(node, 5);
  await node.node.settled();
  loseRows(house);
  node.bendRows.cursors = () => Promise.reject(runtimeError('JOURNAL_UNAVAILABLE'));
  const told = node.node.lost();
  await house.world.settle();
  delete node.bendRows.cursors;
  await house.world.advance(1_000);
  await told;
  await node.node.settled();
  expect(await allRows(node)).toHaveLength(5);
});

test('Flows do not run again, and what they parked stays parked, also after a crash', async () => {
  const house = new ToyHouse();
  const visits: string[] = [];
  house.visit = (what) => {
    visits.push(what);
    if (what === 'never') throw runtimeError('COMMAND_DIFFERS');
  };
  const node = await house.open(four);
  for (const what of ['never', 'a', 'b']) await node.ask('errands.push', { id: what, what });
  await node.node.settled();
  const before = [...visits];
  const parked = node.node.inspector.parked();
  loseRows(house);
  await node.node.lost();
  node.crash();
  const again = await house.open(four);
  await again.node.settled();
  expect(parked).toHaveLength(1);
  expect(again.node.inspector.parked()).toEqual(parked);
  expect(visits).toEqual(before);
});

/** Keeps the tenants it hears of, and forgets them as a file that is set aside does. */
function forgetfulIndex() {
  let [cursors, heard] = [new Map<string, Cursor>(), [] as string[]];
  const apply = async ({ partition, expected, next, changes }: IndexMove): Promise<boolean> => {
    if ((cursors.get(partition) ?? startCursor).number !== expected.number) return false;
    cursors.set(partition, next);
    heard.push(...changes.map((change) => ('tenantId' in change ? change.tenantId : '')));
    return true;
  };
  const index = { cursors: async () => cursors, apply } as Pick<ProductIndex, 'cursors' | 'apply'> as ProductIndex;
  const forget = () => {
    [cursors, heard] = [new Map(), []];
  };
  return { index, forget, heard: () => [...heard].sort() };
}

test('A product index that is lost while Souk runs is filled again, told of or not', async () => {
  const house = new ToyHouse();
  const { index, forget, heard } = forgetfulIndex();
  const on = {
    'counters.added': (_: never, { id }: { id: string }) => [{ type: 'removed' as const, tenantId: id, productId: id }],
  };
  const feed = { name: 'toys', on };
  const consumers = [indexConsumer({ feed, index, world: house.world, onWritten: () => undefined })];
  const node = await house.open({ ...four, consumers });
  await addTo(node, 8);
  await house.world.advance(100);
  const all = many(8).map((number) => `c${number}`);
  expect(heard()).toEqual(all);
  forget();
  await node.node.lost('toys');
  await house.world.advance(100);
  expect(heard()).toEqual(all);
  forget();
  await addTo(node, 8);
  await house.world.advance(5_000);
  expect(heard()).toEqual([...all, ...all].sort());
});
