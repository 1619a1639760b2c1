import type { FulfilmentEvent, ShippedLine } from '../../../actors/fulfilments/contract.ts';
import type { FulfilmentCommand } from '../../../actors/fulfilments/fulfilment.ts';
import { testTime } from '../given.ts';

export const line = (sku: string, quantity: number) => ({ sku, title: `A ${sku}`, vendorSku: sku, quantity });
const opening = {
  id: 'ord_1-f1',
  orderId: 'ord_1',
  orderNumber: '1042',
  vendorId: 'v1',
  person: 'acc_1',
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada', line1: '1 Road', city: 'London', postcode: 'N1', country: 'GB' },
  lines: [line('shirt', 3), line('sock', 2)],
};
export const open: Extract<FulfilmentCommand, { type: 'open' }> = { type: 'open', ...opening };
export const opened: FulfilmentEvent = { type: 'opened', ...opening, at: testTime };
export const units = (sku: string, quantity: number): ShippedLine => ({ sku, quantity });
export const ship = (shipmentId: string, ...lines: readonly ShippedLine[]): FulfilmentCommand => ({
  type: 'ship',
  shipmentId,
  carrier: 'DHL',
  ...(lines.length > 0 && { lines }),
});
export const shipped = (shipmentId: string, all: boolean, ...lines: readonly ShippedLine[]): FulfilmentEvent => ({
  type: 'shipped',
  orderId: 'ord_1',
  orderNumber: '1042',
  vendorId: 'v1',
  person: 'acc_1',
  email: 'ada@example.com',
  shipmentId,
  carrier: 'DHL',
  lines,
  all,
  at: testTime,
});
export const everything = [units('shirt', 3), units('sock', 2)] as const;
export const delivered = (all: boolean, ...shipmentIds: readonly string[]): FulfilmentEvent => ({
  type: 'delivered',
  orderId: 'ord_1',
  vendorId: 'v1',
  shipmentIds,
  all,
  at: testTime,
});
export const cancelled: FulfilmentEvent = { type: 'cancelled', orderId: 'ord_1', vendorId: 'v1' };
export const picked: FulfilmentEvent = { type: 'picked', vendorId: 'v1' };
export const pick: FulfilmentCommand = { type: 'pick' };
export const cancel: FulfilmentCommand = { type: 'cancel' };
export const deliver = (shipmentId?: string): FulfilmentCommand => ({
  type: 'deliver',
  ...(shipmentId && { shipmentId }),
});
