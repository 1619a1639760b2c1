import { beforeAll, expect, test } from '@jest/globals';
import type { Order } from '../../actors/orders/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import type { ListedProduct } from '../../actors/search/contract.ts';
import { givenMongo } from '../servers/mongo.given.ts';
import { describeWith } from '../servers/servers.given.ts';
import { eventually } from './eventually.ts';
import { buy, checkOut, fillCart, logIn } from './market.given.ts';
import { run, type Souk, type SoukOptions, startSouk, temporaryDirectory } from './souk-process.ts';
import { visitor } from './visitor.ts';

describeWith('mongo')('A Souk whose truth lies in MongoDB', () => {
  const mongo = givenMongo();
  let env: Readonly<Record<string, string>>;
  let souk: Souk;
  let order: Order;

  beforeAll(async () => {
    env = { MONGO_URL: mongo.freshUrl() };
    souk = await startSouk({ env });
  });

  const notebooks = async (url: string): Promise<{ readonly sku: string; readonly available: number }> =>
    eventually('notebooks are listed', async () => {
      const { items } = await visitor(url).get<PageOf<ListedProduct>>('/products?q=notebook');
      const { sku = '', available } = items[0]?.variants[0] ?? {};
      return available !== undefined && { sku, available };
    });

  test('sells, and says where its data is', async () => {
    expect(souk.printed()).toContain(`MongoDB (127.0.0.1:${mongo.servers().plan.ports.mongo}, database souk-`);
    const { sku, available } = await notebooks(souk.url);
    order = await buy(await logIn(visitor(souk.url), 'shopper@demo.example'), { [sku]: 2 });
    expect(order.status).toBe('confirmed');
    await eventually('two are gone', async () => (await notebooks(souk.url)).available === available - 2);
  });

  test('says that it cannot sell while the server is away, and sells on when it is back', async () => {
    const shopper = await logIn(visitor(souk.url), 'shopper@demo.example');
    const basket = await fillCart(shopper, { [(await notebooks(souk.url)).sku]: 1 });
    const tried = () => checkOut(basket, { headers: { 'idempotency-key': 'while it was away' } });
    await mongo.servers().kill('mongo');
    expect((await tried()).status).toBe(503);
    const ready = await visitor(souk.url).ask<{ checks: object }>('GET', '//health/ready');
    expect(ready).toMatchObject({ status: 503, body: { checks: { journal: { ok: false } } } });
    await mongo.servers().restart();
    await eventually('the same order is placed', async () => {
      const { status, body } = await tried();
      return status === 201 && body.status === 'confirmed';
    });
    expect((await shopper.get<PageOf<Order>>('/orders')).items.length).toBeLessThanOrEqual(2);
  });

  test('goes on with all it had after a kill, on a machine that knows nothing of it', async () => {
    const { available } = await notebooks(souk.url);
    await souk.kill();
    souk = await startSouk({ env });
    expect(souk.printed()).toContain('is there from before');
    const shopper = await logIn(visitor(souk.url), 'shopper@demo.example');
    await eventually('the order is listed', async () => {
      const { items } = await shopper.get<PageOf<Order>>('/orders');
      return items.length === 2 && items[1]?.id === order.id && items[1].status === 'confirmed';
    });
    await eventually('the shelf is as it was', async () => (await notebooks(souk.url)).available === available);
    expect(await souk.stop()).toBe(0);
  });

  test('moves to a directory, and back, with its orders and its people', async () => {
    const { url, ...directory } = { url: mongo.freshUrl(), DATA_DIR: temporaryDirectory() };
    await journal('copy', '--from', env.MONGO_URL as string, '--to', directory.DATA_DIR);
    await hasTheOrder({ env: directory, directory: directory.DATA_DIR });
    await journal('copy', '--from', directory.DATA_DIR, '--to', url);
    await hasTheOrder({ env: { MONGO_URL: url } });
  });

  async function journal(...args: readonly string[]): Promise<void> {
    const running = run('journal', args, {});
    expect({ code: await running.ended, complained: running.complained() }).toEqual({ code: 0, complained: '' });
    expect(running.printed()).toContain('The journal is in order');
  }

  async function hasTheOrder(options: SoukOptions): Promise<void> {
    const moved = await startSouk(options);
    const shopper = await logIn(visitor(moved.url), 'shopper@demo.example');
    expect((await shopper.get<Order>(`/orders/${order.id}`)).shippingAddress).toEqual(order.shippingAddress);
    expect(await moved.stop()).toBe(0);
  }

  test.each([
    ['nobody listens', 'mongodb://ann:xyzzy@127.0.0.1:1/souk', 'see that it runs there'],
    ['no address is', 'mongodb://ann:xyzzy@127.0.0.1:1/souk?pets=cat', 'MONGO_URL cannot be understood'],
    ['no MongoDB is', 'https://ann:xyzzy@127.0.0.1/', 'MONGO_URL must be servers like mongodb://'],
  ])('is refused in one sentence where %s, and no password is shown', async (_what, url, words) => {
    const running = run('start', [], { DATA_DIR: temporaryDirectory(), PORT: '0', MONGO_URL: url });
    expect(await running.ended).toBe(1);
    expect(running.complained().trimEnd().split('\n')).toHaveLength(1);
    expect(running.complained()).toContain(words);
    expect(running.complained() + running.printed()).not.toContain('xyzzy');
  });
});
