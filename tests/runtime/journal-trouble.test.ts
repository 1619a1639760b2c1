import { expect, test } from '@jest/globals';
import { breakJournal, fails, firstCalls, gate, losesAnswer, takenByAnother, waitsAt } from './faults.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

const one = { id: 'one' };
const partition = 'counters/00';
const unavailable = { type: 'JOURNAL_UNAVAILABLE', class: 'Unavailable', retryable: true };
const changed = { type: 'OWNER_CHANGED', class: 'Conflict', retryable: true };

const totalOf = async (node: ToyNode): Promise<number> => (await node.ask('counters.show', one)).total;

const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    ({ type }) => String(type),
  );

const addAll = (node: ToyNode, ids: readonly string[]): Promise<string>[] =>
  ids.map((commandId) => outcome(node.ask('counters.add', { ...one, by: 1 }, { commandId })));

test('While nothing can be stored, callers are told so, what was acknowledged stays, and later it works again', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.add', { ...one, by: 5 });
  const mend = breakJournal(node.bendJournal);
  const failing = expect(node.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(unavailable);
  await house.world.advance(500);
  await failing;
  await expect(node.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(unavailable);
  await expect(node.ask('counters.show', { id: 'never-seen' })).rejects.toMatchObject(unavailable);
  mend();
  expect(await node.ask('counters.add', { ...one, by: 1 })).toEqual({ total: 6 });
});

test('A batch that was not stored is sent again, and its callers notice nothing', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  node.bendJournal.append = firstCalls(2, fails());
  const added = node.ask('counters.add', { ...one, by: 1 });
  await house.world.advance(500);
  expect([await added, await totalOf(node)]).toEqual([{ total: 1 }, 1]);
});

test('A batch that was stored though nobody heard is acknowledged once', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  node.bendJournal.append = firstCalls(1, losesAnswer());
  expect(await node.call('counters.add', { ...one, by: 1 }, { commandId: 'c1' })).toMatchObject({
    meta: { version: 1 },
  });
  expect(await node.call('counters.add', { ...one, by: 1 }, { commandId: 'c1' })).toMatchObject({
    meta: { replayed: true },
  });
  expect(await totalOf(node)).toBe(1);
});

test('When not even the outcome can be asked for, the caller who tries again meets what was stored', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  node.bendJournal.append = firstCalls(1, losesAnswer());
  node.bendJournal.batchAt = firstCalls(1, fails());
  const add = () => node.call('counters.add', { ...one, by: 1 }, { commandId: 'c1' });
  await expect(add()).rejects.toMatchObject(unavailable);
  expect(await add()).toMatchObject({ result: { total: 1 }, meta: { replayed: true } });
  expect(await totalOf(node)).toBe(1);
});

test('What was stored though nobody heard is seen by its views, even if nobody ever asks again', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  node.bendJournal.append = firstCalls(1, losesAnswer());
  node.bendJournal.batchAt = firstCalls(1, fails());
  await expect(node.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(unavailable);
  await house.world.advance(1_500);
  expect(await node.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 1, events: 1 }]);
});

test('Whatever way appends go wrong, every acknowledged command counts once and every other at most once', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  let turn = 0;
  node.bendJournal.append = (pass) => {
    turn += 1;
    if (turn % 3 === 0) return pass();
    return turn % 3 === 1
      ? fails<'stored' | 'conflict' | 'known'>()(pass)
      : losesAnswer<'stored' | 'conflict' | 'known'>()(pass);
  };
  node.bendJournal.batchAt = (pass) => (turn % 4 === 0 ? fails<Awaited<ReturnType<typeof pass>>>()(pass) : pass());
  const ids = Array.from({ length: 40 }, (_, number) => `c${number}`);
  const done = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    for (const id of ids) {
      const asked = outcome(node.ask('counters.add', { ...one, by: 1 }, { commandId: id }));
      await house.world.advance(200);
      if ((await asked) === 'done') done.add(id);
    }
  }
  node.crash();
  expect([done.size, await totalOf(await house.open())]).toEqual([40, 40]);
});

