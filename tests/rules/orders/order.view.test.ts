import { describe, expect, test } from '@jest/globals';
import type { OrderEvent } from '../../../actors/orders/contract.ts';
import { order } from '../../../actors/orders/order.ts';
import { ordersOfTenant } from '../../../actors/orders/order.view.ts';
import { shownOrder, shownOutcome, vendorOrder } from '../../../actors/orders/order-shown.ts';
import type { OrderCommand } from '../../../actors/orders/order-state.ts';
import { ordersOfVendor } from '../../../actors/orders/vendor-order.view.ts';
import type { Row } from '../../../actors/runtime/rows/rows.ts';
import type { ViewOf } from '../../../actors/runtime/view.ts';
import { aboutOf } from '../about.ts';
import { given } from '../given.ts';
import { rowsOf } from '../rows.ts';
import {
  cancel,
  cancelPart,
  confirmed,
  gbp,
  orderId,
  partCancelled,
  partDelivered,
  partKept,
  partShipped,
  place,
  refuse,
  reserve,
  story,
} from './order.story.ts';

/** The rows a story leaves in a view. */
function rowsAfter<R extends Row>(view: ViewOf<R>, ...commands: readonly OrderCommand[]): readonly R[] {
  const about = aboutOf({ type: 'order', id: orderId });
  const changes = story(...commands).flatMap(
    (event: OrderEvent) => view.on[`orders.${event.type}`]?.(event as never, about) ?? [],
  );
  return [...rowsOf<R>(changes).values()];
}

const listed = (...commands: readonly OrderCommand[]) => {
  const [row] = rowsAfter(ordersOfTenant, ...commands);
  return row && [row.number, row.status];
};

const ofVendors = (...commands: readonly OrderCommand[]) =>
  rowsAfter(ordersOfVendor, ...commands).map(({ vendorId, status }) => `${vendorId} ${status}`);

describe('the list of orders', () => {
  test('shows what was ordered, and nothing personal', () => {
    const [row] = rowsAfter(ordersOfTenant, place());
    expect(row).toMatchObject({
      tenantId: 'acme',
      orderId,
      customerId: 'ada',
      total: 6_900,
      currency: 'GBP',
      vendorIds: ['v1', 'v2'],
      lineCount: 4,
    });
    expect(JSON.stringify(row)).not.toMatch(/demo\.example|St James/);
  });
  test('follows each order to its end', () => {
    expect(listed(place())).toEqual(['', 'placed']);
    expect(listed(place(), reserve)).toEqual(['1001', 'reserved']);
    expect(listed(...confirmed)).toEqual(['1001', 'confirmed']);
    expect(listed(place(), cancel)).toEqual(['', 'cancelled']);
    expect(listed(...confirmed, partShipped('v1'), partShipped('v2'))).toEqual(['1001', 'shipped']);
    expect(listed(...confirmed, partDelivered('v1'), partDelivered('v2'))).toEqual(['1001', 'delivered']);
    expect(listed(...confirmed, partCancelled('v1'), partCancelled('v2'))).toEqual(['1001', 'cancelled']);
    expect(listed(refuse)).toBeUndefined();
  });
});

test("a vendor's list follows the own part", () => {
  expect(ofVendors(place())).toEqual(['v1 placed', 'v2 placed']);
  expect(ofVendors(...confirmed)).toEqual(['v1 open', 'v2 open']);
  expect(ofVendors(place(), cancel)).toEqual(['v1 cancelled', 'v2 cancelled']);
  expect(ofVendors(...confirmed, cancelPart('v1'))).toEqual(['v1 cancelling', 'v2 open']);
  expect(ofVendors(...confirmed, cancelPart('v1'), partKept('v1'))).toEqual(['v1 open', 'v2 open']);
  expect(ofVendors(...confirmed, partShipped('v1'), partCancelled('v2'))).toEqual(['v1 shipped', 'v2 cancelled']);
  expect(ofVendors(...confirmed, partDelivered('v1'))).toEqual(['v1 delivered', 'v2 open']);
});

describe('a vendor sees of an order', () => {
  test('the own lines and the own money, nothing of the shopper and nothing of others', () => {
    const seen = vendorOrder(given(order, ...story(...confirmed)).state(), 'v2');
    expect(seen).toMatchObject({
      orderId,
      number: '1001',
      status: 'open',
      total: gbp(3_500),
      commission: gbp(146),
      payable: gbp(2_771),
    });
    expect(seen?.lines.map(({ sku }) => sku)).toEqual(['lamp', 'wrapping']);
    expect(JSON.stringify(seen)).not.toMatch(/demo\.example|St James|ada|v1|cup/);
  });
  test('that it is placed while it is undecided', () => {
    expect(vendorOrder(given(order, ...story(place(), reserve)).state(), 'v1')?.status).toBe('placed');
  });
  test('nothing where it has no part', () => {
    expect(vendorOrder(given(order, ...story(...confirmed)).state(), 'v3')).toBeUndefined();
    expect(vendorOrder(order.initial(), 'v1')).toBeUndefined();
  });
});

describe('whoever waits for a checkout', () => {
  test('hears nothing before there is something', () => {
    expect(shownOutcome(order.initial())).toEqual({});
    expect(shownOrder(order.initial())).toBeUndefined();
  });
  test('hears the order, or why there is none', () => {
    expect(shownOutcome(given(order, ...story(place(), cancel)).state()).order).toMatchObject({
      status: 'cancelled',
      reason: 'PAYMENT_DECLINED',
    });
    expect(shownOutcome(given(order, ...story(refuse)).state())).toEqual({
      refusal: { code: 'VENDOR_NOT_SELLING', details: { vendorId: 'v1' } },
    });
  });
});
