import { describe, expect, test } from '@jest/globals';
import type { Schema } from 'joi';
import { cartFlow } from '../../../actors/carts/cart.flow.ts';
import { cartsContract } from '../../../actors/carts/contract.schemas.ts';
import { fulfilmentsContract } from '../../../actors/fulfilments/contract.schemas.ts';
import { inventoryContract } from '../../../actors/inventory/contract.schemas.ts';
import { ledgerContract } from '../../../actors/ledger/contract.schemas.ts';
import { ordersContract } from '../../../actors/orders/contract.schemas.ts';
import type { OrderEvent } from '../../../actors/orders/contract.ts';
import { cancelReasons } from '../../../actors/orders/line.schemas.ts';
import { orderFlow } from '../../../actors/orders/order.flow.ts';
import type { OrderCommand } from '../../../actors/orders/order-state.ts';
import { paymentsContract } from '../../../actors/payments/contract.schemas.ts';
import type { AnyFlow } from '../../../actors/runtime/flow.ts';
import { aboutOf } from '../about.ts';
import { id as cartId, checkout, filled, lastOf } from '../carts/cart.story.ts';
import { cancel, cancelPart, confirmed, orderId, partCancelled, place, refund, reserve, story } from './order.story.ts';

type Validated = { readonly params: Schema };

const actions: Readonly<Record<string, Validated>> = {
  ...ordersContract.actions,
  ...cartsContract.actions,
  ...inventoryContract.actions,
  ...paymentsContract.actions,
  ...ledgerContract.actions,
  ...fulfilmentsContract.actions,
};

/** What a row asks of others once this has happened. */
const asksOf = (flow: AnyFlow, name: string, event: { readonly type: string }, id: string) =>
  Object.entries(flow.rows[name]?.ask ?? {}).flatMap(([action, make]) =>
    (make as (event: unknown, about: unknown) => readonly unknown[])(event, aboutOf({ id })).map((params) => ({
      action,
      params,
    })),
  );

const problemOf = ({ action, params }: { action: string; params: unknown }) =>
  actions[action]?.params.validate(params).error;

const lives: readonly (readonly OrderCommand[])[] = [
  [place(), reserve, cancel],
  [place({ number: '536365' }), reserve, cancel],
  [...confirmed, refund(690), cancelPart(), partCancelled('v1'), partCancelled('v2')],
];

describe('whatever an order asks of others is what they take', () => {
  test.each(lives)('%#', (...life) => {
    const asks = story(...life).flatMap((event: OrderEvent) =>
      asksOf(orderFlow, `orders.${event.type}`, event, orderId),
    );
    expect(asks.length).toBeGreaterThan(3);
    for (const ask of asks) expect([ask.action, problemOf(ask)]).toEqual([ask.action, undefined]);
  });
  test('also what a cart asks', () => {
    const event = lastOf('checkedOut', ...filled, checkout(5_400));
    const asks = asksOf(cartFlow, 'carts.checkedOut', event, cartId);
    expect(asks.map(problemOf)).toEqual([undefined]);
    const confirmation = story(...confirmed).at(-1);
    expect(confirmation && asksOf(cartFlow, 'orders.confirmed', confirmation, orderId).map(problemOf)).toEqual([
      undefined,
    ]);
  });
});

describe.each([ordersContract, cartsContract])('the contract of $area', ({ actions: own, codes }) => {
  const all = Object.entries(own);
  test('shows examples that its own schemas take', () => {
    for (const [name, { rest, params, result, example }] of all) {
      expect([name, rest === undefined || example !== undefined]).toEqual([name, true]);
      if (!example) continue;
      expect([name, params.validate(example.params).error]).toEqual([name, undefined]);
      expect([name, result?.validate(example.result).error]).toEqual([name, undefined]);
    }
  });
  test('explains every refusal in one sentence', () => {
    const known = { ...cartsContract.codes, ...codes };
    for (const [name, { refusals = [] }] of all) {
      for (const code of refusals) expect([name, code, code in known]).toEqual([name, code, true]);
    }
  });
});

test('whatever a shopper is told when an order is cancelled has its sentence', () => {
  for (const reason of cancelReasons) expect(ordersContract.codes).toHaveProperty(reason);
});

test('an order has 1 to 2 000 lines', () => {
  const { order } = place() as Extract<OrderCommand, { type: 'place' }>;
  const withLines = (count: number) => ({ ...order, lines: Array.from({ length: count }, () => order.lines[0]) });
  const isTaken = (count: number) => problemOf({ action: 'orders.place', params: withLines(count) }) === undefined;
  expect([0, 1, 2_000, 2_001].map(isTaken)).toEqual([false, true, true, false]);
});

test('nobody asks for a refund of nothing, or of a part of a penny', () => {
  const asked = (amount: number) => ({
    action: 'orders.refund',
    params: { id: orderId, reason: 'late', amount: { amount, currency: 'GBP' } },
  });
  expect([1, 0, -1, 0.5, Number.MAX_SAFE_INTEGER].map((amount) => problemOf(asked(amount)) === undefined)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
