import { expect, test } from '@jest/globals';
import { breakRows, fails, firstCalls, gate, waitsAt } from './faults.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const one = { id: 'one' };

const add = (node: ToyNode, id = 'one') => node.ask('counters.add', { id, by: 1 });

async function heldUp() {
  const house = new ToyHouse();
  const node = await house.open();
  const door = gate();
  node.bendJournal.append = firstCalls(1, waitsAt(door));
  return { house, node, door };
}

test('A drain finishes all turns that were asked for, and refuses what comes', async () => {
  const { house, node, door } = await heldUp();
  const asked = [add(node)];
  await house.world.settle();
  asked.push(...many(700).map(() => add(node)));
  await house.world.settle();
  const drained = node.drain();
  await house.world.settle();
  const draining = { type: 'DRAINING', class: 'Unavailable', retryable: true };
  await expect(add(node)).rejects.toMatchObject(draining);
  await expect(node.ask('counters.show', one)).rejects.toMatchObject(draining);
  door.open();
  await drained;
  expect((await Promise.all(asked)).at(-1)).toEqual({ total: 701 });
});

test('What is asked for in the very moment of a drain is answered one way or the other', async () => {
  for (const delay of many(12)) {
    const { house, node, door } = await heldUp();
    const asked = [add(node)];
    await house.world.settle();
    door.open();
    for (const _ of many(delay)) await Promise.resolve();
    asked.push(add(node));
    const drained = node.drain();
    await house.world.settle();
    await drained;
    const told = await Promise.race([Promise.allSettled(asked), house.world.settle().then(() => 'nobody told')]);
    expect(told).not.toBe('nobody told');
  }
});

test('Whoever waits for a decision is told that the node goes away', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const waiting = node.ask('counters.full', one).catch(({ type }) => type);
  await house.world.settle();
  await node.drain();
  expect(await waiting).toBe('DRAINING');
});

test('A drain keeps places and snapshots: the restart reads and does nothing again', async () => {
  const house = new ToyHouse();
  const visits: string[] = [];
  house.visit = (what) => {
    visits.push(what);
  };
  const node = await house.open();
  for (const what of many(30)) await node.ask('errands.push', { ...one, what: `w${what}` });
  await Promise.all(many(30).map(() => add(node)));
  await node.node.settled();
  await node.drain();
  const entries = () =>
    [...house.journalDisk.logs.values()].flatMap((log) => log.batches.flatMap((b) => b.entries)).length;
  const before = [visits.length, entries()];
  const restarted = await house.open();
  const fromSnapshot = [...house.journalDisk.snapshots.values()].map(({ stream, version }) => [stream, version]);
  await restarted.node.settled();
  await house.world.advance(60_000);
  expect([visits.length, entries()]).toEqual(before);
  expect(fromSnapshot).toEqual(expect.arrayContaining([['acme/counter/one', 30]]));
  expect(await restarted.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 30, events: 30 }]);
});

test('A row that is under way at a drain is waited for, but not for ever', async () => {
  const house = new ToyHouse();
  house.visit = (what) =>
    new Promise<void>((resolve) => void (what === 'slow' ? house.world.after(3_000, resolve) : undefined));
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'slow' });
  await node.ask('errands.push', { id: 'other', what: 'stuck' });
  await house.world.settle();
  let isDrained = false;
  const drained = node.drain().then(() => {
    isDrained = true;
  });
  await house.world.advance(4_900);
  expect(isDrained).toBe(false);
  await house.world.advance(200);
  await drained;
  house.visit = () => {};
  const restarted = await house.open();
  await restarted.node.settled();
  const finished = await Promise.all(['one', 'other'].map((id) => restarted.ask('errands.show', { id })));
  expect(finished.map((shown) => shown.finished)).toEqual([['slow'], ['stuck']]);
});

test('Rows that are away at a drain cost no answer and no turn', async () => {
  const { house, node, door } = await heldUp();
  const asked = add(node);
  await house.world.settle();
  breakRows(node.bendRows);
  const drained = node.drain();
  door.open();
  await house.world.advance(20_000);
  await drained;
  expect(await asked).toEqual({ total: 1 });
  const restarted = await house.open();
  await restarted.node.settled();
  expect(await restarted.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 1 }]);
});

test('A node that was drained does nothing any more', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await house.world.settle();
  const door = gate();
  node.bendRows.find = waitsAt(door);
  await house.world.advance(300);
  await node.drain();
  door.open();
  delete node.bendRows.find;
  const calls: string[] = [];
  node.bendRows.find = (pass, table) => {
    calls.push(table);
    return pass();
  };
  node.bendRows.apply = (pass, { consumer }) => {
    calls.push(consumer);
    return pass();
  };
  await house.world.advance(60_000);
  expect(calls).toEqual([]);
});

test('A node that could not take a partition does not go on asking how far it has come', async () => {
  const house = new ToyHouse();
  const node = house.make();
  node.bendJournal.append = fails();
  const started = node.start().catch(({ type }) => String(type));
  await house.world.advance(5_000);
  expect(await started).toBe('JOURNAL_UNAVAILABLE');
  let looks = 0;
  node.bendJournal.heads = (pass) => {
    looks += 1;
    return pass();
  };
  await house.world.advance(60_000);
  expect(looks).toBe(0);
});
