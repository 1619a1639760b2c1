import { type Bench, type Conditions, some } from './bench.ts';
import type { Shoppers, Trade } from './helpers/shoppers.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { startSouk } from './kit/souk.ts';
import { atLeast, fact, quantile, type Row, shown, within } from './row.ts';

const shoppers = 32;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

async function trade(conditions: Conditions): Promise<Trade & { readonly cpuMs: number }> {
  const { workshop } = conditions;
  const souk = await startSouk(workshop);
  const { tenant, skus } = await openShop(souk.directory, { tenant: 'bench', products: 100, units: 1_000_000 });
  const crowd = startHelper<Shoppers>(workshop, 'shoppers');
  const street = { port: souk.port, tenant, skus };
  await crowd.ask('buy', street, shoppers, some(conditions, 10, 2));
  const before = await souk.cpuMs();
  const traded = await crowd.ask('buy', street, shoppers, some(conditions, 12, 4));
  const cpuMs = (await souk.cpuMs()) - before;
  await Promise.all([souk.stop(), crowd.stop()]);
  return { ...traded, cpuMs };
}

/** What a whole checkout's time goes to. */
function sharesOf({ cart, line, order }: Trade): Row[] {
  const total = sum(cart) + sum(line) + sum(order);
  const share = (name: string, times: readonly number[]) =>
    shown(`checkout, share of ${name}`, '%', (sum(times) / total) * 100);
  return [share('POST /carts', cart), share('PUT /carts/{id}/lines/{sku}', line), share('POST /orders', order)];
}

export const checkout: Bench = {
  name: 'checkout',
  run: async (conditions) => {
    const { machine } = conditions;
    const traded = await trade(conditions);
    const others = Object.entries(traded.otherwise).map(([outcome, times]) => `${times} x ${outcome}`);
    const orders = traded.confirmed / traded.seconds;
    return [
      atLeast(machine, 'whole checkout over HTTP, 32 shoppers', 'orders/s', orders, 1_000),
      within(machine, 'place an order, p50', 'ms', quantile(traded.order, 0.5), 50),
      within(machine, 'place an order, p99', 'ms', quantile(traded.order, 0.99), 50),
      fact(
        'checkout, answers other than confirmed',
        '',
        sum(Object.values(traded.otherwise)),
        `none ${others.join(', ')}`.trim(),
        others.length === 0,
      ),
      shown('checkout, processor time an order', 'ms', traded.cpuMs / traded.confirmed),
      ...sharesOf(traded),
    ];
  },
};
