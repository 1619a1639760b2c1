import { expect, test } from '@jest/globals';
import { ClusterMembers, type Peer } from '../../../actors/runtime/cluster/members.ts';
import { FakeWorld } from '../fake-world.ts';

const peer = (id: string, ...areas: string[]): Peer => ({ id, areas: areas.length > 0 ? areas : ['stock'] });

function given(...peers: readonly Peer[]) {
  const world = new FakeWorld();
  let known: readonly Peer[] = [peer('me'), ...peers];
  const members = new ClusterMembers({ nodeId: 'me', world, known: () => known });
  const heard: string[] = [];
  members.onChange(() => void heard.push(members.nodes('stock').join()));
  const know = (...now: readonly Peer[]) => {
    known = [peer('me'), ...now];
    members.look();
  };
  return { world, members, heard, know, stock: () => members.nodes('stock') };
}

test('Only those that host an area are its members', () => {
  const { members } = given(peer('a', 'stock', 'orders'), peer('b', 'orders'));
  expect(members.nodes('stock')).toEqual(['me', 'a']);
  expect(members.nodes('orders')).toEqual(['a', 'b']);
  expect(members.nodes('carts')).toEqual([]);
});

test('Who introduces itself is a member, who says good-bye is none, and each is told once', () => {
  const { know, heard, members } = given();
  know(peer('a'));
  members.look();
  know();
  expect(heard).toEqual(['me,a', 'me']);
});

test('A node that nobody meets twice in a row is gone at once, and back with its first word', () => {
  const { members, stock } = given(peer('a'));
  members.nobodyAt('a');
  expect(stock()).toEqual(['me', 'a']);
  members.heard('a');
  members.nobodyAt('a');
  expect(stock()).toEqual(['me', 'a']);
  members.nobodyAt('a');
  expect(stock()).toEqual(['me']);
  members.heard('a');
  expect(stock()).toEqual(['me', 'a']);
});

test('A node that is silent for more than 3 s is gone, however busy it may be', async () => {
  const { world, members, stock } = given(peer('a'), peer('b'));
  await world.advance(2_000);
  members.heard('b');
  await world.advance(1_001);
  members.look();
  expect(stock()).toEqual(['me', 'b']);
  members.heard('a');
  members.look();
  expect(stock()).toEqual(['me', 'a', 'b']);
});

test('A node that is cut off owns nothing, and what it believed holds for 3 s after it is back', async () => {
  const { world, members, stock, know } = given(peer('a'), peer('b'));
  members.cut();
  expect(stock()).toEqual([]);
  await world.advance(60_000);
  members.back();
  expect(stock()).toEqual(['me', 'a', 'b']);
  know(peer('b'));
  members.nobodyAt('b');
  members.nobodyAt('b');
  expect(stock()).toEqual(['me', 'a', 'b']);
  await world.advance(2_500);
  members.heard('b');
  await world.advance(500);
  members.look();
  expect(stock()).toEqual(['me', 'b']);
});

test('A node that was frozen takes nobody for gone because nobody was heard, nor because discovery has lost all', async () => {
  const { world, members, stock, know } = given(peer('a'));
  await world.advance(60_000);
  members.awake();
  know();
  expect(stock()).toEqual(['me', 'a']);
  await world.advance(3_000);
  members.look();
  expect(stock()).toEqual(['me']);
});

test('A node that was frozen sees at once where nobody is, and one that is frozen again and again sees who has come', async () => {
  const { world, members, stock, know } = given(peer('a'), peer('b'));
  await world.advance(60_000);
  members.awake();
  for (let times = 0; times < 2; times += 1) members.nobodyAt('a');
  expect(stock()).toEqual(['me', 'b']);
  const seen: string[] = [];
  for (let second = 0; second < 8; second += 1) {
    await world.advance(1_000);
    members.awake();
    know(peer('b'), peer('c'));
    seen.push(stock().join());
  }
  expect(seen.slice(0, 2)).toEqual(['me,b', 'me,b']);
  expect(seen.slice(2).every((list) => list === 'me,b,c')).toBe(true);
});

test('A node that cannot reach the journal is passed over while another hosts the area, and asked where all are so', () => {
  const { members, stock, heard } = given(peer('a'), peer('b', 'orders'));
  members.stands('me', true);
  expect(stock()).toEqual(['a']);
  members.stands('a', true);
  expect(stock()).toEqual(['me', 'a']);
  members.stands('me', false);
  expect([stock(), members.hosts('stock')]).toEqual([['me'], ['me', 'a']]);
  expect(heard).toEqual(['a', 'me,a', 'me']);
});

test('A node stands aside as long as it says so again, and 3 s more', async () => {
  const { world, members, stock, heard } = given(peer('a'));
  members.stands('a', true);
  await world.advance(2_000);
  members.stands('a', true);
  await world.advance(3_000);
  members.heard('a');
  members.look();
  expect(stock()).toEqual(['me']);
  await world.advance(1);
  members.look();
  expect(stock()).toEqual(['me', 'a']);
  expect(heard).toEqual(['me', 'me,a']);
});

test('An area is absent once nobody has hosted it for 3 s since it was asked for, and no longer when somebody comes', async () => {
  const { world, members, know } = given();
  expect(members.isAbsent('orders')).toBe(false);
  await world.advance(2_999);
  expect(members.isAbsent('orders')).toBe(false);
  await world.advance(1);
  expect([members.isAbsent('orders'), members.isAbsent('stock')]).toEqual([true, false]);
  know(peer('a', 'orders'));
  know();
  expect(members.isAbsent('orders')).toBe(false);
  await world.advance(3_000);
  expect(members.isAbsent('orders')).toBe(true);
  members.cut();
  expect(members.isAbsent('orders')).toBe(false);
  members.back();
  expect(members.isAbsent('orders')).toBe(false);
});
