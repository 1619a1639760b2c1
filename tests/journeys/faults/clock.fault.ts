import { setTimeout as pause } from 'node:timers/promises';
import { expectNothingLost, type Stage, shopOn, startAgain } from './stage.given.ts';

const minuteMs = 60_000;

/** What a stage must be set with, so that each SIGUSR2 sets the clock back. */
export const backwards = { how: { preload: './clock.preload.mjs' }, env: { CLOCK_JUMP_MS: String(-30 * minuteMs) } };

/** A clock that is set back while a crowd shops, and a start on a clock that is before or after the last one. */
export async function clock(stage: Stage): Promise<string> {
  const { dice } = stage;
  const shopping = shopOn(stage);
  const times = dice.whole(1, 3);
  for (let time = 0; time < times; time += 1) {
    await pause(dice.whole(50, 500));
    stage.souk.signal('SIGUSR2');
  }
  await shopping.confirmed(10);
  const startsAt = dice.chance(0.5) ? dice.whole(-180, 60) : undefined;
  if (startsAt !== undefined) await stage.souk.kill();
  await shopping.stop();
  if (startsAt !== undefined) await startAgain(stage, { CLOCK_AHEAD_MS: String(startsAt * minuteMs) });
  await expectNothingLost(stage);
  return `set back ${times} times${startsAt === undefined ? '' : `, and started ${startsAt} minutes ahead`}`;
}
