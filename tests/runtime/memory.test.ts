import { expect, test } from '@jest/globals';
import type { AnyDecider } from '../../actors/runtime/decider.ts';
import { toyServices } from './toy.ts';
import { acme, many, ToyHouse, type ToyNode, withDecider } from './toy-house.ts';

const one = { id: 'one' };
const stream = acme('counter', 'one');
const partition = 'counters/00';

const add = (node: ToyNode, id = 'one', by = 1) => node.ask('counters.add', { id, by });
const addMany = (node: ToyNode, count: number) => Promise.all(many(count).map(() => add(node)));
const addToOthers = (node: ToyNode, count: number) => Promise.all(many(count).map((number) => add(node, `c${number}`)));

/** How each wake read the journal: from which version on. */
function wakesOf(node: ToyNode): number[] {
  const wakes: number[] = [];
  node.bendJournal.stream = (pass, _, of, after) => {
    if (of === stream) wakes.push(after);
    return pass();
  };
  return wakes;
}

const snapshots = (house: ToyHouse) => [...house.journalDisk.snapshots.values()].filter((one) => one.stream === stream);

test('Twice as many actors as fit in memory, all written again and again, count right', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  node.bendJournal.append = async (pass) => {
    await house.world.settle();
    return pass();
  };
  const rounds = many(3).map(() => addToOthers(node, 2_000));
  const reads = many(2_000).map((number) => node.ask('counters.show', { id: `c${number}` }));
  const last = (await Promise.all(rounds)).at(-1);
  expect(new Set(last?.map(({ total }) => total))).toEqual(new Set([3]));
  expect(await Promise.all(reads)).toHaveLength(2_000);
  const shown = await Promise.all(many(2_000).map((number) => node.ask('counters.show', { id: `c${number}` })));
  expect(new Set(shown.map(({ total }) => total))).toEqual(new Set([3]));
});

test('An idle actor leaves memory and is read again when somebody asks', async () => {
  const node = await new ToyHouse().open();
  await add(node);
  const wakes = wakesOf(node);
  await node.ask('counters.show', one);
  expect(wakes).toEqual([]);
  await addToOthers(node, 1_100);
  expect(await node.ask('counters.show', one)).toMatchObject({ total: 1 });
  expect(wakes).toEqual([0]);
});

test('An actor with a history leaves a snapshot when it goes, and wakes from it and its tail', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await addMany(node, 30);
  await addToOthers(node, 1_100);
  expect(snapshots(house)).toMatchObject([{ version: 30 }]);
  const wakes = wakesOf(node);
  expect(await add(node)).toEqual({ total: 31 });
  expect(wakes).toEqual([0, 30]);
});

test('What wakes from a snapshot and its tail is what wakes from all events', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('counters.list', { ...one, lines: [{ name: 'a', units: 1 }] });
  await addMany(node, 150);
  await Promise.all(many(3).map(() => node.ask('counters.double', one)));
  node.crash();
  const fromSnapshot = await house.open();
  const wakes = wakesOf(fromSnapshot);
  const fromEvents = await house.open();
  fromEvents.bendJournal.loadSnapshot = async () => undefined;
  const shown = await fromSnapshot.call('counters.show', one);
  expect(wakes.at(-1)).toBeGreaterThan(100);
  expect(await fromEvents.call('counters.show', one)).toEqual(shown);
  expect(shown).toMatchObject({ result: { total: 150, lines: [{ name: 'a', units: 8 }] }, meta: { version: 154 } });
});

test('A long history is replayed in pages', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await addMany(node, 2_500);
  node.crash();
  const restarted = await house.open();
  restarted.bendJournal.loadSnapshot = async () => undefined;
  expect(await add(restarted)).toEqual({ total: 2_501 });
});

