import { expect, test } from '@jest/globals';
import { type Members, ownerOf, partitionsOf } from '../../actors/runtime/placement.ts';
import { morning } from './fake-world.ts';
import { ToyHouse } from './toy-house.ts';

const names = ['orders', 'inventory', 'payments'].flatMap((area) => partitionsOf(area, 64));
const ownersAmong = (nodes: readonly string[]) => names.map((name) => ownerOf(name, nodes));

test('Every node that sees the same members, in whatever order, believes in the same owner', () => {
  expect(ownersAmong(['a', 'b', 'c'])).toEqual(ownersAmong(['c', 'a', 'b']));
  expect(ownerOf('orders/00', [])).toBeUndefined();
});

test('A node that joins takes only its share, and what a node leaves is dealt to all others', () => {
  const before = ownersAmong(['a', 'b', 'c']);
  const after = ownersAmong(['a', 'b', 'c', 'd']);
  const moved = after.filter((owner, place) => owner !== before[place]);
  expect(new Set(moved)).toEqual(new Set(['d']));
  expect(moved.length / names.length).toBeCloseTo(0.25, 1);
  const heirs = before.flatMap((owner, place) => (owner === 'a' ? [ownersAmong(['b', 'c'])[place]] : []));
  expect(new Set(heirs)).toEqual(new Set(['b', 'c']));
});

test('An owner that only looks learns within a second that another node wrote, and its views hear of it', async () => {
  const house = new ToyHouse();
  const alone: Members = { nodes: () => ['node-1'], onChange: () => () => undefined };
  const opening = house.open({ members: alone });
  await house.world.settle();
  const owner = await opening;
  await owner.ask('counters.add', { id: 'one', by: 1 });
  const stranger = await house.open();
  await stranger.ask('counters.add', { id: 'one', by: 2 });
  await house.world.advance(1_000);
  expect(await owner.ask('counters.show', { id: 'one' })).toMatchObject({ total: 3 });
  expect(await owner.rows.get('totals', ['acme/one'])).toMatchObject([{ total: 3 }]);
});

test('A call that comes while its partition is still being taken waits for it, and needs no second try', async () => {
  const house = new ToyHouse();
  let [nodes, changed]: [readonly string[], () => void] = [['node-2'], () => undefined];
  const members: Members = {
    nodes: () => nodes,
    onChange: (hear) => {
      changed = hear;
      return () => undefined;
    },
  };
  const opening = house.open({ members });
  await house.world.settle();
  const node = await opening;
  const { promise: slow, resolve: goOn } = Promise.withResolvers<void>();
  node.bendJournal.append = async (next) => {
    await slow;
    return next();
  };
  nodes = ['node-1'];
  changed();
  const asked = node.ask('counters.add', { id: 'early', by: 1 });
  await house.world.settle();
  goOn();
  expect(await asked).toEqual({ total: 1 });
  expect(house.world.now()).toBe(morning);
});
