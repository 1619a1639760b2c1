import { expect, test } from '@jest/globals';
import type { FulfilmentEvent } from '../../../actors/fulfilments/contract.ts';
import { type FulfilmentRow, fulfilmentsOfVendor } from '../../../actors/fulfilments/fulfilment.view.ts';
import type { RowChange } from '../../../actors/runtime/view.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { rowsOf } from '../rows.ts';

const about = aboutOf({ type: 'fulfilment', id: 'ord_1-f1' });
const { on } = fulfilmentsOfVendor;
const opening = {
  type: 'opened',
  id: 'ord_1-f1',
  orderId: 'ord_1',
  orderNumber: '1042',
  vendorId: 'v1',
  person: 'acc_1',
  email: 'ada@example.com',
  shippingAddress: null,
  lines: [],
  at: testTime,
} as const;
const shipping = {
  type: 'shipped',
  orderId: 'ord_1',
  orderNumber: '1042',
  vendorId: 'v1',
  person: 'acc_1',
  email: 'ada@example.com',
  shipmentId: 's1',
  carrier: 'DHL',
  lines: [],
  at: testTime,
} as const satisfies Partial<FulfilmentEvent>;
const arrival = { type: 'delivered', orderId: 'ord_1', vendorId: 'v1', shipmentIds: ['s1'], at: testTime } as const;

const opened = on['fulfilments.opened']?.(opening, about) ?? [];
const shipped = (all: boolean) => on['fulfilments.shipped']?.({ ...shipping, all }, about) ?? [];
const delivered = (all: boolean) => on['fulfilments.delivered']?.({ ...arrival, all }, about) ?? [];
const statusAfter = (...changes: readonly RowChange<FulfilmentRow>[]) => [...rowsOf(changes).values()][0]?.status;

test('the list of a vendor follows each fulfilment', () => {
  const picked = on['fulfilments.picked']?.({ type: 'picked', vendorId: 'v1' }, about) ?? [];
  const cancelled = on['fulfilments.cancelled']?.({ type: 'cancelled', orderId: 'ord_1', vendorId: 'v1' }, about) ?? [];
  expect(statusAfter(...opened)).toBe('open');
  expect(statusAfter(...opened, ...picked)).toBe('picked');
  expect(statusAfter(...opened, ...shipped(false), ...delivered(false))).toBe('partlyShipped');
  expect(statusAfter(...opened, ...shipped(true))).toBe('shipped');
  expect(statusAfter(...opened, ...shipped(true), ...delivered(true))).toBe('delivered');
  expect(statusAfter(...opened, ...cancelled)).toBe('cancelled');
});

test('the list holds nothing personal', () => {
  const [row] = rowsOf([...opened, ...shipped(true)]).values();
  expect(row).toEqual({ tenantId: 'acme', vendorId: 'v1', status: 'shipped', id: 'ord_1-f1', openedAt: testTime });
});
