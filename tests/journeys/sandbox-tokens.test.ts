import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Cart } from '../../actors/carts/contract.ts';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { Posting } from '../../actors/ledger/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import { eventually } from './eventually.ts';
import { mailTo } from './mails.given.ts';
import {
  type Basket,
  checkOut,
  fillCart,
  logIn,
  openShop,
  type Person,
  register,
  type Shop,
  stockWare,
  type Ware,
} from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Less than the slow payment takes. */
const shortWaitMs = 1_000;

let souk: Souk;
let guest: Visitor;
let operator: Person;
let bees: Shop;
let honey: Ware;

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url);
  operator = await logIn(guest, 'operator@demo.example');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  honey = await stockWare(bees, 'Heather honey', 750, 1_000);
});

const basket = (): Promise<Basket> => fillCart(guest, { [honey.sku]: 1 });

const cartNow = ({ visitor: holder, cart }: Basket): Promise<Cart> => holder.get<Cart>(`/carts/${cart.id}`);

const becomes = (status: Order['status'], place: string, token: string): Promise<Order> =>
  eventually(`the order is ${status}`, async () => {
    const order = await guest.with({ 'souk-token': token }).get<Order>(place.replace('/v1', ''));
    return order.status === status && order;
  });

const capturesOf = async ({ id }: { readonly id: string }): Promise<number> => {
  const { postings } = await operator.get<{ postings: readonly Posting[] }>(`/orders/${id}/postings`);
  return postings.filter(({ kind }) => kind === 'capture').length;
};

describe('a payment that is answered', () => {
  test('with yes confirms the order', async () => {
    const { status, body } = await checkOut(await basket());
    expect(status).toBe(201);
    expect(body.status).toBe('confirmed');
    expect(await capturesOf(body)).toBe(1);
  });

  test.each([
    ['declined', 'PAYMENT_DECLINED'],
    ['error', 'PAYMENT_FAILED'],
  ])('with "%s" cancels it, gives the units back and opens the cart again', async (token, code) => {
    const before = await bees.owner.get<Stock>(`/inventory/${honey.sku}`);
    const tried = await basket();
    const refused = await checkOut(tried, { token, email: `${token}@example.org` });
    expect(refused).toMatchObject({ status: 409, body: { code, details: { orderId: expect.any(String) } } });
    expect((await cartNow(tried)).status).toBe('open');
    await eventually('the units are free', async () => {
      const stock = await bees.owner.get<Stock>(`/inventory/${honey.sku}`);
      return stock.promised === 0 && stock.available === before.available;
    });
    await mailTo(souk.directory, `${token}@example.org`, 'cancelled');
    expect((await checkOut(tried)).status).toBe(201);
  });

  test('twice confirms it once', async () => {
    const { status, body } = await checkOut(await basket(), { token: 'double_webhook' });
    expect(status).toBe(201);
    expect(await capturesOf(body)).toBe(1);
  });
});

describe('a payment that takes longer than the shopper waits', () => {
  beforeAll(async () => {
    const { directory, port } = souk;
    await souk.stop();
    souk = await startSouk({ directory, port, env: { ORDER_WAIT_MS: String(shortWaitMs) } });
  });

  test.each(['slow', 'lost', 'late_webhook'])(
    'with "%s" is told of as undecided, and confirmed later',
    async (token) => {
      const tried = await basket();
      const { status, headers, body } = await checkOut(tried, { token });
      // An answer that comes in time is as good.
      if (token !== 'lost') {
        expect(status).toBe(202);
        expect(['placed', 'reserved']).toContain(body.status);
        expect(['frozen', 'closed']).toContain((await cartNow(tried)).status);
      }
      const place = headers.get('location') ?? '';
      expect(place).toBe(`/v1/orders/${body.id}`);
      const order = await becomes('confirmed', place, body.token ?? '');
      expect(await capturesOf(order)).toBe(1);
      await eventually('the cart is closed', async () => (await cartNow(tried)).status === 'closed');
    },
  );

  test('can be left to itself: respond-async is answered at once, and confirmed later', async () => {
    const { status, headers, body } = await checkOut(await basket(), { headers: { prefer: 'respond-async' } });
    expect(status).toBe(202);
    expect(headers.get('preference-applied')).toBe('respond-async');
    await becomes('confirmed', headers.get('location') ?? '', body.token ?? '');
  });
});

describe('an order that cannot be placed', () => {
  test('is refused with what is left when there are too few units', async () => {
    const { status, body } = await checkOut(await fillCart(guest, { [honey.sku]: 5_000 }));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'OUT_OF_STOCK', details: { refusals: [{ sku: honey.sku }] } });
  });

  test('is refused when the price is another than the shopper saw', async () => {
    const { visitor: holder, cart } = await basket();
    const seen = { ...cart, total: { amount: 1, currency: 'GBP' } };
    const { status, body } = await checkOut({ visitor: holder, cart: seen });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'PRICE_CHANGED' });
  });
});
