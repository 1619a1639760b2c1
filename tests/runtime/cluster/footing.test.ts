import { expect, test } from '@jest/globals';
import { Footing } from '../../../actors/runtime/cluster/footing.ts';
import { FakeWorld } from '../fake-world.ts';

/** A journal that answers, refuses or is silent, as the test says. */
function given() {
  const world = new FakeWorld();
  const journal: { ask: () => Promise<unknown> } = { ask: async () => undefined };
  const told: boolean[] = [];
  const footing = new Footing({ world, ask: () => journal.ask(), onAway: (isAway) => told.push(isAway) });
  return { world, journal, told, footing };
}

test('A journal that answers, if late, is nothing to talk about', async () => {
  const { world, journal, told } = given();
  journal.ask = () => new Promise((resolve) => world.after(1_400, () => resolve(undefined)));
  await world.advance(60_000);
  expect(told).toEqual([]);
});

test.each([
  ['refuses', () => Promise.reject(new Error('no primary'))],
  ['is silent', () => new Promise<never>(() => undefined)],
])('A journal that %s for two seconds is away, which is said every second until it answers', async (_, ask) => {
  const { world, journal, told } = given();
  await world.advance(5_000);
  journal.ask = ask;
  await world.advance(1_999);
  expect(told).toEqual([]);
  await world.advance(2_001);
  expect(told).toEqual([true, true, true]);
});

test('A journal that answers again after it was away is told of once, and nothing is asked after the end', async () => {
  const { world, journal, told, footing } = given();
  journal.ask = () => Promise.reject(new Error('no primary'));
  await world.advance(2_000);
  journal.ask = async () => undefined;
  await world.advance(10_000);
  expect(told).toEqual([true, false]);
  footing.stop();
  journal.ask = () => Promise.reject(new Error('nobody asks'));
  await world.advance(10_000);
  expect(told).toEqual([true, false]);
});
