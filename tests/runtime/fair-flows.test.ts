import { expect, test } from '@jest/globals';
import { runtimeError } from '../../actors/runtime/errors.ts';
import { StreamQueues } from '../../actors/runtime/feed/stream-queues.ts';
import { gate } from './faults.ts';
import { many, ToyHouse } from './toy-house.ts';

test('One tenant with 5 000 slow rows does not starve another, in the same partition or elsewhere', async () => {
  const house = new ToyHouse();
  const visits: string[] = [];
  house.visit = async (what, { tenantId }) => {
    if (tenantId === 'acme') await new Promise<void>((resolve) => house.world.after(15_000, resolve));
    visits.push(`${tenantId} ${what}`);
  };
  const node = await house.open({ limits: { partitions: 2 } });
  await Promise.all(many(5_000).map((number) => node.ask('errands.push', { id: `e${number}`, what: 'slow' })));
  await Promise.all(
    many(20).map((number) => node.ask('errands.push', { id: `e${number}`, what: 'bread' }, { tenantId: 'bolt' })),
  );
  await house.world.advance(1_000);
  expect(visits).toEqual(many(20).map(() => 'bolt bread'));
});

test('However long a stream waits for its turn, what was parked runs before what came after it', async () => {
  const house = new ToyHouse();
  const visits: string[] = [];
  let away = true;
  house.visit = async (what) => {
    if (what === 'slow') return new Promise<void>((resolve) => house.world.after(10_000, resolve));
    if (away) throw runtimeError('MAILBOX_FULL');
    visits.push(what);
  };
  const node = await house.open();
  for (const what of ['a', 'b', 'c']) await node.ask('errands.push', { id: 'one', what });
  await Promise.all(many(300).map((number) => node.ask('errands.push', { id: `e${number}`, what: 'slow' })));
  await house.world.advance(4_000);
  away = false;
  await house.world.advance(60_000);
  expect(visits).toEqual(['a', 'b', 'c']);
});

const bounds = { accepted: 4, running: 2, ofOneTenant: 1 };

/** Runs that note when they begin and wait to be let go. */
function bench() {
  const queues = new StreamQueues(bounds);
  const begun: string[] = [];
  const doors = new Map<string, () => void>();
  const run = (name: string) => async () => {
    begun.push(name);
    const door = gate();
    doors.set(name, door.open);
    await door.passed;
  };
  const add = (tenantId: string, stream: string, name: string) => queues.inOrder(tenantId, stream, run(name));
  return { queues, begun, run, add, finish: (name: string) => doors.get(name)?.() };
}

const soon = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));
const settled = async () => {
  for (const _ of many(10)) await soon();
};

test('A tenant has no more than its share of the places, and a stream never two', async () => {
  const { begun, add, finish } = bench();
  await add('acme', 'acme/a', 'a1');
  await add('acme', 'acme/a', 'a2');
  await add('acme', 'acme/b', 'b1');
  await settled();
  expect(begun).toEqual(['a1']);
  await add('bolt', 'bolt/a', 'bolt');
  await settled();
  expect(begun).toEqual(['a1', 'bolt']);
  finish('a1');
  await settled();
  expect(begun).toEqual(['a1', 'bolt', 'b1']);
});

test('Who brings more than there is room for waits, and is let in in the order of coming', async () => {
  const { queues, begun, run, add, finish } = bench();
  await Promise.all(many(4).map((number) => add('acme', `acme/${number}`, `r${number}`)));
  const entered: string[] = [];
  for (const name of ['first', 'second']) void queues.atOnce(run(name)).then(() => entered.push(name));
  await settled();
  expect([begun, entered]).toEqual([['r0'], []]);
  finish('r0');
  await settled();
  expect([begun, entered]).toEqual([['r0', 'r1', 'first'], ['first']]);
});

test('All are idle when the last one is done', async () => {
  const { queues, add, finish } = bench();
  await queues.idle();
  await add('acme', 'acme/a', 'a1');
  let idle = false;
  void queues.idle().then(() => {
    idle = true;
  });
  await settled();
  expect(idle).toBe(false);
  finish('a1');
  await settled();
  expect(idle).toBe(true);
});
