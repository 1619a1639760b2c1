import { expect, test } from '@jest/globals';
import type { Row } from '../../actors/runtime/rows/rows.ts';
import { viewOf } from '../../actors/runtime/view.ts';
import { breakRows, firstCalls, gate, rowsLoseAnswer, waitsAt } from './faults.ts';
import { poisonNote, type TotalRow, type ToyEvents, totalsView } from './toy.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const add = (node: ToyNode, id: string, by = 1, note?: string) =>
  node.ask('counters.add', { id, by, ...(note !== undefined && { note }) });

const rowOf = async (node: ToyNode, id: string): Promise<TotalRow | undefined> =>
  (await node.rows.get('totals', [`acme/${id}`]))[0] as TotalRow | undefined;

const allRows = async (node: ToyNode): Promise<readonly Row[]> =>
  (await node.rows.find('totals', { index: 'byTotal', where: ['acme'], limit: 1_000 })).rows;

/** Adds and takes, of many counters, in many batches. */
async function busyDay(node: ToyNode): Promise<void> {
  for (const round of many(30)) {
    await Promise.all(many(20).map((number) => add(node, `c${number}`, 1 + ((round * 7 + number) % 5))));
    await Promise.all(many(5).map((number) => node.ask('counters.take', { id: `c${number}`, by: 1 })));
  }
}

test('A view built anew from the first event is what it was when it was kept up', async () => {
  const house = new ToyHouse();
  const node = await house.open({ limits: { partitions: 4 } });
  await busyDay(node);
  await node.node.settled();
  const live = await allRows(node);
  await node.drain();
  const rebuilt = await house.open({ views: [totalsView(house.poison, 2)] });
  await rebuilt.node.settled();
  expect(live).toHaveLength(20);
  expect(await allRows(rebuilt)).toEqual(live);
});

test('An event that keeps what it holds in the state is heard as it was told', async () => {
  const house = new ToyHouse();
  const heard: unknown[] = [];
  const listed = viewOf<ToyEvents>()<Row>({
    name: 'listed',
    version: 1,
    indexes: { byTenant: ['tenantId'] },
    on: {
      'counters.listed': ({ lines }) => {
        heard.push(...lines);
        return [];
      },
    },
  });
  const node = await house.open({ views: [listed] });
  const list = node.ask('counters.list', { id: 'one', lines: [{ name: 'a', units: 1 }] });
  await Promise.all([list, node.ask('counters.double', { id: 'one' })]);
  await node.node.settled();
  expect(heard).toEqual([{ name: 'a', units: 1 }]);
});

test('While the rows are away views wait, and then nothing is missing and nothing is double', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const mend = breakRows(node.bendRows);
  await busyDay(node);
  await house.world.advance(20_000);
  expect(node.node.inspector.lag().find(({ consumer }) => consumer === 'totals')).toMatchObject({
    handled: 1,
    problem: expect.stringContaining('a test says so'),
  });
  mend();
  await house.world.advance(20_000);
  const shown = await Promise.all(many(20).map((number) => node.ask('counters.show', { id: `c${number}` })));
  const rows = await Promise.all(many(20).map((number) => rowOf(node, `c${number}`)));
  expect(rows.map((row) => row?.total)).toEqual(shown.map(({ total }) => total));
});

test('A write that happened though nobody heard is not done again, and the view goes on', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  let applied = 0;
  node.bendRows.apply = (pass, move) => {
    if (move.consumer !== 'totals') return pass();
    applied += 1;
    return applied % 2 === 1 ? rowsLoseAnswer<boolean>()(pass) : pass();
  };
  for (const _ of many(5)) {
    await add(node, 'one');
    await house.world.advance(500);
  }
  expect(await rowOf(node, 'one')).toMatchObject({ total: 5, events: 5 });
});

test('Where another node moved the view, this one goes on from there and doubles nothing', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  await add(first, 'one');
  await first.node.settled();
  const door = gate();
  first.bendRows.apply = firstCalls(1, waitsAt(door));
  await add(first, 'one');
  await house.world.settle();
  const second = await house.open();
  await add(second, 'one');
  await second.node.settled();
  door.open();
  await house.world.advance(5_000);
  expect(await rowOf(second, 'one')).toMatchObject({ total: 3, events: 3 });
  await add(first, 'one').catch(() => undefined);
  await house.world.advance(5_000);
  await add(first, 'one');
  await house.world.advance(5_000);
  expect(await rowOf(first, 'one')).toMatchObject({ total: 4, events: 4 });
});

test('When the rows are lost altogether, all is built anew without a restart', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await add(node, 'one', 5);
  await add(node, 'sick', 1, poisonNote);
  await node.node.settled();
  house.rowsDisk.cursors.clear();
  for (const { entries } of house.rowsDisk.tables.values()) entries.clear();
  house.poison.on = false;
  await add(node, 'one', 1);
  await house.world.advance(2_000);
  expect([await rowOf(node, 'one'), await rowOf(node, 'sick')]).toMatchObject([
    { total: 6, events: 2 },
    { total: 1, events: 1 },
  ]);
});
