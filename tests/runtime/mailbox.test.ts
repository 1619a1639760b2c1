import { expect, test } from '@jest/globals';
import { firstCalls, gate, waitsAt } from './faults.ts';
import { acme, many, ToyHouse, type ToyNode } from './toy-house.ts';

const one = { id: 'one' };

async function heldUp(options: Parameters<ToyHouse['open']>[0] = {}) {
  const house = new ToyHouse();
  const node = await house.open(options);
  const door = gate();
  node.bendJournal.append = firstCalls(1, waitsAt(door));
  const first = node.ask('counters.add', { ...one, by: 1 });
  await house.world.settle();
  return { house, node, door, first };
}

const batchesOf = (house: ToyHouse) => house.journalDisk.logs.get('counters/00')?.batches.slice(1) ?? [];

test('Commands of one actor are decided in the order they came, whatever else waits', async () => {
  const node = await new ToyHouse().open();
  const asked = many(1_200).map((number) => node.ask('counters.add', { id: `c${number % 3}`, by: 1 }));
  const totals = (await Promise.all(asked)).map(({ total }) => total);
  expect(totals).toEqual(many(1_200).map((number) => Math.floor(number / 3) + 1));
});

test('A mailbox has a bound; beyond it callers may try again, and other actors are not concerned', async () => {
  const { node, door, first } = await heldUp({ limits: { mailboxLimit: 3 } });
  const waiting = many(3).map(() => node.ask('counters.add', { ...one, by: 1 }));
  const full = { type: 'MAILBOX_FULL', class: 'Overloaded', retryable: true, data: { stream: acme('counter', 'one') } };
  await expect(node.ask('counters.add', { ...one, by: 1 })).rejects.toMatchObject(full);
  const other = node.ask('counters.add', { id: 'other', by: 1 });
  door.open();
  expect(await Promise.all([first, ...waiting, other])).toHaveLength(5);
});

test('A node tells how long its commands have waited without a pause', async () => {
  const { house, node, door, first } = await heldUp();
  const { inspector } = node.node;
  expect(inspector.backlogMs).toBe(0);
  const waiting = node.ask('counters.add', { ...one, by: 1 });
  await house.world.advance(300);
  const later = node.ask('counters.add', { ...one, by: 1 });
  expect(inspector.backlogMs).toBe(300);
  door.open();
  await Promise.all([first, waiting, later]);
  expect(inspector.backlogMs).toBe(0);
});

test('Work whose deadline has passed while it waited is not begun', async () => {
  const { house, node, door, first } = await heldUp();
  const passed = { type: 'DEADLINE_PASSED', class: 'Unavailable', retryable: true };
  await expect(node.ask('counters.show', { id: 'other' }, { deadlineMs: -1 })).rejects.toMatchObject(passed);
  const late = node.ask('counters.add', { ...one, by: 100 }, { deadlineMs: 50 }).catch((error: unknown) => error);
  const inTime = node.ask('counters.add', { ...one, by: 10 }, { deadlineMs: 51 });
  await house.world.advance(51);
  door.open();
  expect(await late).toMatchObject(passed);
  expect([await first, await inTime]).toEqual([{ total: 1 }, { total: 11 }]);
});

test('2 000 that wait are stored in a few batches, none of more than 500 entries', async () => {
  const { house, node, door, first } = await heldUp();
  const waiting = many(2_000).map((number) => node.ask('counters.add', { id: `c${number}`, by: 1 }));
  await house.world.settle();
  door.open();
  await Promise.all([first, ...waiting]);
  const sizes = batchesOf(house).map(({ entries }) => entries.length);
  expect(sizes).toEqual([1, 500, 500, 500, 500]);
});

test('Batches are bounded in bytes too, and nobody is forgotten', async () => {
  const { house, node, door, first } = await heldUp();
  const note = 'x'.repeat(1_000);
  const waiting = many(2_000).map((number) => node.ask('counters.add', { id: `c${number % 7}`, by: 1, note }));
  door.open();
  const totals = (await Promise.all([first, ...waiting])).slice(1).map(({ total }) => total);
  expect(totals).toEqual(many(2_000).map((number) => Math.floor(number / 7) + 1));
  const sizes = batchesOf(house).map(({ bytes }) => bytes.byteLength);
  expect(Math.max(...sizes)).toBeLessThan(256 * 1_024 + 2_000);
  expect(sizes.length).toBeGreaterThan(8);
});

test('While one batch is on its way no other is, and what comes meanwhile goes together', async () => {
  const { house, node, door, first } = await heldUp();
  let underWay = 0;
  let most = 0;
  node.bendJournal.append = async (pass) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await house.world.settle();
    underWay -= 1;
    return pass();
  };
  const asked = many(20).map((number) => node.ask('counters.add', { id: `c${number}`, by: 1 }));
  await house.world.settle();
  asked.push(...many(600).map((number) => node.ask('counters.add', { id: `c${number}`, by: 1 })));
  door.open();
  await Promise.all([first, ...asked]);
  expect([most, batchesOf(house).map(({ entries }) => entries.length)]).toEqual([1, [1, 500, 120]]);
});

test('Commands that nobody hears of any more are counted while they wait', async () => {
  const { node, door, first } = await heldUp();
  const waiting = many(600).map(() => node.ask('counters.add', { ...one, by: 1 }));
  await Promise.resolve();
  expect(node.node.inspector.waiting).toBeGreaterThan(0);
  door.open();
  await Promise.all([first, ...waiting]);
  expect(node.node.inspector.waiting).toBe(0);
});

test('A rule that throws harms its own caller, and its actor no longer than it takes to make it anew', async () => {
  const node = await new ToyHouse().open();
  const ways = ['rule', 'evolver', 'answer'] as const;
  const asked = ways.flatMap((how) => [
    node.ask('counters.add', { ...one, by: 1 }),
    node.ask('counters.break', { ...one, how }).catch(({ type }) => type),
    node.ask('counters.add', { ...one, by: 1 }),
    node.ask('counters.add', { id: 'other', by: 1 }),
  ]);
  const bug = 'INTERNAL';
  const told = [{ total: 1 }, bug, { total: 2 }, { total: 1 }, { total: 3 }, bug, { total: 4 }, { total: 2 }];
  expect(await Promise.all(asked)).toEqual([...told, { total: 5 }, bug, { total: 6 }, { total: 3 }]);
  expect(await node.ask('counters.show', one)).toMatchObject({ total: 6 });
});

test('A state that a rule left half-way is shown to nobody and kept nowhere', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const fill = (count: number) => many(count).map(() => node.ask('counters.add', { ...one, by: 1 }));
  await Promise.all(fill(99));
  const door = gate();
  node.bendJournal.append = firstCalls(1, waitsAt(door));
  const [last] = fill(1);
  const broken = node.ask('counters.break', { ...one, how: 'evolver' }).catch(({ type }) => type);
  await house.world.settle();
  const shown = node.ask('counters.show', one);
  await house.world.settle();
  door.open();
  expect([await last, await broken, await shown]).toMatchObject([{ total: 100 }, 'INTERNAL', { total: 100 }]);
  await house.world.settle();
  expect(await totalAfterRestart(house, node)).toBe(100);
});

async function totalAfterRestart(house: ToyHouse, node: ToyNode): Promise<number> {
  node.crash();
  return (await (await house.open()).ask('counters.show', one)).total;
}
