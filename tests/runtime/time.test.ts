import { expect, test } from '@jest/globals';
import { morning } from './fake-world.ts';
import { breakJournal, breakRows, gate } from './faults.ts';
import { poisonNote } from './toy.ts';
import { many, ToyHouse, type ToyNode } from './toy-house.ts';

const one = { id: 'one' };
const hour = 3_600_000;

const rungAt = async (node: ToyNode, id = 'one'): Promise<readonly number[]> =>
  (await node.ask('counters.show', { id })).rung.map((at) => at - morning);

const waitingBells = async (node: ToyNode): Promise<number> => node.rows.count('reminders', 'byDue', ['reminders']);

test('The time of batches never goes back, though the clock does, and not after a restart either', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const add = (toy: ToyNode) => toy.ask('counters.add', { ...one, by: 1 });
  await add(node);
  await house.world.advance(1_000);
  await add(node);
  house.world.setClock(morning - hour);
  await add(node);
  node.crash();
  await add(await house.open());
  house.world.setClock(morning + hour);
  const times = house.journalDisk.logs.get('counters/00')?.batches.map(({ at }) => at - morning);
  expect(times).toEqual([0, 0, 1_000, 1_000, 1_000, 1_000]);
});

test('A reminder comes when it is due, once, and then it is gone', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 10_000 });
  await house.world.advance(9_900);
  expect(await rungAt(node)).toEqual([]);
  await house.world.advance(500);
  const [rung = 0, ...more] = await rungAt(node);
  expect([rung >= 10_000 && rung < 10_400, more]).toEqual([true, []]);
  await house.world.advance(hour);
  expect([(await rungAt(node)).length, await waitingBells(node)]).toEqual([1, 0]);
});

test('A reminder survives the crash of its node, also one whose row was not written yet', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 10_000 });
  await house.world.settle();
  breakRows(node.bendRows);
  await node.ask('counters.setBell', { id: 'other', delay: 10_000 });
  node.crash();
  await house.world.advance(hour);
  const restarted = await house.open();
  await house.world.advance(1_000);
  expect([(await rungAt(restarted)).length, (await rungAt(restarted, 'other')).length]).toEqual([1, 1]);
});

test('One that was fired just before the crash is not fired again', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  for (const _ of many(2)) await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await house.world.settle();
  node.bendRows.apply = () => new Promise(() => {});
  await house.world.advance(2_000);
  expect((await rungAt(node)).length).toBe(2);
  node.crash();
  const restarted = await house.open();
  await house.world.advance(5_000);
  expect([(await rungAt(restarted)).length, await waitingBells(restarted)]).toEqual([2, 0]);
});

test('A cancelled one finds nothing to do', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await node.ask('counters.stopBell', one);
  await house.world.advance(2_000);
  expect([await rungAt(node), await waitingBells(node)]).toEqual([[], 0]);
  expect((await node.call('counters.show', one)).meta.version).toBe(2);
});

test('When the clock is set back, a reminder is due a delay from now and not a day later', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 10_000 });
  await house.world.settle();
  house.world.setClock(morning - 24 * hour);
  await house.world.advance(9_000);
  expect((await rungAt(node)).length).toBe(0);
  await house.world.advance(2_000);
  expect((await rungAt(node)).length).toBe(1);
  await node.ask('counters.setBell', { ...one, delay: 10_000 });
  await house.world.advance(11_000);
  expect((await rungAt(node)).length).toBe(2);
});

test('A reminder whose turn the journal does not take now comes later, once', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await house.world.settle();
  const mend = breakJournal(node.bendJournal);
  await house.world.advance(60_000);
  mend();
  await house.world.advance(60_000);
  expect([(await rungAt(node)).length, await waitingBells(node)]).toEqual([1, 0]);
});

test('A thousand at the same moment all come, each once', async () => {
  const house = new ToyHouse();
  const node = await house.open({ limits: { partitions: 4 } });
  const ids = many(1_000).map((number) => `c${number}`);
  await Promise.all(ids.map((id) => node.ask('counters.setBell', { id, delay: 5_000 })));
  await house.world.advance(10_000);
  const rung = await Promise.all(ids.map((id) => rungAt(node, id)));
  expect(new Set(rung.map(({ length }) => length))).toEqual(new Set([1]));
});

test('Reminders that always fail are in nobody else’s way', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const broken = many(250).map((number) => `b${number}`);
  await Promise.all(broken.map((id) => node.ask('counters.setBell', { id, delay: 1_000 })));
  await node.ask('counters.setBell', { ...one, delay: 2_000 });
  await house.world.settle();
  node.crash();
  const restarted = await house.open();
  restarted.bendJournal.stream = (pass, _, stream) =>
    stream.includes('/b') ? Promise.reject(new Error('a test says so')) : pass();
  await house.world.advance(5_000);
  expect((await rungAt(restarted)).length).toBe(1);
});

test('A reminder that fails is tried ever more seldom, and comes in the end', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await house.world.settle();
  node.crash();
  const restarted = await house.open();
  let tries = 0;
  restarted.bendJournal.stream = () => {
    tries += 1;
    return Promise.reject(new Error('a test says so'));
  };
  await house.world.advance(hour);
  expect([tries > 10, tries < 30]).toEqual([true, true]);
  delete restarted.bendJournal.stream;
  await house.world.advance(10 * 60_000);
  expect((await rungAt(restarted)).length).toBe(1);
});

test('A partition that is stuck holds up no reminders of another', async () => {
  const house = new ToyHouse();
  const node = await house.open({ limits: { partitions: 8 } });
  const ids = many(40).map((number) => `c${number}`);
  const setBells = (delay: number) => Promise.all(ids.map((id) => node.ask('counters.setBell', { id, delay })));
  await setBells(1_000);
  await setBells(2_000);
  await house.world.settle();
  const door = gate();
  node.bendJournal.append = async (pass, partition) => {
    if (partition === 'counters/03') await door.passed;
    return pass();
  };
  await house.world.advance(3_000);
  const rungTwice = async () => {
    const nothing = house.world.settle().then(() => []);
    const rung = await Promise.all(ids.map((id) => Promise.race([rungAt(node, id), nothing])));
    return rung.filter(({ length }) => length === 2).length;
  };
  const others = await rungTwice();
  expect([others > 30, others < 40]).toEqual([true, true]);
  door.open();
  await house.world.advance(1_000);
  expect(await rungTwice()).toBe(40);
});

test('A view that chokes has nothing to do with reminders', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.add', { ...one, by: 1, note: poisonNote });
  await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await house.world.advance(2_000);
  expect((await rungAt(node)).length).toBe(1);
});

test('A drain waits for what was fired, and a restart fires nothing again', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.setBell', { ...one, delay: 1_000 });
  await house.world.advance(1_100);
  await node.drain();
  const restarted = await house.open();
  await house.world.advance(10_000);
  expect((await rungAt(restarted)).length).toBe(1);
});
