import type { House } from './house.ts';
import type { Process } from './process.ts';
import { newOwner } from './scheduler.ts';

const everyMs = 1_000;

/** Owners tell all others how far their partitions have come; what is lost on the way is told again. */
export function tellHeads(house: House, up: () => readonly Process[]): void {
  const dice = house.dice.fork('heads');
  const herald = newOwner('herald');
  const tell = (): void => {
    for (const from of up().filter(({ owner }) => !owner.frozen)) {
      const heads = [...from.node.heads()];
      for (const to of up().filter((other) => other !== from)) {
        if (dice.happens(house.network.faults.lost)) continue;
        house.scheduler.in(dice.roll() * 2, to.owner, 'hears of heads', () => {
          for (const [partition, number] of heads) to.node.hear.head(partition, number);
        });
      }
    }
    house.scheduler.in(everyMs, herald, 'heads are told', tell);
  };
  house.scheduler.in(everyMs, herald, 'heads are told', tell);
}
