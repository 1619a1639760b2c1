import { type Bench, type Conditions, some } from './bench.ts';
import type { Rush, Shoppers } from './helpers/shoppers.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { startSouk } from './kit/souk.ts';
import { fact, median, within } from './row.ts';

const shoppers = 500;
const units = 100;

const expected: Readonly<Record<string, number>> = { '201 confirmed': units, '409 OUT_OF_STOCK': shoppers - units };

/** Each sale is of a sku of its own; the first one warms up. */
async function sales(conditions: Conditions): Promise<Rush[]> {
  const { workshop } = conditions;
  const rounds = some(conditions, 3) + 1;
  const souk = await startSouk(workshop);
  const { tenant, skus } = await openShop(souk.directory, { tenant: 'bench', products: rounds, units });
  const crowd = startHelper<Shoppers>(workshop, 'shoppers');
  const rushes: Rush[] = [];
  for (const sku of skus) {
    await crowd.ask('queue', { port: souk.port, tenant, skus: [sku] }, shoppers);
    rushes.push(await crowd.ask('rush'));
  }
  await Promise.all([souk.stop(), crowd.stop()]);
  return rushes;
}

const outcomesOf = (rushes: readonly Rush[], outcome: string): number[] =>
  rushes.map(({ outcomes }) => outcomes[outcome] ?? 0);

/** The furthest from what it must be, so that one bad round shows. */
const worst = (counts: readonly number[], goal: number): number =>
  counts.reduce((far, count) => (Math.abs(count - goal) > Math.abs(far - goal) ? count : far), goal);

export const flashSale: Bench = {
  name: 'flash-sale',
  run: async (conditions) => {
    const rushes = await sales(conditions);
    const { machine } = conditions;
    const exact = Object.entries(expected).map(([outcome, goal]) => {
      const count = worst(outcomesOf(rushes, outcome), goal);
      return fact(`flash sale, ${outcome}`, 'shoppers', count, `exactly ${goal}`, count === goal);
    });
    const seconds = median(rushes.slice(1).map(({ ms }) => ms)) / 1_000;
    return [...exact, within(machine, 'flash sale, 500 shoppers for 100 units', 's', seconds, 1)];
  },
};
