import { setTimeout as pause } from 'node:timers/promises';
import { expectNothingLost, type Stage, shopOn, startAgain } from './stage.given.ts';

const shortMs = 1_500;
/** Beyond every deadline that a call has. */
const longMs = 17_000;

/** A process that is frozen while a crowd shops, and comes back as if nothing had been; or is killed in its sleep. */
export async function stop(stage: Stage): Promise<string> {
  const { dice } = stage;
  const shopping = shopOn(stage);
  const times = dice.whole(1, 3);
  for (let time = 0; time < times; time += 1) {
    await pause(dice.whole(0, 500));
    stage.souk.signal('SIGSTOP');
    await pause(dice.chance(0.04) ? longMs : dice.whole(50, shortMs));
    stage.souk.signal('SIGCONT');
  }
  await shopping.confirmed(5);
  const isKilled = dice.chance(0.3);
  if (isKilled) await killedInItsSleep(stage, shopping.stop);
  else await shopping.stop();
  await expectNothingLost(stage);
  return `frozen ${times} times${isKilled ? ' and killed' : ''}`;
}

async function killedInItsSleep(stage: Stage, stopShopping: () => Promise<void>): Promise<void> {
  stage.souk.signal('SIGSTOP');
  await stage.souk.kill();
  await stopShopping();
  await startAgain(stage);
}
