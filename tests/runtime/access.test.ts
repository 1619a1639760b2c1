import { expect, test } from '@jest/globals';
import { anyone, type Caller } from '../../actors/runtime/caller.ts';
import { ToyHouse, type ToyNode } from './toy-house.ts';

const account = (accountId: string, more: Partial<Caller> = {}): Caller => ({
  kind: 'account',
  accountId,
  roles: [],
  staff: {},
  ...more,
});

const ann = account('ann');
const stranger = account('eve');
const operator = account('boss', { roles: ['operator'] });
const guest: Caller = { ...anyone, guestOf: 'cart:ann' };
const otherGuest: Caller = { ...anyone, guestOf: 'cart:bob' };
const manager = account('max', { staff: { 'shop-ann': 'manager' } });
const viewer = account('vic', { staff: { 'shop-ann': 'viewer' } });
const otherManager = account('oda', { staff: { 'shop-bob': 'manager' } });

async function withAnn() {
  const house = new ToyHouse();
  const node = await house.open();
  await node.ask('people.join', { id: 'ann', name: 'Ann', email: 'ann@example.com' });
  return { house, node };
}

const told = (node: ToyNode, action: string, caller: Caller, params: object = { id: 'ann' }, tenantId = 'acme') =>
  node.call(action, params, { caller, tenantId }).then(
    () => 'done',
    ({ type }) => String(type),
  );

const card = (node: ToyNode, caller: Caller) => told(node, 'people.card', caller);

test('What is one’s own is for its owner, for whoever knows its secret, and for those who may see all', async () => {
  const { node } = await withAnn();
  const callers = [ann, guest, operator, stranger, otherGuest, anyone, otherManager];
  const answers = await Promise.all(callers.map((caller) => card(node, caller)));
  expect(answers).toEqual(['done', 'done', 'done', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
});

test('To a stranger a thing that is there looks like one that is not', async () => {
  const { node } = await withAnn();
  const there = await node.call('people.card', { id: 'ann' }, { caller: stranger }).catch((error: unknown) => error);
  const absent = await node
    .call('people.card', { id: 'nobody' }, { caller: stranger })
    .catch((error: unknown) => error);
  expect(JSON.stringify(there)).toBe(JSON.stringify(absent));
});

test('Another tenant sees nothing, whoever asks there', async () => {
  const { node } = await withAnn();
  for (const caller of [ann, guest, operator]) {
    expect(await told(node, 'people.card', caller, { id: 'ann' }, 'bolt')).toBe('NOT_FOUND');
  }
});

test('What asks for a role refuses who lacks it, and asks who is not logged in to log in', async () => {
  const { node } = await withAnn();
  const answers = await Promise.all([operator, ann, guest, anyone].map((caller) => told(node, 'people.count', caller)));
  expect(answers).toEqual(['done', 'FORBIDDEN', 'UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('What only owners may do asks who is not logged in to log in', async () => {
  const { node } = await withAnn();
  const rename = (caller: Caller) => told(node, 'people.rename', caller, { id: 'ann', name: 'Ann' });
  expect(await Promise.all([ann, anyone, stranger, operator].map(rename))).toEqual([
    'done',
    'UNAUTHENTICATED',
    'NOT_FOUND',
    'NOT_FOUND',
  ]);
});

test('A colleague with too small a role knows that the thing is there; another shop does not', async () => {
  const { node } = await withAnn();
  const promote = (caller: Caller) => told(node, 'people.promote', caller, { id: 'ann', name: 'Ann' });
  expect(await Promise.all([manager, viewer, otherManager].map(promote))).toEqual(['done', 'FORBIDDEN', 'NOT_FOUND']);
});

test('What is for everybody needs nothing', async () => {
  const { node } = await withAnn();
  expect(await told(node, 'people.greet', anyone)).toBe('done');
});

test('What is for other actors does not exist for anybody else, whatever their roles', async () => {
  const { node } = await withAnn();
  const all = account('root', { roles: ['operator', 'platform', 'ops'], staff: { 'shop-ann': 'owner' } });
  const answers = await Promise.all([ann, guest, anyone, all].map((caller) => told(node, 'counters.add', caller)));
  expect(new Set(answers)).toEqual(new Set(['NOT_FOUND']));
});

test('Who may not do a thing changes nothing, and may do it later under the same id', async () => {
  const { node } = await withAnn();
  const rename = (caller: Caller) =>
    node.call('people.rename', { id: 'ann', name: 'Queen Ann' }, { caller, commandId: 'c1' }).then(
      ({ meta }) => meta.replayed ?? false,
      ({ type }) => type,
    );
  expect(await rename(stranger)).toBe('NOT_FOUND');
  expect(await rename(ann)).toBe(false);
  expect((await node.ask('people.card', { id: 'ann' })).renamed).toBe(1);
});

test('An action that nobody serves is not found', async () => {
  const { node } = await withAnn();
  expect(await told(node, 'people.fly', operator)).toBe('NOT_FOUND');
});

test('Wrong params are refused before anything is asked, and every wrong field is named', async () => {
  const { house, node } = await withAnn();
  const wrong = node.call('people.join', { id: 'not an id', name: '', email: 'nobody', age: 7 });
  await expect(wrong).rejects.toMatchObject({ type: 'VALIDATION', class: 'Invalid' });
  const fields = await wrong.catch(({ data }) => data.fields.map(({ field }: { field: string }) => field));
  expect(fields).toEqual(['id', 'name', 'email', 'age']);
  const batches = house.journalDisk.logs.get('people/00')?.batches.length;
  await expect(node.call('people.join', undefined)).rejects.toMatchObject({ type: 'VALIDATION' });
  await expect(node.call('people.join', 'what')).rejects.toMatchObject({ type: 'VALIDATION' });
  expect(house.journalDisk.logs.get('people/00')?.batches.length).toBe(batches);
});

test('Who may not ask is not told what is wrong with the question', async () => {
  const { node } = await withAnn();
  expect(await told(node, 'people.count', anyone, { what: 1 })).toBe('UNAUTHENTICATED');
});
