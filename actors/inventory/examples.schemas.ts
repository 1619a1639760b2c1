import type { Movement, Stock } from './contract.ts';

export const sku = 'prod_4k1v9q0m2x7c8r5t6w3z-1';
export const shirt: Stock = {
  sku,
  vendorId: 'ven_7m2k4q9x1c5v8b3n6r0t',
  held: 12,
  promised: 2,
  available: 10,
  warehouses: [{ warehouse: 'main', held: 12, available: 10 }],
};

export const aMovement: Movement = {
  version: 2,
  at: '2026-11-22T09:00:00.000Z',
  kind: 'received',
  quantity: 12,
  available: 12,
  by: 'acc_1',
  warehouse: 'main',
};
