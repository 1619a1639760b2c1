import type { Order, OrderInFull, OrderSummary, VendorOrder } from './order.schemas.ts';

const pounds = (amount: number) => ({ amount, currency: 'GBP' });

const cup = {
  sku: 'prod_4k1v9q0m2x7c8r5t6w3z-1',
  vendorSku: 'CUP-W',
  title: 'White cup',
  quantity: 2,
  unitPrice: 1_200,
};

export const vendorId = 'ven_7m2k4q9x1c5v8b3n6r0t';

/** What the API's document shows. */
export const anOrder = {
  id: 'cart_9d2k5m8q1v4x7b0c3n6r-1',
  number: '1001',
  status: 'confirmed',
  customerId: 'acc_3f6h9j2k5m8n1p4q7r0s',
  email: 'ada@demo.example',
  shippingAddress: {
    name: 'Ada Byron',
    line1: '12 St James Square',
    city: 'London',
    postcode: 'SW1Y 4JH',
    country: 'GB',
  },
  lines: [{ ...cup, productId: 'prod_4k1v9q0m2x7c8r5t6w3z', vendorId, stocked: true, subtotal: 2_400, tax: 400 }],
  parts: [
    { vendorId, fulfilmentId: 'cart_9d2k5m8q1v4x7b0c3n6r-1-f1', status: 'open', total: 2_400, tax: 400, refunded: 0 },
  ],
  subtotal: pounds(2_400),
  tax: pounds(400),
  total: pounds(2_400),
  refunded: pounds(0),
  refunds: [],
  placedAt: '2026-11-22T09:00:00.000Z',
} as const satisfies Order;

export const inFull: OrderInFull = {
  ...anOrder,
  timeline: [
    { version: 1, at: '2026-11-22T09:00:00.000Z', what: 'placed', by: 'souk' },
    { version: 2, at: '2026-11-22T09:00:00.012Z', what: 'reserved', by: 'souk' },
    { version: 3, at: '2026-11-22T09:00:00.031Z', what: 'confirmed', by: 'souk' },
  ],
};

export const aSummary: OrderSummary = {
  id: anOrder.id,
  number: anOrder.number,
  status: anOrder.status,
  customerId: anOrder.customerId,
  total: anOrder.total,
  placedAt: anOrder.placedAt,
  vendorIds: [vendorId],
  lineCount: 1,
};

export const aVendorOrder: VendorOrder = {
  orderId: anOrder.id,
  number: anOrder.number,
  fulfilmentId: anOrder.parts[0].fulfilmentId,
  status: 'open',
  placedAt: anOrder.placedAt,
  total: pounds(2_400),
  tax: pounds(400),
  commission: pounds(200),
  payable: pounds(1_800),
  refunded: pounds(0),
  lines: [cup],
};
