import { expect, test } from '@jest/globals';
import { Footing } from '../../../actors/runtime/cluster/footing.ts';
import { FakeWorld } from '../fake-world.ts';

/** A journal that answers, refuses or is silent, as the test says. */
function given() {
  const world = new FakeWorld();
  const journal: { reply: () => Promise<unknown>; answers: number } = { reply: async () => undefined, answers: 0 };
  const ask = () =>
    journal.reply().then(() => {
      journal.answers += 1;
    });
  const told: boolean[] = [];
  const signs = { ask, answers: () => journal.answers };
  const footing = new Footing({ world, journal: signs, onAway: (isAway) => told.push(isAway) });
  return { world, journal, told, footing };
}

const refusing = () => Promise.reject(new Error('no primary'));
const silent = () => new Promise<never>(() => undefined);

test('A journal that answers, if late, is nothing to talk about', async () => {
  const { world, journal, told } = given();
  journal.reply = () => new Promise((resolve) => world.after(2_400, () => resolve(undefined)));
  await world.advance(60_000);
  expect(told).toEqual([]);
});

test('A journal that has no time for this question, and answers others, is busy and not away', async () => {
  const { world, journal, told } = given();
  journal.reply = silent;
  for (let second = 0; second < 60; second += 1) {
    journal.answers += 1;
    await world.advance(1_000);
  }
  expect(told).toEqual([]);
});

test.each([
  ['refuses', refusing],
  ['is silent', silent],
])('A journal that %s for three seconds is away, which is said every second', async (_, reply) => {
  const { world, journal, told } = given();
  await world.advance(4_900);
  journal.reply = reply;
  await world.advance(3_000);
  expect(told).toEqual([]);
  await world.advance(2_600);
  expect(told).toEqual([true, true, true]);
});

test('A journal that answers again after it was away is told of once, and nothing is asked after the end', async () => {
  const { world, journal, told, footing } = given();
  journal.reply = refusing;
  await world.advance(3_000);
  journal.reply = async () => undefined;
  await world.advance(10_000);
  expect(told).toEqual([true, false]);
  footing.stop();
  journal.reply = refusing;
  await world.advance(10_000);
  expect(told).toEqual([true, false]);
});