test('An actor that never rests is saved too, and not more often than every ten seconds', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  const saved: number[] = [];
  node.bendJournal.saveSnapshot = (pass, _, { version }) => {
    saved.push(version);
    return pass();
  };
  let running = true;
  const keepBusy = async () => {
    while (running) await add(node);
  };
  node.bendJournal.append = async (pass) => {
    await new Promise<void>((resolve) => house.world.after(10, resolve));
    return pass();
  };
  const busy = Promise.all(many(3).map(keepBusy));
  await house.world.advance(25_000);
  running = false;
  await house.world.advance(100);
  await busy;
  expect(saved).toHaveLength(3);
});

test('A snapshot of another schema is ignored, and that of its own is kept for the way back', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await addMany(node, 120);
  node.crash();
  const services = toyServices(() => house.visit);
  const asTotals = (decider: AnyDecider): AnyDecider => ({ ...decider, schema: 2 });
  const newer = await house.open({ services: withDecider(services, 'counter', asTotals) });
  const wakes = wakesOf(newer);
  expect([await add(newer), wakes]).toEqual([{ total: 121 }, [0, 20]]);
  newer.crash();
  const older = await house.open();
  expect(await add(older)).toEqual({ total: 122 });
});

test('A snapshot that cannot be read is as none', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  await addMany(node, 120);
  node.crash();
  const restarted = await house.open();
  restarted.bendJournal.loadSnapshot = async (pass) => {
    const found = await pass();
    return found && { ...found, bytes: Buffer.from('what is this') };
  };
  expect(await add(restarted)).toEqual({ total: 121 });
});

test('A state that cannot be saved harms nobody', async () => {
  const house = new ToyHouse();
  const withFunction = (decider: AnyDecider): AnyDecider => ({
    ...decider,
    initial: () => ({ ...(decider.initial() as object), notForSaving: () => 0 }),
  });
  const services = withDecider(
    toyServices(() => house.visit),
    'counter',
    withFunction,
  );
  const node = await house.open({ services });
  await addMany(node, 120);
  await house.world.settle();
  await addToOthers(node, 1_100);
  expect(await add(node)).toEqual({ total: 121 });
  await node.drain();
});

test('An event of a newer release makes its actor unavailable, and no other', async () => {
  const house = new ToyHouse();
  const services = toyServices(() => house.visit);
  const renovating = (decider: AnyDecider): AnyDecider => ({
    ...decider,
    decide: { ...decider.decide, touch: () => [{ type: 'renovated' }] },
    evolve: { ...decider.evolve, renovated: () => undefined },
  });
  const newer = await house.open({ services: withDecider(services, 'counter', renovating) });
  await add(newer);
  await newer.ask('counters.touch', one);
  newer.crash();
  const older = await house.open();
  const unavailable = { type: 'NEWER_RELEASE', class: 'Unavailable', data: { stream } };
  const [alone, beside] = await Promise.allSettled([add(older), add(older, 'other')]);
  expect([alone, beside]).toMatchObject([{ reason: unavailable }, { value: { total: 1 } }]);
  await expect(older.ask('counters.show', one)).rejects.toMatchObject(unavailable);
  await older.node.settled();
  expect(await older.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 1 }]);
  older.crash();
  const again = await house.open({ services: withDecider(services, 'counter', renovating) });
  expect(await again.call('counters.show', one)).toMatchObject({ meta: { version: 2 } });
});

test('A replay of what was stored does not wake whom it was stored for in vain', async () => {
  const house = new ToyHouse();
  const node = await house.open();
  expect((await node.journal.heads([partition]))[0]).toMatchObject({ number: 1 });
  await expect(node.ask('counters.take', { ...one, by: 1 }, { commandId: 'c1' })).rejects.toThrow();
  node.crash();
  const restarted = await house.open();
  await expect(restarted.ask('counters.take', { ...one, by: 1 }, { commandId: 'c1' })).rejects.toMatchObject({
    type: 'TOO_FEW',
  });
  expect((await restarted.journal.heads([partition]))[0]).toMatchObject({ number: 3 });
});
