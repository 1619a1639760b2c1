import { type Conditions, some } from './bench.ts';
import type { Shoppers } from './helpers/shoppers.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { residentMegabytes, startSouk } from './kit/souk.ts';
import { growthRow, type Pair, type Row } from './row.ts';

const shoppers = 8;
const rounds = 2;
const mostGrowth = 1.1;

/** Of the shop's own process, once some people have bought from it for a while. */
async function megabytesWith(conditions: Conditions, analytics: 'on' | 'off'): Promise<number> {
  const { workshop } = conditions;
  const souk = await startSouk(workshop, undefined, { ANALYTICS: analytics });
  const { tenant, skus } = await openShop(souk.directory, { tenant: 'bench', products: 100, units: 1_000_000 });
  const crowd = startHelper<Shoppers>(workshop, 'shoppers');
  await crowd.ask('buy', { port: souk.port, tenant, skus }, shoppers, some(conditions, 10, 3));
  const megabytes = await residentMegabytes(souk);
  await Promise.all([souk.stop(), crowd.stop()]);
  return megabytes;
}

/** Figures are made beside the shop: its own process takes no more for them. */
export async function memoryRow(conditions: Conditions): Promise<Row> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await megabytesWith(conditions, 'on');
    pairs.push({ ours, baseline: await megabytesWith(conditions, 'off') });
  }
  return growthRow("memory of the shop's process, with analytics beside it", 'MB', pairs, mostGrowth);
}
