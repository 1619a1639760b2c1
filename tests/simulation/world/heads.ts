import type { House } from './house.ts';
import type { Process } from './process.ts';
import { newOwner } from './scheduler.ts';

/** Who follows the feed: a listener on each process, browsers where they come in. */
export type Hearing = { readonly listens: boolean; readonly live: boolean };

const everyMs = 1_000;

/** Owners tell others what they store, and how far they have come; what is lost on the way shows by the numbers. */
export function tellHeads(house: House, up: () => readonly Process[], { listens, live }: Hearing): void {
  if (!listens && !live) return;
  const hears = ({ entrance }: Process): boolean => listens || entrance !== undefined;
  const dice = house.dice.fork('heads');
  const others = (from: string) => up().filter((other) => other.name !== from && hears(other));
  house.spread = (from, bytes) => {
    for (const to of others(from)) {
      if (dice.happens(house.network.faults.lost)) continue;
      house.scheduler.in(dice.roll() * 2, to.owner, 'hears of a batch', () => to.node.hear.batch(bytes));
    }
  };
  const herald = newOwner('herald');
  const tell = (): void => {
    for (const from of up().filter(({ owner }) => !owner.frozen)) {
      const heads = [...from.node.heads()];
      const handled = from.node.handled();
      for (const to of others(from.name)) {
        if (dice.happens(house.network.faults.lost)) continue;
        house.scheduler.in(dice.roll() * 2, to.owner, 'hears of heads', () => {
          for (const [partition, number] of heads) to.node.hear.head(partition, number);
          for (const { consumer, partition, handled: number } of handled) {
            if (to.entrance?.comesAfter(consumer)) to.node.hear.handled(consumer, partition, number);
          }
        });
      }
    }
    house.scheduler.in(everyMs, herald, 'heads are told', tell);
  };
  house.scheduler.in(everyMs, herald, 'heads are told', tell);
}
