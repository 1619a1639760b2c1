import type { AnalyticsActions, SalesItem } from './contract.ts';

type ResultOf<Name extends keyof AnalyticsActions> = AnalyticsActions[Name]['result'];

/** What the API's document shows. */
export const exampleSpan = {
  asOf: '2026-11-22T09:00:00.000Z',
  behind: 0,
  from: '2026-11-21T00:00:00.000Z',
  to: '2026-11-22T00:00:00.000Z',
  tz: 'Europe/London',
};

const vendorId = 'ven_7m2k4q9x1c5v8b3n6r0t';

export const shirt: SalesItem = {
  currency: 'GBP',
  orders: 1,
  units: 2,
  gross: 4_998,
  tax: 833,
  commission: 417,
  refunds: 0,
  net: 4_165,
  averageOrder: 4_998,
};

export const exampleSales: ResultOf<'analytics.sales'> = {
  ...exampleSpan,
  items: [{ ...shirt, start: '2026-11-21T00:00:00.000Z' }],
  totals: [shirt],
};

export const exampleProducts: ResultOf<'analytics.products'> = {
  ...exampleSpan,
  items: [
    {
      productId: 'prod_4k1v9q0m2x7c8r5t6w3z',
      vendorId,
      currency: 'GBP',
      orders: 1,
      units: 2,
      gross: 4_998,
      tax: 833,
    },
  ],
};

export const exampleVendors: ResultOf<'analytics.vendors'> = {
  ...exampleSpan,
  items: [{ ...shirt, vendorId, balance: 3_748, opened: 1, late: 0 }],
};

export const exampleOperation: ResultOf<'analytics.operation'> = {
  ...exampleSpan,
  placed: 12,
  confirmed: 10,
  cancelled: 2,
  endToEndMs: { p50: 38, p95: 71, p99: 90 },
  reservationFailures: 1,
  oversellRefused: 1,
  cancellations: [
    { reason: 'OUT_OF_STOCK', count: 1 },
    { reason: 'PAYMENT_DECLINED', count: 1 },
  ],
};

export const exampleLive: ResultOf<'analytics.live'> = {
  asOf: exampleSpan.asOf,
  behind: 0,
  minutes: [{ ...shirt, start: '2026-11-22T08:59:00.000Z' }],
  totals: [shirt],
  visitorsNow: 23,
  carts: [{ currency: 'GBP', open: 3, openWorth: 7_900 }],
  ordersInFlight: 1,
  alerts: [
    {
      id: 'alr_2c7v5b9n1m4k8q3x6z0w',
      name: 'Few orders',
      figure: 2,
      currency: 'GBP',
      since: '2026-11-22T08:55:00.000Z',
    },
  ],
  lastOrders: [
    {
      orderId: 'ord_8x3k6m1q4z7c0v5b9n2r',
      at: '2026-11-22T08:59:12.000Z',
      currency: 'GBP',
      amount: 4_998,
      units: 2,
      country: 'GB',
    },
  ],
  scarce: [{ sku: 'prod_4k1v9q0m2x7c8r5t6w3z-1', left: 2, units: 8, hours: 6 }],
};

export const examplePayments: ResultOf<'analytics.payments'> = {
  ...exampleSpan,
  items: [
    {
      provider: 'sandbox',
      method: 'card',
      currency: 'GBP',
      asked: 4,
      captured: 3,
      declined: 1,
      failed: 0,
      successRate: 7_500,
      capturedAmount: 14_994,
      refundedAmount: 0,
      refundRate: 0,
      timeToPayP50: 41,
      timeToPayP95: 63,
    },
  ],
  refusals: [{ outcome: 'declined', reason: 'insufficient_funds', count: 1 }],
};

const bought = { currency: 'GBP', customers: 40, orders: 52, gross: 208_000 };

export const exampleCustomers: ResultOf<'analytics.customers'> = {
  ...exampleSpan,
  items: [{ cohort: '2026-11-01', months: 0, ...bought }],
  segments: [{ recency: 'active', frequency: 'once', ...bought, orders: 40 }],
  customers: 52,
  returning: 12,
  repeatRate: 2_308,
};
