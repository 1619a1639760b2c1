import { describe, expect, test } from '@jest/globals';
import { orderFlow } from '../../../actors/orders/order.flow.ts';
import { type AskRefusal, flowTable } from '../../../actors/runtime/flow.ts';
import { aboutOf } from '../about.ts';
import { cancel, confirmed, gbp, lastOf, ordered, place, reserve } from './order.story.ts';

const { rows } = orderFlow;
const id = 'cart_1-1';
const about = aboutOf({ type: 'order', id });
const refusal = (code: string, params: AskRefusal['params'] = {}): AskRefusal => ({
  action: 'inventory.reserve',
  params,
  code,
  details: { available: 1 },
});
/** What the asks of a row were answered with. */
const heard = (...answers: readonly object[]) => (() => answers) as never;

test('the life of an order reads as its table', () => {
  const table = flowTable(orderFlow).map(({ when, ask, answered, refused }) =>
    [when, ask.join(', '), answered.join(), refused.join()].join(' | '),
  );
  expect(table).toEqual([
    'orders.placed | inventory.reserve, orders.number | orders.noteReserved | orders.cancel',
    'orders.reserved | payments.authorise |  | orders.cancel',
    'payments.authorised | payments.capture |  | orders.cancel',
    'payments.captured | ledger.post | orders.confirm | ',
    'payments.declined |  | orders.cancel | ',
    'payments.failed |  | orders.cancel | ',
    'orders.confirmed | inventory.commit, fulfilments.open |  | ',
    'orders.cancelled | inventory.release, payments.void |  | ',
    'orders.partCancelAsked | fulfilments.cancel | orders.notePartCancelled | orders.notePartKept',
    'orders.partCancelled | inventory.restock, payments.refund |  | ',
    'orders.refundAsked | payments.refund |  | orders.noteRefundRefused',
    'payments.refunded | ledger.post | orders.noteRefunded | ',
    'payments.refundFailed |  | orders.noteRefundRefused | ',
    'fulfilments.shipped | orders.notePartShipped |  | ',
    'fulfilments.delivered | orders.notePartDelivered |  | ',
  ]);
  expect(rows['orders.cancelled']?.undo).toBe(true);
});

describe('a placed order', () => {
  const row = rows['orders.placed'];
  test('holds its stock, each sku once, and takes a number', () => {
    const event = lastOf('placed', place());
    expect(row?.ask?.['inventory.reserve']?.(event, about)).toEqual([
      { sku: 'cup', quantity: 3, orderId: id },
      { sku: 'lamp', quantity: 1, orderId: id },
    ]);
    expect(row?.ask?.['orders.number']?.(event, about)).toEqual([{ orderId: id }]);
    expect(row?.answered?.['orders.noteReserved']?.(event, about, heard({ number: '1001' }))).toEqual({
      id,
      number: '1001',
    });
  });
  test('that brought its number takes none', () => {
    const event = lastOf('placed', place({ number: '536365' }));
    expect(row?.ask?.['orders.number']?.(event, about)).toEqual([]);
    expect(row?.answered?.['orders.noteReserved']?.(event, about, heard())).toEqual({ id });
  });
  test('whose stock is refused is cancelled, and says which lines could not be kept', () => {
    const tell = row?.refused?.['orders.cancel'];
    const cups = refusal('OUT_OF_STOCK', { sku: 'cup', orderId: id, quantity: 3 });
    expect(tell?.(lastOf('placed', place()), about, [cups, refusal('UNKNOWN_SKU', { sku: 'lamp' })])).toEqual({
      id,
      reason: 'OUT_OF_STOCK',
      refusals: [
        { sku: 'cup', code: 'OUT_OF_STOCK', details: { available: 1 } },
        { sku: 'lamp', code: 'UNKNOWN_SKU', details: { available: 1 } },
      ],
    });
    expect(tell?.(lastOf('placed', place()), about, [refusal('UNKNOWN_SKU')])).toMatchObject({ reason: 'UNKNOWN_SKU' });
  });
});

