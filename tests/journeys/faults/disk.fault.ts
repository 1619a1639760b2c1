import { expect } from '@jest/globals';
import { eventually } from '../eventually.ts';
import { DidNotStart } from '../souk-process.ts';
import type { Visitor } from '../visitor.ts';
import type { Dice } from './dice.ts';
import { type SmallDisk, smallDisk } from './small-disk.given.ts';
import { expectNothingLost, openStage, type Stage, shopOn, startAgain } from './stage.given.ts';

const megabytes = 96;
const kilobyte = 1_024;
const longestMs = 40_000;

const disks = new WeakMap<Stage, SmallDisk>();

export async function openSmallStage(dice: Dice): Promise<Stage> {
  const disk = await smallDisk(megabytes);
  const { directory, through } = disk;
  const { close, ...stage } = await openStage(dice, { directory, how: { through } });
  const small: Stage = { ...stage, close: () => small.souk.stop().then(disk.end) };
  disks.set(small, disk);
  return small;
}

/** Undefined: it does not answer. */
const readiness = async (guest: Visitor): Promise<number | undefined> =>
  (await guest.ask('GET', '//health/ready').catch(() => undefined))?.status;

/** One sentence that says what is missing, unless what is left is enough to start with. */
async function expectRefused(stage: Stage): Promise<void> {
  const problem = await startAgain(stage).catch((error: unknown) => error);
  if (problem === undefined) return stage.souk.kill();
  if (!(problem instanceof DidNotStart)) throw problem;
  expect(problem.complained.split('\n')).toEqual([expect.stringMatching(/make room on its disk/)]);
}

/** A disk that fills up while a crowd shops, and has room again: the same process goes on, or the next one. */
export async function disk(stage: Stage): Promise<string> {
  const { dice } = stage;
  const small = disks.get(stage) as SmallDisk;
  const shopping = shopOn(stage);
  await shopping.confirmed(dice.whole(1, 10));
  const left = dice.whole(0, 256);
  small.fill(left * kilobyte);
  const { guest } = stage.market;
  await eventually('Souk says that it takes no more', async () => (await readiness(guest)) === 503, longestMs);
  const isKilled = dice.chance(0.3);
  if (isKilled) {
    await stage.souk.kill();
    await expectRefused(stage);
  }
  small.makeRoom();
  if (!isKilled) await eventually('Souk takes more', async () => (await readiness(guest)) === 200, longestMs);
  await shopping.stop();
  if (isKilled) await startAgain(stage);
  await expectNothingLost(stage);
  return `filled up to ${left} KB${isKilled ? ' and killed' : ''}`;
}
