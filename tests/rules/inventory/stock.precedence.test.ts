import type { StockEvent } from '../../../actors/inventory/contract.ts';
import { stock } from '../../../actors/inventory/stock.ts';
import { refusesInOrder } from '../precedence.ts';

const opened: StockEvent = { type: 'opened', vendorId: 'v1', available: 0 };
const barred: StockEvent = { type: 'barred', orderId: 'o1', available: 0 };
const portions = [{ warehouse: 'main', quantity: 2 }];
const reserved: StockEvent = { type: 'reserved', orderId: 'o1', portions, available: 0 };
const reserve = { type: 'reserve', orderId: 'o1', quantity: 9 } as const;
const adjust = { type: 'adjust', quantity: -1, warehouse: 'main', reason: 'broken' } as const;

refusesInOrder(
  stock,
  'barred, held already, unknown, out of stock',
  ['barred', [barred, reserved], reserve, 'RESERVATION_BARRED'],
  ['held already', [reserved], reserve, 'RESERVATION_DIFFERS'],
  ['held already', [reserved], { ...reserve, quantity: 2 }, 'nothing'],
  ['unknown', [], reserve, 'UNKNOWN_SKU'],
  ['out of stock', [opened], reserve, 'OUT_OF_STOCK'],
);

refusesInOrder(stock, 'no such sku', ['no such sku', [], { type: 'setAlert', below: 3, mail: false }, 'UNKNOWN_SKU']);

refusesInOrder(
  stock,
  "another vendor's",
  ["another vendor's", [{ ...opened, proposal: 2 }], { type: 'open', vendorId: 'v2', proposal: 1 }, 'SKU_OPEN'],
  ["another vendor's", [{ ...opened, proposal: 2 }], { type: 'open', vendorId: 'v1', proposal: 1 }, 'nothing'],
);

refusesInOrder(
  stock,
  'unknown, below what is promised',
  ['unknown', [], adjust, 'UNKNOWN_SKU'],
  ['below what is promised', [opened], adjust, 'BELOW_PROMISED'],
);
