import { beforeAll, expect, test } from '@jest/globals';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { Posting } from '../../actors/ledger/contract.ts';
import type { Order, VendorOrder } from '../../actors/orders/contract.ts';
import type { OrderInFull } from '../../actors/orders/order.schemas.ts';
import type { Money } from '../../actors/runtime/money.ts';
import { eventually } from './eventually.ts';
import { mailsIn, mailTo, tokenIn } from './mails.given.ts';
import {
  type Bought,
  buy,
  logIn,
  openShop,
  type Person,
  register,
  type Shop,
  stockWare,
  type Ware,
} from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { freshKey, type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let guest: Visitor;
let operator: Person;
let ann: Person;
let bees: Shop;
let wool: Shop;
let honey: Ware;
let scarf: Ware;
let order: Bought;

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url);
  operator = await logIn(guest, 'operator@demo.example');
  ann = await register(guest, 'ann@example.org');
  bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  wool = await openShop(operator, await register(guest, 'will@example.org'), 'Wool of Will');
  [honey, scarf] = [await stockWare(bees, 'Heather honey', 750, 10), await stockWare(wool, 'Island scarf', 4_200, 5)];
  order = await buy(ann, { [honey.sku]: 2, [scarf.sku]: 1 }, { email: 'ann@example.org' });
});

const orderNow = (asker: Visitor = ann): Promise<OrderInFull> => asker.get<OrderInFull>(`/orders/${order.id}`);

const stockOf = ({ owner }: Shop, { sku }: Ware): Promise<Stock> => owner.get<Stock>(`/inventory/${sku}`);

const owedTo = async ({ vendor, owner }: Shop): Promise<number> => {
  const { balances } = await owner.get<{ balances: readonly Money[] }>(`/vendors/${vendor.id}/balance`);
  return balances[0]?.amount ?? 0;
};

const refund = (asker: Visitor, amount: number) =>
  asker.ask<Order>('POST', `/orders/${order.id}/refunds`, {
    body: { amount: { amount, currency: 'GBP' }, reason: 'arrived late' },
    headers: freshKey(),
  });

test('the shopper hears of a confirmed order by mail, with a link to it', async () => {
  const mail = await mailTo(souk.directory, 'ann@example.org', `Order ${order.number} is confirmed`);
  expect(mail.text).toContain('£57.00');
  expect(mail.text).toContain(`/orders/${order.id}?tenant=demo&token=`);
  const holder = guest.with({ 'souk-token': tokenIn(mail) });
  expect((await holder.ask('GET', `/orders/${order.id}`)).status).toBe(404);
});

test('a vendor who cannot deliver cancels its part: the shopper is paid back and the units are there again', async () => {
  const place = `/orders/${order.id}/parts/${wool.vendor.id}/cancel`;
  expect((await bees.owner.ask('POST', place, { body: {} })).status).toBe(404);
  expect((await wool.owner.ask('POST', `/orders/${order.id}/cancel`, { body: {} })).status).toBe(404);
  const part = await wool.owner.post<VendorOrder>(place, { reason: 'moths' });
  expect(part.status).toBe('cancelled');
  expect(JSON.stringify(part)).not.toContain('ann@');
  expect((await orderNow()).status).toBe('confirmed');

  await eventually('the refund is done', async () => (await orderNow()).refunded.amount === 4_200);
  await eventually('the scarf is back', async () => (await stockOf(wool, scarf)).available === 5);
  await eventually('nothing is owed for it', async () => (await owedTo(wool)) === 0);
  expect(await stockOf(bees, honey)).toMatchObject({ held: 8, promised: 0 });
});

test('the operator pays back a part of the rest, and never more than is left', async () => {
  const paid = await refund(operator, 500);
  expect(paid.status).toBe(201);
  await eventually('the refund is done', async () => (await orderNow()).refunded.amount === 4_700);
  expect(await refund(operator, 1_001)).toMatchObject({ status: 409, body: { code: 'REFUND_TOO_HIGH' } });
  expect((await refund(bees.owner, 1)).status).toBe(404);
});

