import { expect, test } from '@jest/globals';
import type { Row } from '../../actors/runtime/rows/rows.ts';
import { viewOf } from '../../actors/runtime/view.ts';
import { firstCalls, gate, rowsFail, rowsLoseAnswer, waitsAt } from './faults.ts';
import { poisonNote, type TotalRow, type ToyEvents, totalsView } from './toy.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const add = (node: ToyNode, id: string, by = 1, note?: string) =>
  node.ask('counters.add', { id, by, ...(note !== undefined && { note }) });

const rowOf = async (node: ToyNode, id: string): Promise<TotalRow | undefined> =>
  (await node.rows.get('totals', [`acme/${id}`]))[0] as TotalRow | undefined;

const letters = (node: ToyNode) => node.node.inspector.parked();

async function replayAll(node: ToyNode): Promise<void> {
  for (const { id } of letters(node)) await node.node.inspector.replay(id);
}

test('An event that a view chokes on parks its stream there; all before it counts, and all others go on', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await Promise.all([add(node, 'sick'), add(node, 'sick', 1, poisonNote), add(node, 'sick', 5), add(node, 'well')]);
  await add(node, 'sick', 7);
  await add(node, 'well');
  await node.node.settled();
  expect([await rowOf(node, 'sick'), await rowOf(node, 'well')]).toMatchObject([
    { total: 1, events: 1 },
    { total: 2, events: 2 },
  ]);
  expect(letters(node)).toMatchObject([
    {
      consumer: 'totals',
      tenantId: 'acme',
      stream: 'acme/counter/sick',
      version: 2,
      tries: 1,
      message: 'the view choked',
    },
  ]);
});

test('A replay applies all that waited, in order and once, and the stream goes on', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await Promise.all([add(node, 'sick'), add(node, 'sick', 1, poisonNote), add(node, 'sick', 5)]);
  await node.node.settled();
  await replayAll(node);
  expect([await rowOf(node, 'sick'), letters(node)]).toMatchObject([{ events: 1 }, [{ version: 2, tries: 2 }]]);
  house.poison.on = false;
  await replayAll(node);
  await add(node, 'sick', 2);
  await node.node.settled();
  expect([await rowOf(node, 'sick'), letters(node)]).toMatchObject([{ total: 9, events: 4 }, []]);
});

test('A replay stops at the next event that cannot be applied, and keeps what it could', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  for (const note of [poisonNote, 'fine', poisonNote, 'fine']) await add(node, 'sick', 1, note);
  await node.node.settled();
  let first = true;
  Object.defineProperty(house.poison, 'on', {
    get: () => {
      const was = first;
      first = false;
      return !was;
    },
  });
  await replayAll(node);
  expect([await rowOf(node, 'sick'), letters(node)]).toMatchObject([{ events: 2 }, [{ version: 3, tries: 1 }]]);
});

test('A long stream that waited is replayed whole', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await add(node, 'sick', 1, poisonNote);
  for (const _ of many(3)) await Promise.all(many(400).map(() => add(node, 'sick')));
  await node.node.settled();
  house.poison.on = false;
  await replayAll(node);
  expect(await rowOf(node, 'sick')).toMatchObject({ total: 1_201, events: 1_201 });
});

test.each([
  ['did not happen', rowsFail<boolean>()],
  ['happened though nobody heard', rowsLoseAnswer<boolean>()],
])('A replay whose write %s loses nothing and applies nothing twice', async (_, fault) => {
  const house = new ToyHouse();
  const node = await house.open();
  await Promise.all([add(node, 'sick', 1, poisonNote), add(node, 'sick', 5)]);
  await node.node.settled();
  house.poison.on = false;
  node.bendRows.apply = firstCalls(1, fault);
  await expect(replayAll(node)).rejects.toMatchObject({ name: 'RowsUnavailable' });
  await add(node, 'sick', 3);
  await node.node.settled();
  await replayAll(node);
  expect([await rowOf(node, 'sick'), letters(node)]).toMatchObject([{ total: 9, events: 3 }, []]);
});

test('A replay while its event comes again applies it once', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await add(node, 'other');
  await node.node.settled();
  node.bendRows.apply = firstCalls(1, rowsFail());
  await add(node, 'sick', 1, poisonNote);
  await house.world.settle();
  house.poison.on = false;
  await replayAll(node);
  await house.world.advance(1_000);
  await replayAll(node);
  expect([await rowOf(node, 'sick'), letters(node)]).toMatchObject([{ total: 1, events: 1 }, []]);
});

test('What is parked outlives the node, and so does the order', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await Promise.all([add(node, 'sick', 1, poisonNote), add(node, 'sick', 5)]);
  await node.node.settled();
  node.crash();
  const restarted = await house.open();
  await add(restarted, 'sick', 2);
  await restarted.node.settled();
  expect([await rowOf(restarted, 'sick'), letters(restarted)]).toMatchObject([undefined, [{ version: 1 }]]);
  house.poison.on = false;
  await replayAll(restarted);
  expect(await rowOf(restarted, 'sick')).toMatchObject({ total: 8, events: 3 });
});

test('A release that mends the view and builds it anew needs no replay', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await add(node, 'sick', 4);
  await Promise.all([add(node, 'sick', 1, poisonNote), add(node, 'sick', 5)]);
  await node.node.settled();
  await node.drain();
  house.poison.on = false;
  const mended = await house.open({ views: [totalsView(house.poison, 2)] });
  await mended.node.settled();
  expect([await rowOf(mended, 'sick'), letters(mended)]).toMatchObject([{ total: 10, events: 3 }, []]);
});

test('A row that no engine would store parks its stream alone', async () => {
  const house = new ToyHouse();
  const node = await house.open({
    views: [
      viewOf<ToyEvents>()<Row>({
        name: 'notes',
        version: 1,
        indexes: { byTenant: ['tenantId'] },
        on: {
          'counters.added': ({ note }, { tenantId, id }) => [
            { key: note === 'long' ? 'k'.repeat(600) : `${tenantId}/${id}`, change: () => ({ tenantId, id }) },
          ],
        },
      }),
    ],
  });
  await Promise.all([add(node, 'well'), add(node, 'sick', 1, 'long'), add(node, 'also-well')]);
  await add(node, 'later');
  await node.node.settled();
  const rows = await node.rows.get('notes', ['acme/well', 'acme/also-well', 'acme/later']);
  expect(rows.every((row) => row !== undefined)).toBe(true);
  expect(letters(node)).toMatchObject([{ stream: 'acme/counter/sick', consumer: 'notes' }]);
});

test('What another node has parked meanwhile waits at this one too, and is replayed here', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  await add(first, 'sick');
  await first.node.settled();
  const second = await house.open({ views: [totalsView({ on: false })] });
  const door = gate();
  second.bendRows.apply = firstCalls(1, waitsAt(door));
  await add(second, 'sick', 1, poisonNote);
  await house.world.settle();
  await add(first, 'other').catch(() => undefined);
  await house.world.advance(2_000);
  door.open();
  await add(second, 'sick', 5);
  await house.world.advance(5_000);
  expect(letters(second)).toMatchObject([{ stream: 'acme/counter/sick', version: 2 }]);
  expect(await rowOf(second, 'sick')).toMatchObject({ total: 1, events: 1 });
  await replayAll(second);
  expect([await rowOf(second, 'sick'), letters(second)]).toMatchObject([{ total: 7, events: 3 }, []]);
});
