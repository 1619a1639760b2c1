import { beforeAll, expect, test } from '@jest/globals';
import type { Order } from '../../../actors/orders/contract.ts';
import { describeWith, givenServers } from '../../servers/servers.given.ts';
import { eventually } from '../eventually.ts';
import { checkOut, fillCart, logIn, openShop, register, stockWare, type Ware } from '../market.given.ts';
import { quietPort } from '../quiet-port.ts';
import { type Souk, startSouk } from '../souk-process.ts';
import { type Visitor, visitor } from '../visitor.ts';

const withoutPayments =
  'gateway,search,tenants,claims,customers,vendors,catalog,media,inventory,carts,orders,fulfilments,ledger,jobs';

type Health = { readonly status: string; readonly checks: Readonly<Record<string, { readonly detail?: string }>> };

describeWith('nats', 'mongo')('A shop without payments, analytics and Redis', () => {
  let env: Readonly<Record<string, string>>;
  let souk: Souk;
  let guest: Visitor;
  let ware: Ware;

  beforeAll(async () => {
    const servers = await givenServers(1, 'nats', 'mongo');
    env = {
      NATS_URL: servers.url('nats'),
      MONGO_URL: servers.url('mongo'),
      REDIS_URL: `redis://127.0.0.1:${await quietPort()}`,
      ORDER_WAIT_MS: '1000',
    };
    souk = await startSouk({ env: { ...env, ROLES: withoutPayments } });
    guest = visitor(souk.url);
    const shop = await openShop(
      await logIn(guest, 'operator@demo.example'),
      await register(guest, 'bea@example.org'),
      'Bea and Bees',
    );
    ware = await stockWare(shop, 'Heather', 750, 10);
  });

  test('is ready, and says what is away', async () => {
    const { status, checks } = await eventually('Redis has been given up', async () => {
      const reply = await guest.ask<Health>('GET', '//health/ready');
      return reply.body.checks.redis?.detail?.startsWith('away') && reply.body;
    });
    expect(status).toBe('ready');
    expect(checks.nodes?.detail).toBe('1 there, nobody hosts payments, analytics');
  });

  test('shows its shelves, and takes an order that is paid once payments are back', async () => {
    const shelves = await eventually('the ware is on the shelves', async () => {
      const { items } = await guest.get<{ items: readonly { id: string }[] }>('/products?limit=100');
      return items.some(({ id }) => id === ware.product.id) && items;
    });
    expect(shelves.length).toBeGreaterThan(0);
    const basket = await fillCart(guest, { [ware.sku]: 1 });
    const { status, body } = await checkOut(basket);
    expect([status, body.status]).toEqual([202, 'reserved']);
    await startSouk({ env: { ...env, ROLES: 'payments' } });
    const holder = guest.with({ 'souk-token': body.token ?? '' });
    await eventually('it is paid', async () => (await holder.get<Order>(`/orders/${body.id}`)).status === 'confirmed');
  });
});
