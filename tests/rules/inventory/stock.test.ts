import { describe, expect, test } from '@jest/globals';
import type { StockEvent } from '../../../actors/inventory/contract.ts';
import { available, type StockCommand, stock } from '../../../actors/inventory/stock.ts';
import { given } from '../given.ts';

const opened: StockEvent = { type: 'opened', vendorId: 'v1', available: 0 };
const received = (quantity: number, warehouse = 'main'): StockEvent => ({
  type: 'received',
  quantity,
  warehouse,
  available: 0,
});
const reserved = (orderId: string, quantity: number, warehouse = 'main'): StockEvent => ({
  type: 'reserved',
  orderId,
  portions: [{ warehouse, quantity }],
  available: 0,
});
const reserve = (orderId: string, quantity: number): StockCommand => ({ type: 'reserve', orderId, quantity });
const release = (orderId: string): StockCommand => ({ type: 'release', orderId });
const commit = (orderId: string): StockCommand => ({ type: 'commit', orderId });
const barred = (orderId: string): StockEvent => ({ type: 'barred', orderId, available: 0 });

describe('a reservation', () => {
  test('takes units that are free', () => {
    given(stock, opened, received(3))
      .when(reserve('o1', 2))
      .emits({ type: 'reserved', orderId: 'o1', portions: [{ warehouse: 'main', quantity: 2 }], available: 1 });
  });
  test('never promises more than we hold', () => {
    given(stock, opened, received(3), reserved('o1', 2))
      .when(reserve('o2', 2))
      .rejects('OUT_OF_STOCK', { available: 1, requested: 2 });
  });
  test('asked for twice is one reservation', () => {
    given(stock, opened, received(3), reserved('o1', 2)).when(reserve('o1', 2)).emitsNothing();
  });
  test('asked for again with another quantity is refused', () => {
    given(stock, opened, received(3), reserved('o1', 2))
      .when(reserve('o1', 1))
      .rejects('RESERVATION_DIFFERS', { promised: 2, requested: 1 });
  });
  test('of an order that was released first is refused for good, whatever else is wrong', () => {
    given(stock, barred('o1')).when(reserve('o1', 1)).rejects('RESERVATION_BARRED');
  });
  test('of a sku nobody opened is refused', () => {
    given(stock).when(reserve('o1', 1)).rejects('UNKNOWN_SKU');
  });
  test('comes whole from the first warehouse that has enough', () => {
    given(stock, opened, received(1, 'north'), received(5, 'south'))
      .when(reserve('o1', 3))
      .emits({ type: 'reserved', portions: [{ warehouse: 'south', quantity: 3 }] });
  });
  test('is split in order when no warehouse has enough', () => {
    given(stock, opened, received(2, 'north'), received(2, 'south'))
      .when(reserve('o1', 3))
      .emits({
        type: 'reserved',
        portions: [
          { warehouse: 'north', quantity: 2 },
          { warehouse: 'south', quantity: 1 },
        ],
      });
  });
});

describe('what was promised', () => {
  test('is free again once released', () => {
    given(stock, opened, received(3), reserved('o1', 2))
      .when(release('o1'))
      .emits({ type: 'released', quantity: 2, available: 3 });
  });
  test('leaves the house once committed', () => {
    const after = given(stock, opened, received(3), reserved('o1', 2), {
      type: 'committed',
      orderId: 'o1',
      quantity: 2,
      available: 1,
    }).state();
    expect([after.held, after.promised, available(after)]).toEqual([1, 0, 1]);
  });
  test('cannot be committed when it was never promised', () => {
    given(stock, opened, received(3)).when(commit('o1')).rejects('NOTHING_RESERVED');
  });
  test('a release that finds nothing bars the order', () => {
    given(stock, opened).when(release('o1')).emits({ type: 'barred', orderId: 'o1' });
    given(stock, opened, barred('o1')).when(release('o1')).emitsNothing();
  });
});

describe('a count', () => {
  test('may fall to what is promised and no further', () => {
    const given3 = given(stock, opened, received(3), reserved('o1', 2));
    given3
      .when({ type: 'adjust', quantity: -1, warehouse: 'main', reason: 'broken' })
      .emits({ type: 'adjusted', available: 0 });
    given3
      .when({ type: 'adjust', quantity: -2, warehouse: 'main', reason: 'broken' })
      .rejects('BELOW_PROMISED', { warehouse: 'main', available: 1, requested: -2 });
  });
  test('of an unknown sku cannot be changed', () => {
    given(stock).when({ type: 'receive', quantity: 1, warehouse: 'main' }).rejects('UNKNOWN_SKU');
    given(stock).when({ type: 'adjust', quantity: 1, warehouse: 'main', reason: 'found' }).rejects('UNKNOWN_SKU');
  });
  test('belongs to one vendor', () => {
    given(stock, opened).when({ type: 'open', vendorId: 'v1' }).emitsNothing();
    given(stock, opened).when({ type: 'open', vendorId: 'v2' }).rejects('SKU_OPEN');
  });
  test('of a product that came to nothing is closed, and can be opened by a later attempt', () => {
    const close: StockCommand = { type: 'close', proposal: 1 };
    const first: StockEvent = { ...opened, proposal: 1 };
    given(stock, first).when(close).emits({ type: 'closed', available: 0 });
    given(stock, first, { type: 'closed', available: 0 }).when(close).emitsNothing();
    given(stock, first, { type: 'closed', available: 0 }).when(reserve('o1', 1)).rejects('UNKNOWN_SKU');
    given(stock, first, { type: 'closed', available: 0 })
      .when({ type: 'open', vendorId: 'v2', proposal: 2 })
      .emits({ type: 'opened', vendorId: 'v2', proposal: 2 });
  });
  test('is not closed once a later attempt needs it or units came in', () => {
    const close: StockCommand = { type: 'close', proposal: 1 };
    const first: StockEvent = { ...opened, proposal: 1 };
    given(stock, first)
      .when({ type: 'open', vendorId: 'v1', proposal: 2 })
      .emits({ ...opened, proposal: 2 });
    given(stock, first, { ...opened, proposal: 2 })
      .when(close)
      .emitsNothing();
    given(stock, first, received(3)).when(close).emitsNothing();
    given(stock).when(close).emitsNothing();
  });
});
