import { setTimeout as pause } from 'node:timers/promises';
import { run } from '../souk-process.ts';
import { expectNothingLost, type Stage, shopOn, startAgain } from './stage.given.ts';

const longestShoppingMs = 1_500;
const longestBootMs = 2_000;

/** `kill -9` at a random moment while a crowd shops, now and then once more while it recovers. */
export async function kill(stage: Stage): Promise<string> {
  const { dice } = stage;
  const shopping = shopOn(stage);
  if (dice.chance(0.3)) await shopping.confirmed(dice.whole(1, 20));
  else await pause(dice.whole(0, longestShoppingMs));
  await stage.souk.kill();
  await shopping.stop();
  let times = 1;
  for (; dice.chance(0.25); times += 1) await killRecovering(stage);
  await startAgain(stage);
  await expectNothingLost(stage);
  return `killed ${times} times`;
}

/** Before it has opened, or soon after. */
async function killRecovering({ souk, dice, env, how }: Stage): Promise<void> {
  const recovering = run('start', [], { DATA_DIR: souk.directory, PORT: '0', ...env }, how);
  await pause(dice.whole(0, longestBootMs));
  recovering.signal('SIGKILL');
  await recovering.ended;
}
