import type { Fulfilment, Shipment } from './contract.ts';

export const sku = 'prod_4k1v9q0m2x7c8r5t6w3z-1';
export const opened: Fulfilment = {
  id: 'ord_8x3k6m1q4z7c0v5b9n2r-f1',
  orderId: 'ord_8x3k6m1q4z7c0v5b9n2r',
  orderNumber: '1042',
  vendorId: 'ven_7m2k4q9x1c5v8b3n6r0t',
  status: 'open',
  shippingAddress: {
    name: 'Ada Byron',
    line1: '12 St James Square',
    city: 'London',
    postcode: 'SW1Y 4JH',
    country: 'GB',
  },
  lines: [{ sku, title: 'Linen shirt', vendorSku: 'LS-M', quantity: 2 }],
  shipments: [],
  openedAt: '2026-11-22T09:00:00.000Z',
};
export const shipment: Shipment = {
  id: 'shp_3n8b5v1c7x4z0q6m9k2w',
  carrier: 'Royal Mail',
  tracking: 'RM123456785GB',
  lines: [{ sku, quantity: 2 }],
  shippedAt: '2026-11-22T15:00:00.000Z',
};
export const shipped: Fulfilment = { ...opened, status: 'shipped', shipments: [shipment] };
export const delivered: Fulfilment = {
  ...opened,
  status: 'delivered',
  shipments: [{ ...shipment, deliveredAt: '2026-11-24T11:00:00.000Z' }],
};
