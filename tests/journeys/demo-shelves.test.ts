import { expect, test } from '@jest/globals';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { Facets, ListedProduct } from '../../actors/search/contract.ts';
import { pastOrders } from '../../cli/demo/past-orders.ts';
import { eventually } from './eventually.ts';
import { logIn } from './market.given.ts';
import { type Souk, startSouk, temporaryDirectory } from './souk-process.ts';
import { visitor } from './visitor.ts';

const all = 107;
const env = { DEMO_SHELVES: 'full' };

const facetsOf = ({ url }: Souk): Promise<Facets> => visitor(url).get<Facets>('/search/facets');

const filled = (souk: Souk, least: number): Promise<Facets> =>
  eventually(`${least} products are on their shelves`, async () => {
    const facets = await facetsOf(souk);
    return facets.total >= least ? facets : undefined;
  });

/** Orders that were there when the shop was opened, each counted once. */
async function soldBefore({ url }: Souk): Promise<number> {
  const operator = await logIn(visitor(url), 'operator@demo.example');
  let [path, orders] = ['/orders?limit=100', 0];
  while (path !== '') {
    const { items, next } = await operator.get<PageOf<{ readonly number: string }>>(path);
    orders += items.filter(({ number }) => number.startsWith('D-')).length;
    path = next === undefined ? '' : `/orders?limit=100&cursor=${next}`;
  }
  return orders;
}

test('the shelves of the demo shop are filled beside its first visitors, and it has sold before, also when the power goes', async () => {
  const directory = temporaryDirectory();
  const first = await startSouk({ directory, env });
  await filled(first, 12);
  await first.kill();
  const second = await startSouk({ directory, env });
  const { total, categories, vendors } = await filled(second, all);
  expect([total, vendors.length]).toEqual([all, 8]);
  expect(categories.length).toBeGreaterThanOrEqual(10);
  expect(await soldBefore(second)).toBe(pastOrders(1).length);
  const guest = visitor(second.url);
  const { items } = await guest.get<PageOf<ListedProduct>>('/products?limit=100');
  for (const { images } of items) expect(images).toHaveLength(1);
  const picture = await fetch(new URL(items[0]?.images[0]?.url ?? '', second.url));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  await second.stop();
});

test('a shop that was there before is left as it is', async () => {
  const directory = temporaryDirectory();
  await (await startSouk({ directory })).stop();
  const again = await startSouk({ directory, env });
  expect(again.printed()).not.toContain('being filled');
  expect((await facetsOf(again)).total).toBe(10);
  await again.stop();
});
