import { beforeAll, expect, test } from '@jest/globals';
import type { Product } from '../../actors/catalog/contract.ts';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { Order } from '../../actors/orders/contract.ts';
import { eventually } from './eventually.ts';
import {
  type Bought,
  buy,
  fillCart,
  logIn,
  openShop,
  orderBody,
  type Person,
  register,
  type Shop,
  stockWare,
  type Ware,
} from './market.given.ts';
import { type Document, promisedBy } from './promised.given.ts';
import { startSouk } from './souk-process.ts';
import { type Problem, type Visitor, visitor } from './visitor.ts';

let guest: Visitor;
let operator: Person;
let ann: Person;
let bees: Shop;
let honey: Ware;

beforeAll(async () => {
  const { url } = await startSouk();
  guest = visitor(url, {}, promisedBy(await visitor(url).get<Document>('/openapi.json')));
  operator = await logIn(guest, 'operator@demo.example');
  ann = await register(guest, 'ann@example.org');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  honey = await stockWare(bees, 'Heather honey', 750, 100);
});

const held = async (): Promise<number> => {
  const stock = await eventually('all is settled', async () => {
    const found = await bees.owner.get<Stock>(`/inventory/${honey.sku}`);
    return found.promised === 0 && found;
  });
  return stock.held;
};

test('the same key and body give the same answer, and say that it is a repetition', async () => {
  const before = await held();
  const sent = { body: { quantity: 5 }, headers: { 'idempotency-key': 'delivery 88' } };
  const receive = (asker: Visitor) => asker.ask<Stock>('POST', `/inventory/${honey.sku}/receive`, sent);
  const first = await receive(bees.owner);
  const second = await receive(bees.owner);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(second.body).toEqual(first.body);
  expect(await held()).toBe(before + 5);
  // Another person's key is another command.
  expect((await receive(operator)).body.held).toBe(before + 10);
});

test('the same key with another body is refused, whatever the body names', async () => {
  const headers = { 'idempotency-key': 'a product' };
  const body = { vendorId: bees.vendor.id, title: 'Lime honey', variants: [{ prices: { GBP: 800 } }] };
  const made = await bees.owner.ask<Product>('POST', '/products', { body, headers });
  const again = await bees.owner.ask<Product>('POST', '/products', { body, headers });
  const other = await bees.owner.ask('POST', '/products', { body: { ...body, title: 'Thyme honey' }, headers });
  expect([made.status, again.status, other.status]).toEqual([201, 201, 422]);
  expect(again.body.id).toBe(made.body.id);
  expect(other.body.code).toBe('COMMAND_DIFFERS');
});

test('a refusal is an answer too, and is repeated', async () => {
  const sent = { body: { quantity: -100_000, reason: 'typing error' }, headers: { 'idempotency-key': 'a count' } };
  const adjust = () => bees.owner.ask('POST', `/inventory/${honey.sku}/adjust`, sent);
  expect(await adjust()).toMatchObject({ status: 409, body: { code: 'BELOW_PROMISED' } });
  const again = await adjust();
  expect(again).toMatchObject({ status: 409, body: { code: 'BELOW_PROMISED' } });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

test('what moves money needs a key', async () => {
  const { visitor: holder, cart } = await fillCart(guest, { [honey.sku]: 1 });
  const refused = { status: 400, body: { code: 'IDEMPOTENCY_KEY_REQUIRED' } };
  expect(await holder.ask('POST', '/orders', { body: orderBody(cart) })).toMatchObject(refused);
  const { id } = await buy(ann, { [honey.sku]: 1 });
  const body = { amount: { amount: 1, currency: 'GBP' }, reason: 'late' };
  expect(await operator.ask('POST', `/orders/${id}/refunds`, { body })).toMatchObject(refused);
  expect(
    await holder.ask('POST', '/orders', { body: orderBody(cart), headers: { 'idempotency-key': ' \t' } }),
  ).toMatchObject({
    status: 400,
  });
});

test('ten identical orders at once are one order, one reservation and one payment', async () => {
  const before = await held();
  const { visitor: holder, cart } = await fillCart(ann, { [honey.sku]: 2 });
  const sent = { body: orderBody(cart), headers: { 'idempotency-key': 'an order' } };
  const tries = Array.from({ length: 10 }, () => holder.ask<Bought>('POST', '/orders', sent));
  const replies = await Promise.all(tries);
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  expect(await held()).toBe(before - 2);
});

test('ten orders of one cart under ten keys are one order all the same', async () => {
  const before = await held();
  const { visitor: holder, cart } = await fillCart(guest, { [honey.sku]: 2 });
  const tries = Array.from({ length: 10 }, (_, place) =>
    holder.ask<Bought>('POST', '/orders', { body: orderBody(cart), headers: { 'idempotency-key': `tab ${place}` } }),
  );
  const replies = await Promise.all(tries);
  expect(new Set(replies.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
  const [first] = replies.filter(({ status }) => status === 201);
  for (const { status, body, text } of replies.filter(({ status }) => status !== 201)) {
    // This tab came after the order was confirmed: the cart was bought, and it hears by which order.
    expect({ status, text }).toMatchObject({ status: 409, text: expect.stringContaining('CART_CLOSED') });
    expect((body as unknown as Problem).details).toMatchObject({ orderId: first?.body.id });
  }
  expect(await held()).toBe(before - 2);
});

test('ten refunds under one key are one refund', async () => {
  const order = await buy(ann, { [honey.sku]: 4 });
  const sent = {
    body: { amount: { amount: 300, currency: 'GBP' }, reason: 'one was broken' },
    headers: { 'idempotency-key': 'a refund' },
  };
  const tries = Array.from({ length: 10 }, () => operator.ask<Order>('POST', `/orders/${order.id}/refunds`, sent));
  expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 201));
  const paid = await eventually('it is paid back', async () => {
    const found = await ann.get<Order>(`/orders/${order.id}`);
    return found.refunded.amount > 0 && found;
  });
  expect(paid.refunded.amount).toBe(300);
  expect(paid.refunds).toHaveLength(1);
});
