import { describe, expect, test } from '@jest/globals';
import type { StockEvent } from '../../../actors/inventory/contract.ts';
import { stockFlow } from '../../../actors/inventory/stock.flow.ts';
import { type StockCommand, stock } from '../../../actors/inventory/stock.ts';
import { stockOfVendor } from '../../../actors/inventory/stock.view.ts';
import { mostMailTo } from '../../../actors/inventory/stock-alert.ts';
import { aboutOf } from '../about.ts';
import { given } from '../given.ts';

const opened: StockEvent = { type: 'opened', vendorId: 'v1', available: 0 };
const received = (quantity: number): StockEvent => ({ type: 'received', quantity, warehouse: 'main', available: 0 });
const watched = (below: number, ...mailTo: readonly string[]): StockEvent => ({
  type: 'alertSet',
  ...{ vendorId: 'v1', below, mailTo, available: 0 },
});
const setAlert = (below: number, accountId: string, mail = true): StockCommand => ({
  type: 'setAlert',
  below,
  accountId,
  mail,
});
const reserve: StockCommand = { type: 'reserve', orderId: 'o1', quantity: 2 };

describe('an alert', () => {
  test('is kept with whoever wants to hear of it, and with those who wanted before', () => {
    given(stock, opened)
      .when(setAlert(3, 'ada'))
      .emits({ type: 'alertSet', below: 3, mailTo: ['ada'] });
    given(stock, opened, watched(3, 'ada'))
      .when(setAlert(4, 'ben'))
      .emits({ below: 4, mailTo: ['ada', 'ben'] });
    given(stock, opened, watched(3, 'ada', 'ben'))
      .when(setAlert(3, 'ada', false))
      .emits({ below: 3, mailTo: ['ben'] });
    given(stock, opened, watched(3, 'ada')).when(setAlert(3, 'ada')).emitsNothing();
  });
  test('that Souk itself sets writes to nobody new', () => {
    given(stock, opened, watched(3, 'ada'))
      .when({ type: 'setAlert', below: 2, mail: true })
      .emits({ below: 2, mailTo: ['ada'] });
  });
  test('writes to ten at most: the first makes room', () => {
    const many = Array.from({ length: mostMailTo }, (_, place) => `a${place}`);
    given(stock, opened, watched(3, ...many))
      .when(setAlert(3, 'ada'))
      .emits({ mailTo: [...many.slice(1), 'ada'] });
  });
  test('rings when the count goes past it, by a sale or by a count, and once', () => {
    const three = given(stock, opened, received(3), watched(2, 'ada'));
    three
      .when(reserve)
      .emits({ type: 'reserved', available: 1 }, { type: 'ranLow', below: 2, mailTo: ['ada'], available: 1 });
    three
      .when({ type: 'adjust', quantity: -2, warehouse: 'main', reason: 'broken' })
      .emits({ type: 'adjusted', available: 1 }, { type: 'ranLow', available: 1 });
    three.when({ ...reserve, quantity: 1 }).emits({ type: 'reserved', available: 2 });
    given(stock, opened, received(3), watched(4, 'ada')).when(reserve).emits({ type: 'reserved', available: 1 });
  });
  test('below nothing never rings', () => {
    given(stock, opened, received(2), watched(0)).when(reserve).emits({ type: 'reserved', available: 0 });
  });
});

test('each of those who wanted to hear of it is written to under a key of their own', () => {
  const ranLow = { type: 'ranLow', vendorId: 'v1', below: 2, mailTo: ['ada', 'ben'], available: 1 } as const;
  const about = aboutOf({ id: 'sku-1', eventId: 'acme/stock/sku-1@4' });
  const asked = stockFlow.rows['inventory.ranLow']?.ask?.['mails.sendStock']?.(ranLow, about);
  const letter = { vendorId: 'v1', sku: 'sku-1', below: 2, available: 1 };
  expect(asked).toEqual([
    { key: 'acme/stock/sku-1@4:ada', accountId: 'ada', ...letter },
    { key: 'acme/stock/sku-1@4:ben', accountId: 'ben', ...letter },
  ]);
});

test('the list of a vendor knows what is low by its own alert, also after its product was changed', () => {
  const about = aboutOf({ id: 'sku-1' });
  const { on } = stockOfVendor;
  const stories = [
    on['inventory.opened']?.({ type: 'opened', vendorId: 'v1', available: 0 }, about),
    on['inventory.received']?.({ type: 'received', quantity: 9, warehouse: 'main', available: 9 }, about),
    on['inventory.alertSet']?.({ type: 'alertSet', vendorId: 'v1', below: 10, mailTo: [], available: 9 }, about),
    on['inventory.opened']?.({ type: 'opened', vendorId: 'v1', proposal: 2, available: 9 }, about),
    on['inventory.received']?.({ type: 'received', quantity: 1, warehouse: 'main', available: 10 }, about),
  ];
  let row: Parameters<NonNullable<(typeof stories)[number]>[number]['change']>[0];
  const seen = stories.map((changes = []) => {
    for (const { change } of changes) row = change(row);
    return [row?.available, row?.below, row?.low];
  });
  expect(seen).toEqual([
    [0, 5, 1],
    [9, 5, 0],
    [9, 10, 1],
    [9, 10, 1],
    [10, 10, 0],
  ]);
});
