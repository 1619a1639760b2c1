import { describe, expect, test } from '@jest/globals';
import { order } from '../../../actors/orders/order.ts';
import { shownOrder } from '../../../actors/orders/order-shown.ts';
import type { OrderCommand } from '../../../actors/orders/order-state.ts';
import { ordersService } from '../../../actors/orders/orders.service.ts';
import { anyone, type Caller, internalCaller, type Owner } from '../../../actors/runtime/caller.ts';
import { given, testTime } from '../given.ts';
import { cancel, confirmed, gbp, orderId, place, reserve, story } from './order.story.ts';

const { handlers } = ordersService({ payTimeoutMs: 900_000 });
type Answers = Readonly<Record<string, (params: never) => unknown>>;
type Task = {
  run(params: unknown, ctx: unknown): Promise<unknown>;
  spec: { owner(params: unknown, ctx: unknown): Promise<Owner> };
};
const taskOf = (name: string) => handlers[name] as unknown as Task;
const paid = given(order, ...story(...confirmed)).state;
const ada: Caller = { kind: 'account', accountId: 'ada', roles: [], staff: {} };
const operator: Caller = { ...ada, accountId: 'op', roles: ['operator'] };
const seller: Caller = { ...ada, accountId: 'vic', staff: { v1: 'owner' } };

/** What a task may use: answers by action, and the calls it made. */
function ctxOf(answers: Answers, caller: Caller = ada, rows: readonly object[] = []) {
  const called: string[] = [];
  const queries: object[] = [];
  const ctx = {
    tenantId: 'acme',
    caller,
    now: () => testTime,
    newId: (prefix: string) => `${prefix}_new`,
    call: async (name: string, params: never) => {
      called.push(name);
      return answers[name]?.(params);
    },
    find: async (_view: unknown, query: object) => {
      queries.push(query);
      return { rows, next: 'more' };
    },
    history: async () => [
      { version: 1, at: testTime, by: 'souk', events: story(place()) },
      { version: 9, at: testTime, by: 'ada', events: [{ type: 'partCancelAsked', vendorId: 'v1', note: 'too late' }] },
    ],
  };
  return { ctx, called, queries };
}

describe('a checkout', () => {
  const asked = { cartId: 'cart_1', expectedTotal: gbp(6_900) };
  const shown = (...commands: readonly OrderCommand[]) => shownOrder(given(order, ...story(...commands)).state());
  const buy = (outcome: object, params: object = asked) => {
    const answers = {
      'carts.checkout': () => ({ orderId }),
      'orders.decided': () => outcome,
      'orders.begun': () => outcome,
    };
    const { ctx, called } = ctxOf(answers);
    return { answer: taskOf('orders.checkout').run(params, ctx), called };
  };
  test('answers with the order once it is confirmed', async () => {
    const { answer, called } = buy({ order: shown(...confirmed) });
    expect(await answer).toMatchObject({ id: orderId, status: 'confirmed' });
    expect(called).toEqual(['carts.checkout', 'orders.decided']);
  });
  test('that nobody waits for answers as soon as the order is placed', async () => {
    const { answer, called } = buy({ order: shown(place()) }, { ...asked, wait: false });
    expect(await answer).toMatchObject({ status: 'placed' });
    expect(called).toEqual(['carts.checkout', 'orders.begun']);
  });
  test('that is undecided when the time is up shows the order as it stands', async () => {
    expect(await buy({ order: shown(place(), reserve) }).answer).toMatchObject({ status: 'reserved' });
  });
  test('that was cancelled says why, once the cart is open again', async () => {
    const { answer, called } = buy({ order: shown(place(), cancel) });
    await expect(answer).rejects.toMatchObject({
      class: 'Rejected',
      type: 'PAYMENT_DECLINED',
      data: { orderId, refusals: [] },
    });
    expect(called).toEqual(['carts.checkout', 'orders.decided', 'carts.thawed']);
  });
  test('that could not be placed says why', async () => {
    const refusal = { code: 'VENDOR_NOT_SELLING', details: { vendorId: 'v1' } };
    await expect(buy({ refusal }).answer).rejects.toMatchObject({
      type: 'VENDOR_NOT_SELLING',
      data: { orderId, vendorId: 'v1' },
    });
    const unknown = { code: 'VALIDATION', details: {} };
    await expect(buy({ refusal: unknown }).answer).rejects.toMatchObject({
      class: 'Rejected',
      type: 'ORDER_REFUSED',
      data: { code: 'VALIDATION' },
    });
  });
  test('that is not even placed in time may be asked for again', async () => {
    await expect(buy({}).answer).rejects.toMatchObject({ type: 'NOT_PLACED_YET', retryable: true });
  });
  test('is for the holder of the cart', async () => {
    const ownerOf = (cart: object) =>
      taskOf('orders.checkout').spec.owner(asked, ctxOf({ 'carts.cart': () => cart }).ctx);
    expect(await ownerOf({ id: 'cart_1', customerId: 'ada' })).toEqual({ customerId: 'ada' });
    expect(await ownerOf({ id: 'cart_1' })).toEqual({ guest: 'cart:cart_1' });
  });
});

