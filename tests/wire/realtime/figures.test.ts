import { expect, test } from '@jest/globals';
import { Figures } from '../../../realtime/figures.ts';
import { FakeWorld } from '../../runtime/fake-world.ts';

/** Figures of one channel at a whole minute, and when they were shown since. */
function given() {
  const world = new FakeWorld();
  const live = {};
  const begun = world.now();
  const shown: number[] = [];
  const figures = new Figures<object>(world, () => shown.push(world.now() - begun));
  return { world, live, begun, shown, figures };
}

test('Figures are shown as soon as what was committed is counted, and not before', async () => {
  const { world, live, begun, shown, figures } = given();
  figures.stir(live, begun + 10);
  figures.counted(begun + 9);
  expect(shown).toEqual([]);
  figures.counted(begun + 10);
  expect(shown).toEqual([0]);
  await world.advance(5_000);
  expect(shown).toEqual([0]);
});

test('Figures are shown once a second at most, and what came last is among them', async () => {
  const { world, live, begun, shown, figures } = given();
  for (let passed = 0; passed < 2_500; passed += 100) {
    figures.stir(live, begun + passed);
    figures.counted(begun + passed);
    await world.advance(100);
  }
  await world.advance(5_000);
  expect(shown).toEqual([0, 1_000, 2_000, 3_000]);
});

test('Figures of what goes on and on are shown, though the newest of it is never counted yet', async () => {
  const { world, live, begun, shown, figures } = given();
  for (let passed = 0; passed < 2_000; passed += 100) {
    figures.stir(live, begun + passed);
    figures.counted(begun + passed - 150);
    await world.advance(100);
  }
  expect(shown.length).toBeGreaterThanOrEqual(2);
});

test('Figures are looked at after a second where nobody says what is counted', async () => {
  const { world, live, begun, shown, figures } = given();
  figures.stir(live, begun);
  await world.advance(1_000);
  expect(shown).toEqual([1_000]);
  figures.counted(begun);
  await world.advance(5_000);
  expect(shown).toEqual([1_000, 2_000]);
});

test('Figures are shown anew when a minute has begun, for the last minutes are others', async () => {
  const { world, live, begun, shown, figures } = given();
  figures.counted(begun);
  figures.stir(live, begun);
  await world.advance(5_000);
  figures.turn([live]);
  expect(shown).toHaveLength(1);
  await world.advance(60_000);
  figures.turn([live]);
  expect(shown).toHaveLength(2);
});

test('Figures that nobody follows any more are not looked at', async () => {
  const { world, live, begun, shown, figures } = given();
  figures.stir(live, begun);
  figures.leave(live);
  figures.counted(begun);
  await world.advance(5_000);
  expect(shown).toEqual([]);
});
