import { expect, test } from '@jest/globals';
import type { Caller } from '../../actors/runtime/caller.ts';
import { stampOf } from '../../actors/runtime/headers.ts';
import { fails, firstCalls, gate, waitsAt } from './faults.ts';
import { acme, ToyHouse } from './toy-house.ts';

/** Says of each promise whether it has been kept yet. */
function watched(promises: Readonly<Record<string, Promise<unknown>>>): Record<string, 'waits' | 'is told'> {
  const told: Record<string, 'waits' | 'is told'> = {};
  for (const [name, promise] of Object.entries(promises)) {
    told[name] = 'waits';
    const note = () => {
      told[name] = 'is told';
    };
    promise.then(note, note);
  }
  return told;
}

const one = { id: 'one' };
const boss: Caller = { kind: 'account', accountId: 'boss', roles: ['operator'], staff: {} };

async function heldUp() {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.add', { ...one, by: 5 }, { commandId: 'known' });
  const door = gate();
  node.bendJournal.append = firstCalls(1, waitsAt(door));
  return { house, node, door };
}

test('Nobody is told anything before it is durable: no answer, no refusal, no no-op, no replay and no read', async () => {
  const { house, node, door } = await heldUp();
  const told = watched({
    answer: node.ask('counters.add', { ...one, by: 1 }, { commandId: 'c1' }),
    refusal: node.ask('counters.take', { ...one, by: 100 }),
    nothing: node.ask('counters.touch', one),
    replay: node.ask('counters.add', { ...one, by: 1 }, { commandId: 'c1' }),
    differing: node.ask('counters.add', { ...one, by: 2 }, { commandId: 'c1' }),
    stale: node.ask('counters.add', { ...one, by: 2 }, { expected: stampOf(acme('counter', 'one'), 1) }),
  });
  await house.world.settle();
  const readings = watched({ read: node.ask('counters.show', one) });
  await house.world.advance(1_000);
  expect(new Set(Object.values({ ...told, ...readings }))).toEqual(new Set(['waits']));
  door.open();
  await house.world.settle();
  expect(new Set(Object.values({ ...told, ...readings }))).toEqual(new Set(['is told']));
});

test('A read of an actor that nobody writes does not wait for the others of its partition', async () => {
  const { house, node, door } = await heldUp();
  await node.ask('counters.show', { id: 'other' });
  void node.ask('counters.add', { ...one, by: 1 });
  await house.world.settle();
  expect(await node.ask('counters.show', { id: 'other' })).toMatchObject({ total: 0 });
  door.open();
});

test('What never became durable is never shown', async () => {
  const { house, node } = await heldUp();
  const door = gate();
  node.bendJournal.append = firstCalls(3, async () => {
    await door.passed;
    return fails<'stored' | 'conflict' | 'known'>()(async () => 'stored');
  });
  const lost = node.ask('counters.add', { ...one, by: 1 });
  await house.world.settle();
  const reading = node.ask('counters.show', one);
  await house.world.settle();
  door.open();
  const refused = expect(lost).rejects.toMatchObject({ type: 'JOURNAL_UNAVAILABLE', class: 'Unavailable' });
  await house.world.advance(200);
  await refused;
  expect(await reading).toMatchObject({ total: 5 });
});

test('Whether a thing is there at all is told only once that is durable', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const door = gate();
  node.bendJournal.append = firstCalls(3, async () => {
    await door.passed;
    return fails<'stored' | 'conflict' | 'known'>()(async () => 'stored');
  });
  const joining = node.ask('people.join', { id: 'ann', name: 'Ann', email: 'ann@example.com' }).catch(() => 'lost');
  await house.world.settle();
  const card = node.ask('people.card', { id: 'ann' }, { caller: boss }).catch(({ type }) => type);
  const stranger: Caller = { kind: 'account', accountId: 'eve', roles: [], staff: {} };
  const strange = node.ask('people.card', { id: 'ann' }, { caller: stranger }).catch(({ type }) => type);
  const promoting = node
    .ask('people.promote', { id: 'ann', name: 'Queen' }, { caller: boss })
    .catch(({ type }) => type);
  const told = watched({ card, strange, promoting });
  await house.world.advance(1_000);
  expect(told).toEqual({ card: 'waits', strange: 'waits', promoting: 'waits' });
  door.open();
  await house.world.advance(200);
  expect([await joining, await card, await strange]).toEqual(['lost', 'NOT_FOUND', 'NOT_FOUND']);
});

test('What a read has shown does not change in the hands of its reader', async () => {
  const node = await new ToyHouse().open();
  await node.ask('counters.list', { ...one, lines: [{ name: 'a', units: 1 }] });
  const shown = await node.ask('counters.show', one);
  await node.ask('counters.double', one);
  expect(shown.lines).toEqual([{ name: 'a', units: 1 }]);
});

test('A reader that waits for a decision is told the moment it is durable', async () => {
  const { house, node, door } = await heldUp();
  const full = node.call('counters.full', one);
  void node.ask('counters.add', { ...one, by: 5 });
  await house.world.advance(1_000);
  expect(watched({ full })).toEqual({ full: 'waits' });
  door.open();
  expect(await full).toMatchObject({ result: { total: 10 }, meta: { version: 2 } });
  expect((await full).meta.undecided).toBeUndefined();
});

test('A reader whose time is up is told what there is, marked as undecided', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const filling = node.call('counters.fill', { ...one, by: 3 });
  await house.world.advance(1_999);
  expect(watched({ filling })).toEqual({ filling: 'waits' });
  await house.world.advance(1);
  expect(await filling).toMatchObject({ result: { total: 3 }, meta: { undecided: true } });
});

test('A predicate that throws harms only whoever waits for it', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const waiting = node.ask('counters.full', one);
  await house.world.settle();
  expect(await node.ask('counters.add', { ...one, by: 666 })).toEqual({ total: 666 });
  await expect(waiting).rejects.toMatchObject({ type: 'INTERNAL' });
  expect(await node.ask('counters.add', { ...one, by: 1 })).toEqual({ total: 667 });
});
