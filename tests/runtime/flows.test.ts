import { expect, test } from '@jest/globals';
import { runtimeError, SoukError } from '../../actors/runtime/errors.ts';
import type { Flow } from '../../actors/runtime/flow.ts';
import { errandFlow, type ToyActions, type ToyEvents } from './toy.ts';
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

test('When all asks are answered the next step is told, once', async () => {
  const house = new ToyHouse();
  const { visits, ids } = noting(house);
  const node = await house.open();
  await node.ask('errands.send', { ...one, whats: ['bread', 'milk'] });
  await node.node.settled();
  expect(visits).toEqual(['bread', 'milk']);
  expect(ids).toEqual(['acme/errand/one@1:outside.visit:0', 'acme/errand/one@1:outside.visit:1']);
  expect(await shown(node)).toEqual({ finished: ['bread,milk'], failed: [] });
});

test('When one ask is refused, whoever must know is told of it and of no other', async () => {
  const house = new ToyHouse();
  noting(house, (what) => {
    if (what === 'milk') throw notThere();
  });
  const node = await house.open();
  await node.ask('errands.send', { ...one, whats: ['bread', 'milk'] });
  await node.node.settled();
  expect(await shown(node)).toEqual({ finished: [], failed: ['milk: NOT_THERE'] });
  expect(letters(node)).toEqual([]);
});

test('A refusal that nobody is told of is a dead letter, until somebody replays it', async () => {
  const house = new ToyHouse();
  const { visits } = noting(house, () => {
    throw notThere();
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'bread' });
  await node.node.settled();
  await house.world.advance(3_600_000);
  expect(visits).toHaveLength(1);
  expect(letters(node)).toMatchObject([
    {
      consumer: 'flow-errands',
      event: 'errands.pushed',
      code: 'NOT_THERE',
      tries: 1,
      retryAt: Number.MAX_SAFE_INTEGER,
    },
  ]);
  noting(house);
  await node.node.inspector.replay(letters(node)[0]?.id ?? '');
  await node.node.settled();
  expect([await shown(node), letters(node)]).toEqual([{ finished: ['bread'], failed: [] }, []]);
});

test('What may be mended is tried again at once for a while, then later, by itself', async () => {
  const house = new ToyHouse();
  let away = true;
  const { visits } = noting(house, () => {
    if (away) throw overloaded();
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(4_000);
  expect(visits.length).toBeGreaterThan(3);
  expect(letters(node)).toMatchObject([{ code: 'MAILBOX_FULL', tries: 1 }]);
  await house.world.advance(60_000);
  expect(letters(node)[0]?.tries).toBeGreaterThan(2);
  away = false;
  await house.world.advance(5 * 60_000);
  expect([await shown(node), letters(node)]).toEqual([{ finished: ['bread'], failed: [] }, []]);
});

test('An ask that is never answered is given up in time, and tried again later', async () => {
  const house = new ToyHouse();
  const { visits } = noting(house, () => new Promise(() => {}));
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(16_000);
  expect([visits, letters(node)]).toMatchObject([['bread'], [{ code: 'DEADLINE_PASSED' }]]);
  noting(house);
  await house.world.advance(60_000);
  expect([await shown(node), letters(node)]).toEqual([{ finished: ['bread'], failed: [] }, []]);
});

test('A bug is tried a few times, for the next release may mend it, and then it is a dead letter', async () => {
  const house = new ToyHouse();
  const { visits } = noting(house, () => {
    throw new TypeError('a bug');
  });
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(3_600_000);
  expect(visits).toHaveLength(5);
  expect(letters(node)).toMatchObject([{ code: 'INTERNAL', message: 'a bug', tries: 5 }]);
});

test('A tell that is refused is done: whoever was first has decided', async () => {
  const house = new ToyHouse();
  noting(house);
  const node = await house.open();
  await node.ask('errands.finish', { ...one, what: 'bread' });
  await node.ask('errands.push', { ...one, what: 'bread' });
  await node.node.settled();
  expect([await shown(node), letters(node)]).toEqual([{ finished: ['bread'], failed: [] }, []]);
});

test('After a crash rows may run again, and nothing happens twice', async () => {
  const house = new ToyHouse();
  const { visits } = noting(house);
  const node = await house.open();
  for (const what of ['a', 'b']) await node.ask('errands.push', { ...one, what });
  await node.node.settled();
  const heads = () =>
    [...house.journalDisk.logs.values()].map(({ batches }) => batches.flatMap(({ entries }) => entries).length);
  const before = heads();
  node.crash();
  house.rowsDisk.cursors.delete('flow-errands');
  const restarted = await house.open();
  await restarted.node.settled();
  expect(visits).toEqual(['a', 'b', 'a', 'b']);
  expect([await shown(restarted), heads()]).toEqual([{ finished: ['a', 'b'], failed: [] }, before]);
});

test('What was under way when the node died is done by the next', async () => {
  const house = new ToyHouse();
  house.visit = () => new Promise(() => {});
  const node = await house.open();
  await node.ask('errands.push', { ...one, what: 'bread' });
  await house.world.advance(2_000);
  node.crash();
  noting(house);
  const restarted = await house.open();
  await restarted.node.settled();
  expect((await shown(restarted)).finished).toEqual(['bread']);
});

const newFlow: Flow<ToyActions, ToyEvents> = {
  name: 'greeting',
  from: 'now',
  rows: { 'errands.sent': { ask: { 'outside.visit': (_, { id }) => [{ what: `greet ${id}` }] } } },
};

test('A new flow that begins now leaves the past alone, and misses nothing that comes', async () => {
  const house = new ToyHouse();
  const { visits } = noting(house);
  const node = await house.open();
  await node.ask('errands.send', { id: 'old', whats: [] });
  await node.drain();
  const newer = await house.open({ flows: [errandFlow, newFlow] });
  await newer.node.settled();
  newer.crash();
  const without = await house.open();
  await without.ask('errands.send', { id: 'meanwhile', whats: [] });
  without.crash();
  const again = await house.open({ flows: [errandFlow, newFlow] });
  await again.ask('errands.send', { id: 'new', whats: [] });
  await again.node.settled();
  expect(visits).toEqual(['greet meanwhile', 'greet new']);
});
