import { expect, test } from '@jest/globals';
import type { Caller } from '../../actors/runtime/caller.ts';
import { fails, firstCalls } from './faults.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

const one = { id: 'one' };
const ann: Caller = { kind: 'account', accountId: 'ann', roles: [], staff: {} };
const join = { id: 'ann', name: 'Ann', email: 'ann@example.com' };

const told = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    ({ type }) => String(type),
  );

/** Two nodes that both believe to own everything; the first has looked and knows of nobody. */
async function twoOwners() {
  const house = new ToyHouse();
  const first = await house.open();
  await first.ask('people.greet', { id: 'ann' });
  const second = await house.open();
  return { house, first, second };
}

/** How often the journal is asked whether a head is the head. */
function countLooks(node: ToyNode): () => number {
  let looks = 0;
  node.bendJournal.isHead = (pass) => {
    looks += 1;
    return pass();
  };
  return () => looks;
}

test('Who was the owner once does not say of a thing made since that it is not there', async () => {
  const { first, second } = await twoOwners();
  await second.ask('people.join', join);
  expect(await told(first.call('people.card', { id: 'ann' }, { caller: ann }))).toBe('done');
});

test('Nor does it turn a command away for what it saw before', async () => {
  const { house, first, second } = await twoOwners();
  await second.ask('people.join', join);
  const rename = { id: 'ann', name: 'Anna' };
  expect(await told(first.call('people.rename', rename, { caller: ann, commandId: 'c1' }))).toBe('OWNER_CHANGED');
  await house.world.advance(3_000);
  expect(await told(first.call('people.rename', rename, { caller: ann, commandId: 'c1' }))).toBe('done');
});

test('What the owner shows is shown without asking the journal; that there is nothing is asked for', async () => {
  const node = await new ToyHouse().open();
  await node.ask('people.join', join);
  const looks = countLooks(node);
  await node.ask('people.card', { id: 'ann' });
  expect(looks()).toBe(0);
  expect(await told(node.ask('people.card', { id: 'nobody' }))).toBe('NOT_FOUND');
  expect(looks()).toBe(1);
});

test('Many who ask for what is not there are told by few looks', async () => {
  const node = await new ToyHouse().open();
  const looks = countLooks(node);
  const asked = Array.from({ length: 50 }, (_, place) => told(node.ask('people.card', { id: `nobody-${place}` })));
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['NOT_FOUND']));
  expect(looks()).toBeLessThan(10);
});

test('While the journal cannot be asked nobody is told no', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  node.bendJournal.isHead = firstCalls(1, fails());
  const asked = told(node.ask('people.card', { id: 'nobody' }, { deadlineMs: 5_000 }));
  await house.world.advance(100);
  expect(await asked).toBe('NOT_FOUND');
  node.bendJournal.isHead = fails();
  node.bendJournal.heads = fails();
  expect(await told(node.ask('people.card', { id: 'nobody' }))).toBe('JOURNAL_UNAVAILABLE');
});

test('A refusal that rests on an old look at another is neither told nor kept', async () => {
  const house = new ToyHouse();
  const first = await house.open({ limits: { partitions: 2 } });
  await first.ask('counters.add', { ...one, by: 5 });
  await first.ask('counters.add', { id: 'many', by: 9 });
  const takeLike = (node: ToyNode) =>
    told(node.ask('counters.takeLike', { ...one, other: 'many' }, { commandId: 'c1' }));
  const second = await house.open({ limits: { partitions: 2 } });
  await second.ask('counters.take', { id: 'many', by: 7 });
  expect(await takeLike(first)).toBe('OWNER_CHANGED');
  expect(await takeLike(second)).toBe('done');
  expect(await second.ask('counters.show', one)).toMatchObject({ total: 3 });
});

test('Nor by the owner itself, when only its look at the other was old', async () => {
  const house = new ToyHouse();
  const first = await house.open({ limits: { partitions: 16 } });
  await first.ask('counters.add', { ...one, by: 5 });
  await first.ask('counters.add', { id: 'many', by: 9 });
  const second = await house.open({ limits: { partitions: 16 } });
  await second.ask('counters.take', { id: 'many', by: 7 });
  const add = () => told(first.ask('counters.add', { ...one, by: 1 }, { commandId: 'c0' }));
  expect(await add()).toBe('OWNER_CHANGED');
  await house.world.advance(3_000);
  expect(await add()).toBe('done');
  const takeLike = () => told(first.ask('counters.takeLike', { ...one, other: 'many' }, { commandId: 'c1' }));
  expect(await takeLike()).not.toBe('TOO_FEW');
  await house.world.advance(3_000);
  expect(await takeLike()).toBe('done');
  expect(await first.ask('counters.show', one)).toMatchObject({ total: 4 });
});

test('A refusal that rests on a new look is kept for good', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.add', { ...one, by: 5 });
  await node.ask('counters.add', { id: 'many', by: 9 });
  const takeLike = () => told(node.ask('counters.takeLike', { ...one, other: 'many' }, { commandId: 'c1' }));
  expect(await takeLike()).toBe('TOO_FEW');
  await node.ask('counters.take', { id: 'many', by: 7 });
  expect(await takeLike()).toBe('TOO_FEW');
});
