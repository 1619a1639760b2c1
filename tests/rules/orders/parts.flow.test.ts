import { describe, expect, test } from '@jest/globals';
import { orderFlow } from '../../../actors/orders/order.flow.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { cancelPart, confirmed, lastOf, partCancelled, refund } from './order.story.ts';

const { rows } = orderFlow;
const id = 'cart_1-1';
const about = aboutOf({ type: 'order', id });
/** What the asks of a row were answered with. */
const heard = (...answers: readonly object[]) => (() => answers) as never;

describe('a part that is to be cancelled', () => {
  test('asks its fulfilment, which knows whether it has left', () => {
    const event = lastOf('partCancelAsked', ...confirmed, cancelPart('v1'));
    const row = rows['orders.partCancelAsked'];
    expect(row?.ask?.['fulfilments.cancel']?.(event, about)).toEqual([{ id: `${id}-f1` }]);
    expect(row?.answered?.['orders.notePartCancelled']?.(event, about, heard())).toEqual({ id, vendorId: 'v1' });
    expect(row?.refused?.['orders.notePartKept']?.(event, about, [])).toEqual({ id, vendorId: 'v1' });
  });
  test('comes back to stock and is paid back, unless nothing is left to pay', () => {
    const row = rows['orders.partCancelled'];
    const event = lastOf('partCancelled', ...confirmed, cancelPart('v1'), partCancelled('v1'));
    const { refundId, amount, breakdown } = event;
    expect(row?.ask?.['inventory.restock']?.(event, about)).toEqual([{ sku: 'cup', quantity: 3, orderId: id }]);
    expect(row?.ask?.['payments.refund']?.(event, about)).toEqual([{ id, refundId, amount, breakdown }]);
    const free = lastOf('partCancelled', ...confirmed, refund(3_400, { vendorId: 'v1' }), partCancelled('v1'));
    expect(row?.ask?.['payments.refund']?.(free, about)).toEqual([]);
  });
});

test('a refund is asked of the payment, posted when the money has gone back, and then noted', () => {
  const event = lastOf('refundAsked', ...confirmed, refund(690));
  const { amount, breakdown } = event;
  const row = rows['orders.refundAsked'];
  expect(row?.ask?.['payments.refund']?.(event, about)).toEqual([{ id, refundId: 'ref_1', amount, breakdown }]);
  expect(row?.refused?.['orders.noteRefundRefused']?.(event, about, [])).toEqual({ id, refundId: 'ref_1' });
  const refunded = { type: 'refunded', refundId: 'ref_1', amount, breakdown } as const;
  expect(rows['payments.refunded']?.ask?.['ledger.post']?.(refunded, about)).toEqual([
    { orderId: id, postingId: 'ref_1', kind: 'refund', amount, breakdown },
  ]);
  expect(rows['payments.refunded']?.answered?.['orders.noteRefunded']?.(refunded, about, heard())).toEqual({
    id,
    refundId: 'ref_1',
    breakdown,
  });
  const failed = rows['payments.refundFailed']?.answered?.['orders.noteRefundRefused'];
  expect(failed?.({ type: 'refundFailed', refundId: 'ref_1' }, about, heard())).toEqual({ id, refundId: 'ref_1' });
});

describe('a fulfilment', () => {
  const atVendor = aboutOf({ type: 'fulfilment', id: `${id}-f1` });
  const news = { orderId: id, vendorId: 'v1', at: testTime } as const;
  test('tells the order when all of it has shipped', () => {
    const shipped = {
      ...news,
      type: 'shipped',
      orderNumber: '1001',
      person: 'ada',
      email: null,
      shipmentId: 's1',
      carrier: 'Post',
      lines: [],
    } as const;
    const ask = rows['fulfilments.shipped']?.ask?.['orders.notePartShipped'];
    expect(ask?.({ ...shipped, all: true }, atVendor)).toEqual([{ id, vendorId: 'v1' }]);
    expect(ask?.({ ...shipped, all: false }, atVendor)).toEqual([]);
  });
  test('tells the order when all of it has arrived', () => {
    const delivered = { ...news, type: 'delivered', shipmentIds: ['s1'] } as const;
    const ask = rows['fulfilments.delivered']?.ask?.['orders.notePartDelivered'];
    expect(ask?.({ ...delivered, all: true }, atVendor)).toEqual([{ id, vendorId: 'v1' }]);
    expect(ask?.({ ...delivered, all: false }, atVendor)).toEqual([]);
  });
});