describe('the money of an order', () => {
  test('is asked for once its stock is held', () => {
    const event = lastOf('reserved', place(), reserve);
    const { payment } = ordered;
    expect(rows['orders.reserved']?.ask?.['payments.authorise']?.(event, about)).toEqual([
      { id, amount: gbp(6_900), payment, breakdown: event.breakdown },
    ]);
    expect(rows['orders.reserved']?.refused?.['orders.cancel']?.(event, about, [])).toEqual({
      id,
      reason: 'PAYMENT_FAILED',
    });
  });
  test('is captured when it was authorised, and posted before the order is confirmed', () => {
    const { breakdown } = lastOf('reserved', place(), reserve);
    const captured = { type: 'captured', amount: gbp(6_900), breakdown } as const;
    const authorised = { type: 'authorised', reference: 'ref' } as const;
    expect(rows['payments.authorised']?.ask?.['payments.capture']?.(authorised, about)).toEqual([{ id }]);
    expect(rows['payments.authorised']?.refused?.['orders.cancel']?.(authorised, about, [])).toEqual({
      id,
      reason: 'PAYMENT_FAILED',
    });
    expect(rows['payments.captured']?.ask?.['ledger.post']?.(captured, about)).toEqual([
      { orderId: id, postingId: 'capture', kind: 'capture', amount: gbp(6_900), breakdown },
    ]);
    expect(rows['payments.captured']?.answered?.['orders.confirm']?.(captured, about, heard())).toEqual({ id });
  });
  test('that does not come cancels the order', () => {
    const declined = rows['payments.declined']?.answered?.['orders.cancel'];
    const failed = rows['payments.failed']?.answered?.['orders.cancel'];
    expect(declined?.({ type: 'declined', reason: 'no money' }, about, heard())).toEqual({
      id,
      reason: 'PAYMENT_DECLINED',
    });
    expect(failed?.({ type: 'failed', reason: 'away' }, about, heard())).toEqual({ id, reason: 'PAYMENT_FAILED' });
  });
});

test('a confirmed order sells its stock and opens one fulfilment a vendor, each sku once', () => {
  const event = lastOf('confirmed', ...confirmed);
  const row = rows['orders.confirmed'];
  expect(row?.ask?.['inventory.commit']?.(event, about)).toEqual([
    { sku: 'cup', orderId: id },
    { sku: 'lamp', orderId: id },
  ]);
  const { email, shippingAddress } = ordered;
  const opened = { orderId: id, orderNumber: '1001', person: 'ada', email, shippingAddress };
  expect(row?.ask?.['fulfilments.open']?.(event, about)).toEqual([
    {
      ...opened,
      id: `${id}-f1`,
      vendorId: 'v1',
      lines: [{ sku: 'cup', title: 'The cup', vendorSku: 'CUP', quantity: 3 }],
    },
    {
      ...opened,
      id: `${id}-f2`,
      vendorId: 'v2',
      lines: [
        { sku: 'lamp', title: 'The lamp', vendorSku: 'LAMP', quantity: 1 },
        { sku: 'wrapping', title: 'The wrapping', vendorSku: 'WRAPPING', quantity: 1 },
      ],
    },
  ]);
});

test('a cancelled order lets its stock go, and voids its payment only if one was asked for', () => {
  const row = rows['orders.cancelled'];
  const paid = lastOf('cancelled', place(), reserve, cancel);
  expect(row?.ask?.['inventory.release']?.(paid, about)).toEqual([
    { sku: 'cup', orderId: id },
    { sku: 'lamp', orderId: id },
  ]);
  expect(row?.ask?.['payments.void']?.(paid, about)).toEqual([{ id }]);
  expect(row?.ask?.['payments.void']?.(lastOf('cancelled', place(), cancel), about)).toEqual([]);
});