test('When another node took the partition, all that waits is refused, nothing is lost, and after 3 s it is read on', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.add', { ...one, by: 5 });
  await takenByAnother(node.journal, partition);
  const door = gate();
  node.bendJournal.append = firstCalls(1, waitsAt(door));
  const first = addAll(node, ['a']);
  await house.world.settle();
  const waiting = addAll(node, ['b', 'c']);
  await house.world.settle();
  door.open();
  await house.world.settle();
  expect(await Promise.all([...first, ...waiting])).toEqual(['OWNER_CHANGED', 'OWNER_CHANGED', 'OWNER_CHANGED']);
  await house.world.advance(2_999);
  await expect(node.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(changed);
  await expect(node.ask('counters.show', one)).rejects.toMatchObject(changed);
  await house.world.advance(1);
  expect([await totalOf(node), await node.ask('counters.add', { ...one, by: 1 })]).toEqual([5, { total: 6 }]);
});

test('What the other node wrote meanwhile is known before anything else is told', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  const full = first.call('counters.full', one);
  await first.ask('counters.add', { ...one, by: 1 });
  const second = await house.open();
  await second.ask('counters.add', { ...one, by: 2 });
  await expect(first.ask('counters.add', { ...one, by: 4 })).rejects.toMatchObject(changed);
  await second.ask('counters.add', { ...one, by: 1 }, { commandId: 'there' });
  await house.world.advance(2_000);
  // Its waiter has looked at the actor meanwhile: what it saw is old by now.
  expect(await full).toMatchObject({ result: { total: 4 }, meta: { undecided: true } });
  await second.ask('counters.add', { ...one, by: 1 });
  await house.world.advance(1_000);
  expect(await totalOf(first)).toBe(5);
  expect(await first.call('counters.add', { ...one, by: 1 }, { commandId: 'there' })).toMatchObject({
    result: { total: 4 },
    meta: { replayed: true },
  });
  expect(await first.ask('counters.add', { ...one, by: 1 })).toEqual({ total: 6 });
  await expect(second.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(changed);
});

test('Whoever only looked at an actor since it lost the partition does not decide by what it saw then', async () => {
  const house = new ToyHouse();
  const first = await house.open();
  await first.ask('counters.add', { ...one, by: 1 });
  const second = await house.open();
  await expect(first.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(changed);
  await house.world.advance(3_000);
  expect(await totalOf(first)).toBe(1);
  await second.ask('counters.add', { ...one, by: 1 });
  await expect(first.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(changed);
  await house.world.advance(3_000);
  expect(await first.ask('counters.add', { ...one, by: 1 })).toEqual({ total: 3 });
});

test('A clock that is set back does not make the loser of a partition yield for longer', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await takenByAnother(node.journal, partition);
  await expect(node.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(changed);
  house.world.setClock(house.world.now() - 3_600_000);
  await house.world.advance(3_000);
  expect(await node.ask('counters.add', { ...one, by: 1 })).toEqual({ total: 1 });
});

test('While the journal hangs nobody is told anything, and when it goes on all are', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const door = gate();
  node.bendJournal.append = waitsAt(door);
  const first = addAll(node, ['a', 'b']);
  await house.world.advance(20_000);
  const second = addAll(node, ['c']);
  await house.world.advance(20_000);
  door.open();
  expect(await Promise.all([...first, ...second])).toEqual(['done', 'done', 'done']);
  expect(await totalOf(node)).toBe(3);
});

test('An actor that cannot be read is no trouble of its neighbours', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.add', { ...one, by: 1 });
  node.bendJournal.stream = firstCalls(1, fails());
  const addToOther = () => outcome(node.ask('counters.add', { id: 'other', by: 1 }, { commandId: 'a' }));
  expect([await addToOther(), await totalOf(node)]).toEqual(['JOURNAL_UNAVAILABLE', 1]);
  expect(await addToOther()).toBe('done');
});
