import { expect, test } from '@jest/globals';
import { gate } from './faults.ts';
import { acme, many, ToyHouse, type ToyNode } from './toy-house.ts';

const ann = { id: 'ann', name: 'Ann Unusual', email: 'ann.unusual@example.com' };
const person = 'acme/ann';

/** All that a thief of the journal has: every batch and every snapshot. */
function bytesOn(house: ToyHouse): string {
  const batches = [...house.journalDisk.logs.values()].flatMap((log) => log.batches.map(({ bytes }) => bytes));
  const snapshots = [...house.journalDisk.snapshots.values()].map(({ bytes }) => bytes);
  return Buffer.concat([...batches, ...snapshots]).toString('latin1');
}

const wordsIn = (house: ToyHouse, words: readonly string[]): readonly string[] => {
  const bytes = bytesOn(house);
  return words.filter(
    (word) => bytes.includes(word) || bytes.includes(Buffer.from(word).toString('base64').slice(0, -4)),
  );
};

const rename = (node: ToyNode, name: string, commandId?: string) =>
  node.ask('people.rename', { id: 'ann', name }, commandId === undefined ? {} : { commandId });

const card = (node: ToyNode) => node.ask('people.card', { id: 'ann' });

async function joined() {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('people.join', ann, { commandId: 'joined' });
  return { house, node };
}

test('What is personal never stands in the journal in the clear: not in events, answers, snapshots or hashes', async () => {
  const { house, node } = await joined();
  for (const number of many(120)) await rename(node, `Ann Renamed ${number}`);
  await node.drain();
  expect(house.journalDisk.snapshots.size).toBe(1);
  expect(wordsIn(house, ['Unusual', 'unusual@example.com', 'Renamed'])).toEqual([]);
  expect(bytesOn(house)).toContain(acme('person', 'ann'));
});

test('Whoever holds the keys reads it all again after a restart', async () => {
  const { house, node } = await joined();
  await rename(node, 'Ann Smith');
  node.crash();
  const restarted = await house.open();
  expect(await card(restarted)).toEqual({ name: 'Ann Smith', email: ann.email, renamed: 1 });
  expect(await restarted.call('people.join', ann, { commandId: 'joined' })).toMatchObject({
    result: { name: ann.name, email: ann.email },
    meta: { replayed: true },
  });
  const other = restarted.ask('people.join', { ...ann, name: 'Bob' }, { commandId: 'joined' });
  await expect(other).rejects.toMatchObject({ type: 'COMMAND_DIFFERS' });
});

test('A snapshot of a person is read with the key, and without it the actor wakes from what is left of its events', async () => {
  const { house, node } = await joined();
  for (const number of many(120)) await rename(node, `Ann ${number}`);
  node.crash();
  const before = await house.open();
  const readFrom: number[] = [];
  before.bendJournal.stream = (pass, _, __, after) => {
    readFrom.push(after);
    return pass();
  };
  expect(await card(before)).toEqual({ name: 'Ann 119', email: ann.email, renamed: 120 });
  expect(readFrom.at(-1)).toBe(100);
  before.crash();
  await before.vault.forget(person);
  const after = await house.open();
  expect(await card(after)).toEqual({ name: null, email: null, renamed: 120 });
});

test('A forgotten person is null everywhere, and the actor lives on', async () => {
  const { house, node } = await joined();
  await rename(node, 'Ann Smith', 'renamed');
  await node.vault.forget(person);
  node.crash();
  const restarted = await house.open();
  expect(await card(restarted)).toEqual({ name: null, email: null, renamed: 1 });
  expect(
    (await restarted.call('people.rename', { id: 'ann', name: 'Ann Smith' }, { commandId: 'renamed' })).result,
  ).toBe(null);
  await rename(restarted, 'Ann Again');
  expect((await card(restarted)).renamed).toBe(2);
});

test('Memory forgets a person with the key, also while somebody looks', async () => {
  const { node } = await joined();
  await rename(node, 'Ann Smith');
  await Promise.all([card(node), node.node.forget(person), card(node)]);
  expect(await card(node)).toEqual({ name: null, email: null, renamed: 1 });
  await rename(node, 'Ann Again');
  expect(await card(node)).toMatchObject({ email: null, renamed: 2 });
});

test('Memory forgets a person whose actor has a batch on its way once that is stored', async () => {
  const { node } = await joined();
  const [onItsWay, door] = [gate(), gate()];
  node.bendJournal.append = async (pass) => {
    onItsWay.open();
    await door.passed;
    return pass();
  };
  const renamed = rename(node, 'Ann Smith');
  await onItsWay.passed;
  await node.node.forget(person);
  door.open();
  expect(await renamed).toMatchObject({ name: 'Ann Smith' });
  expect(await card(node)).toEqual({ name: null, email: null, renamed: 1 });
});

test('What an actor still remembers of a forgotten person is not written again', async () => {
  const { house, node } = await joined();
  await node.vault.forget(person);
  const answer = await rename(node, 'Ann Remembered');
  expect(answer.email).toBe(ann.email);
  await node.drain();
  expect(wordsIn(house, ['Unusual', 'unusual@example.com', 'Remembered'])).toEqual([]);
});

test('Forgetting one person takes nothing from another', async () => {
  const { house, node } = await joined();
  await node.ask('people.join', { id: 'bob', name: 'Bob', email: 'bob@example.com' });
  await node.ask('people.join', ann, { tenantId: 'bolt' });
  await node.vault.forget(person);
  node.crash();
  const restarted = await house.open();
  expect(await restarted.ask('people.card', { id: 'bob' })).toMatchObject({ name: 'Bob' });
  expect(await restarted.ask('people.card', { id: 'ann' }, { tenantId: 'bolt' })).toMatchObject({ name: ann.name });
});

test('The same guess about a person is not confirmed by what the journal holds', async () => {
  const guess = async (tenantId: string) => {
    const house = new ToyHouse();
    const node = await house.open();
    await node.ask('people.join', ann, { tenantId, commandId: 'same' });
    return bytesOn(house).match(/"bodyHash":"[^"]+"/g);
  };
  expect(await guess('acme')).toBe(null);
});

test('While the keys are away nobody is told of a bug, and then it works again', async () => {
  const { house, node } = await joined();
  node.crash();
  const restarted = await house.open();
  await restarted.vault.close();
  const unavailable = { class: 'Unavailable', retryable: true };
  await expect(card(restarted)).rejects.toMatchObject(unavailable);
  await expect(rename(restarted, 'Ann')).rejects.toMatchObject(unavailable);
  const healed = await house.open();
  expect(await card(healed)).toMatchObject({ name: ann.name });
});
