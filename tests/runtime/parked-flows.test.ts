import { expect, test } from '@jest/globals';
import { runtimeError, SoukError } from '../../actors/runtime/errors.ts';
import { firstCalls, gate, rowsFail } from './faults.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

const one = { id: 'one' };
const notThere = () => new SoukError('Rejected', 'NOT_THERE', 'Nobody was met.');
const overloaded = () => runtimeError('MAILBOX_FULL');

const shown = (node: ToyNode) => node.ask('errands.show', one);
const letters = (node: ToyNode) => node.node.inspector.parked();

/** Notes every visit, by what it was for and by the id it came with. */
function noting(house: ToyHouse, visit: ToyHouse['visit'] = () => {}) {
  const visits: string[] = [];
  const ids: string[] = [];
  house.visit = (what, ctx) => {
    visits.push(what);
    ids.push(ctx.commandId);
    return visit(what, ctx);
  };
  return { visits, ids };
}

test('Later events of a parked stream wait, and then run in their order', async () => {
  const house = new ToyHouse();
  let away = true;
  const { visits } = noting(house, () => {
    if (away) throw notThere();
  });
  const node = await house.open();
  for (const what of ['a', 'b', 'c']) await node.ask('errands.push', { ...one, what });
  await node.ask('errands.push', { id: 'other', what: 'd' });
  await node.node.settled();
  expect(visits).toEqual(['a', 'd']);
  away = false;
  await node.node.inspector.replay(letters(node).find(({ stream }) => stream.endsWith('one'))?.id ?? '');
  await node.node.settled();
  expect((await shown(node)).finished).toEqual(['a', 'b', 'c']);
  await node.ask('errands.push', { ...one, what: 'e' });
  await node.node.settled();
  expect((await shown(node)).finished).toEqual(['a', 'b', 'c', 'e']);
});

test('What is committed while a stream is resumed runs after what waited', async () => {
  const house = new ToyHouse();
  let away = true;
  const door = gate();
  const { visits } = noting(house, async (what) => {
    if (away) throw notThere();
    if (what === 'a') await door.passed;
  });
  const node = await house.open();
  for (const what of ['a', 'b']) await node.ask('errands.push', { ...one, what });
  await node.node.settled();
  away = false;
  await node.node.inspector.replay(letters(node)[0]?.id ?? '');
  await node.ask('errands.push', { ...one, what: 'c' });
  await house.world.settle();
  door.open();
  await node.node.settled();
  expect((await shown(node)).finished).toEqual(['a', 'b', 'c']);
  expect(visits.slice(0, 3)).toEqual(['a', 'a', 'b']);
});

test('What could be parked only later is kept, and not passed over meanwhile', async () => {
  const house = new ToyHouse();
  noting(house, () => {
    throw notThere();
  });
  const node = await house.open();
  node.bendRows.write = firstCalls(2, rowsFail());
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(10_000);
  node.crash();
  const restarted = await house.open();
  await house.world.advance(10_000);
  expect(letters(restarted)).toMatchObject([{ code: 'NOT_THERE', version: 1 }]);
});

test('A row that undoes starts at once, past an unfinished and past a parked one', async () => {
  const house = new ToyHouse();
  const door = gate();
  const { visits } = noting(house, async (what) => {
    if (what === 'slow') await door.passed;
    if (what === 'sick') throw notThere();
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'slow' });
  await node.ask('errands.undo', { ...one, what: 'undo slow' });
  await node.ask('errands.push', { id: 'other', what: 'sick' });
  await house.world.settle();
  await node.ask('errands.undo', { id: 'other', what: 'undo sick' });
  await house.world.settle();
  expect(visits).toEqual(['slow', 'undo slow', 'sick', 'undo sick']);
  door.open();
  await node.node.settled();
  expect((await shown(node)).finished).toEqual(['slow']);
});

test('An undo that cannot be done now is tried again by itself, whatever is parked beside it', async () => {
  const house = new ToyHouse();
  let away = true;
  const { visits } = noting(house, (what) => {
    if (what === 'sick') throw notThere();
    if (away) throw overloaded();
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'sick' });
  await node.ask('errands.undo', { ...one, what: 'undo' });
  await house.world.advance(5_000);
  expect(letters(node).map(({ code, alone }) => [code, alone ?? false])).toEqual([
    ['NOT_THERE', false],
    ['MAILBOX_FULL', true],
  ]);
  away = false;
  await house.world.advance(10 * 60_000);
  expect(letters(node)).toMatchObject([{ code: 'NOT_THERE' }]);
  expect(visits.filter((what) => what === 'sick')).toHaveLength(1);
});

test('An undo that fails costs no row of its stream that came before or after it', async () => {
  const house = new ToyHouse();
  const door = gate();
  let away = true;
  noting(house, async (what) => {
    if (what === 'a') await door.passed;
    if (what === 'undo' && away) throw overloaded();
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'a' });
  await node.ask('errands.push', { ...one, what: 'b' });
  await node.ask('errands.undo', { ...one, what: 'undo' });
  await node.ask('errands.push', { ...one, what: 'c' });
  await house.world.advance(5_000);
  door.open();
  away = false;
  await house.world.advance(10 * 60_000);
  expect([await shown(node), letters(node)]).toEqual([{ finished: ['a', 'b', 'c'], failed: [] }, []]);
});

test('When the clock is set back, what is put off is not put off for that long', async () => {
  const house = new ToyHouse();
  noting(house, () => {
    throw overloaded();
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(10_000);
  noting(house);
  house.world.setClock(house.world.now() - 24 * 3_600_000);
  await house.world.advance(10_000);
  expect((await shown(node)).finished).toEqual(['bread']);
});

test('What cannot even be parked is not forgotten', async () => {
  const house = new ToyHouse();
  let away = true;
  noting(house, () => {
    if (away) throw notThere();
  });
  const node = await house.open();
  node.bendRows.write = firstCalls(1, rowsFail());
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(1_500);
  node.crash();
  away = false;
  const restarted = await house.open();
  await house.world.advance(10_000);
  expect((await shown(restarted)).finished).toEqual(['bread']);
});

test('What was parked when the node died is resumed by the next', async () => {
  const house = new ToyHouse();
  house.visit = () => {
    throw overloaded();
  };
  const node = await house.open();
  for (const what of ['a', 'b']) await node.ask('errands.push', { ...one, what });
  await house.world.advance(5_000);
  node.crash();
  noting(house);
  const restarted = await house.open();
  await house.world.advance(10 * 60_000);
  expect([(await shown(restarted)).finished, letters(restarted)]).toEqual([['a', 'b'], []]);
});