describe('an order is shown', () => {
  const answers = { 'orders.order': () => shownOrder(paid()), 'orders.settlement': () => ({ parts: ['secret'] }) };
  test('with what was done, by whom and why', async () => {
    const seen = await taskOf('orders.get').run({ id: orderId }, ctxOf(answers).ctx);
    expect(seen).toMatchObject({
      status: 'confirmed',
      timeline: [
        { version: 1, at: '2026-11-22T09:00:00.000Z', what: 'placed' },
        { version: 9, what: 'partCancelAsked', by: 'ada', note: 'too late' },
      ],
    });
  });
  test('with its settlement to the operator alone', async () => {
    expect(await taskOf('orders.get').run({ id: orderId }, ctxOf(answers).ctx)).not.toHaveProperty('settlement');
    expect(await taskOf('orders.get').run({ id: orderId }, ctxOf(answers, operator).ctx)).toHaveProperty('settlement');
  });
});

describe('a list', () => {
  const run = (name: string, params: object, caller: Caller) => {
    const { ctx, queries } = ctxOf({}, caller);
    return taskOf(name)
      .run(params, ctx)
      .then(() => queries[0]);
  };
  test("shows a shopper the own orders, and the operator everybody's", async () => {
    const where = ['acme', 'ada'];
    expect(await run('orders.list', {}, ada)).toMatchObject({
      index: 'ofCustomer',
      where,
      descending: true,
      limit: 20,
    });
    expect(await run('orders.list', { status: 'placed' }, ada)).toMatchObject({ where: [...where, 'placed'] });
    expect(await run('orders.list', { number: '1001' }, ada)).toMatchObject({ where: [...where, '1001'] });
    expect(await run('orders.list', {}, operator)).toMatchObject({ index: 'all', where: ['acme'] });
    expect(await run('orders.list', { status: 'placed' }, operator)).toMatchObject({ where: ['acme', 'placed'] });
    expect(await run('orders.list', { number: '1001', limit: 5 }, internalCaller)).toMatchObject({
      where: ['acme', '1001'],
      limit: 5,
    });
  });
  test('is nothing for visitors', async () => {
    await expect(run('orders.list', {}, anyone)).rejects.toMatchObject({ type: 'UNAUTHENTICATED' });
  });
  test("of a vendor is that vendor's alone", async () => {
    expect(await run('orders.ofVendor', { id: 'v1' }, seller)).toMatchObject({ where: ['acme', 'v1'] });
    expect(await run('orders.ofVendor', { id: 'v1', status: 'open' }, seller)).toMatchObject({
      where: ['acme', 'v1', 'open'],
    });
    expect(await taskOf('orders.ofVendor').spec.owner({ id: 'v1' }, {})).toEqual({ vendorId: 'v1' });
  });
});