test('a vendor pays back some of its own part, out of what it got, and nothing of another’s', async () => {
  const owed = await owedTo(bees);
  const place = `/orders/${order.id}/parts/${bees.vendor.id}`;
  const body = { amount: { amount: 200, currency: 'GBP' }, reason: 'a chip' };
  const asked = { body, headers: freshKey() };
  expect((await wool.owner.ask('POST', `${place}/refunds`, asked)).status).toBe(404);
  expect((await ann.ask('POST', `${place}/refunds`, asked)).status).toBe(404);
  expect((await bees.owner.ask('POST', `${place}/refunds`, asked)).status).toBe(201);
  await eventually('the refund is done', async () => (await orderNow()).refunded.amount === 4_900);
  expect((await bees.owner.get<VendorOrder>(place)).refunded.amount).toBe(700);
  await eventually('it is owed less', async () => (await owedTo(bees)) < owed);
  const more = { body: { ...body, amount: { amount: 801, currency: 'GBP' } }, headers: freshKey() };
  expect(await bees.owner.ask('POST', `${place}/refunds`, more)).toMatchObject({ body: { code: 'REFUND_TOO_HIGH' } });
});

test('the shopper cancels what is left, and nobody is owed anything', async () => {
  const cancelled = await ann.post<Order>(`/orders/${order.id}/cancel`, { reason: 'changed my mind' });
  expect(cancelled.status).toBe('cancelled');
  await eventually('all is paid back', async () => (await orderNow()).refunded.amount === order.total.amount);
  await eventually('the honey is back', async () => (await stockOf(bees, honey)).available === 10);
  await eventually('nothing is owed', async () => (await owedTo(bees)) === 0);
  await mailTo(souk.directory, 'ann@example.org', `Order ${order.number} is cancelled`);

  const { postings } = await operator.get<{ postings: readonly Posting[] }>(`/orders/${order.id}/postings`);
  expect(postings.map(({ kind }) => kind)).toEqual(['capture', 'refund', 'refund', 'refund', 'refund']);
  for (const { lines } of postings) expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
});

test('the timeline of an order says what was done, when, by whom and why', async () => {
  const { timeline } = await orderNow(operator);
  expect(timeline.map(({ what, by }) => [what, by])).toEqual([
    ['placed', ann.account.id],
    ['reserved', 'souk'],
    ['confirmed', 'souk'],
    ['partCancelAsked', wool.owner.account.id],
    ['partCancelled', 'souk'],
    ['refunded', 'souk'],
    ['refundAsked', operator.account.id],
    ['refunded', 'souk'],
    ['refundAsked', bees.owner.account.id],
    ['refunded', 'souk'],
    ['partCancelAsked', ann.account.id],
    ['partCancelled', 'souk'],
    ['refunded', 'souk'],
  ]);
  expect(timeline.map(({ note }) => note).filter(Boolean)).toEqual([
    'moths',
    'arrived late',
    'a chip',
    'changed my mind',
  ]);
  const times = timeline.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
});

test('each parcel is announced by a mail of its own, and every mail is written once', async () => {
  const sent = await buy(guest, { [honey.sku]: 2 }, { email: 'gus@example.org' });
  const place = `/fulfilments/${sent.parts[0]?.fulfilmentId}/ship`;
  await bees.owner.post(place, { carrier: 'DHL', tracking: 'D1', lines: [{ sku: honey.sku, quantity: 1 }] });
  await bees.owner.post(place, { carrier: 'DHL', tracking: 'D2' });
  const mailsToGus = async () => (await mailsIn(souk.directory)).filter(({ to }) => to === 'gus@example.org');
  const announced = await eventually('the order and both parcels are announced', async () => {
    const mails = await mailsToGus();
    return mails.length >= 3 && mails;
  });
  expect(announced.map(({ text }) => /tracking number is (D\d)/.exec(text)?.[1]).sort()).toEqual([
    'D1',
    'D2',
    undefined,
  ]);
  const opened = guest.with({ 'souk-token': tokenIn(announced[0] ?? { to: '', subject: '', text: '' }) });
  expect((await opened.get<Order>(`/orders/${sent.id}`)).id).toBe(sent.id);
});
