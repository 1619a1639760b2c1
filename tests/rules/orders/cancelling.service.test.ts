import { describe, expect, test } from '@jest/globals';
import { order } from '../../../actors/orders/order.ts';
import type { OrderState } from '../../../actors/orders/order-state.ts';
import { ordersService } from '../../../actors/orders/orders.service.ts';
import type { Caller, Owner } from '../../../actors/runtime/caller.ts';
import { given } from '../given.ts';
import { cancelPart, confirmed, orderId, partKept, partShipped, story } from './order.story.ts';

type Spec = {
  command(params: unknown, ctx: unknown): unknown;
  owner(state: OrderState, params: object): Owner | undefined;
  answer(state: OrderState, params: object): unknown;
  until(state: OrderState): boolean;
};

const ada: Caller = { kind: 'account', accountId: 'ada', roles: [], staff: {} };
const operator: Caller = { ...ada, accountId: 'op', roles: ['operator'] };
const seller: Caller = { ...ada, accountId: 'vic', staff: { v1: 'owner' } };
const { handlers } = ordersService({ payTimeoutMs: 900_000 });
const specOf = (name: string): Spec => (handlers[name] as unknown as { readonly spec: Spec }).spec;
const { command, answer, until } = specOf('orders.cancelByRequest');
const ofVendor = specOf('orders.cancelPart');
const refunding = specOf('orders.refundPart');
const paid = given(order, ...story(...confirmed)).state;

describe('who cancels', () => {
  test('is known by the own rights', () => {
    expect(command({ id: orderId, reason: 'twice' }, { caller: ada })).toMatchObject({ by: 'shopper', note: 'twice' });
    expect(command({ id: orderId, vendorId: 'v1' }, { caller: seller })).toMatchObject({ by: 'shopper' });
    const part = { id: orderId, vendorId: 'v1' };
    expect(ofVendor.command(part, { caller: seller })).toMatchObject({ by: 'vendor', vendorId: 'v1' });
    expect(ofVendor.command(part, { caller: operator })).toMatchObject({ by: 'operator', vendorId: 'v1' });
    expect(command({ id: orderId, vendorId: 'v1' }, { caller: operator })).toMatchObject({ by: 'operator' });
  });
  test('is of a vendor whoever works there, and of nobody where the vendor has no part', () => {
    for (const { owner } of [ofVendor, refunding]) {
      expect(owner(paid(), { vendorId: 'v1' })).toEqual({ vendorId: 'v1' });
      expect(owner(paid(), { vendorId: 'v3' })).toBeUndefined();
      expect(owner(order.initial(), { vendorId: 'v1' })).toBeUndefined();
    }
  });
  test('shows a vendor nothing of the shopper, nor of other vendors', () => {
    const asking = given(order, ...story(...confirmed, cancelPart('v1'))).state();
    const shown = JSON.stringify(ofVendor.answer(asking, { vendorId: 'v1' }));
    expect(shown).toContain('"status":"cancelling"');
    for (const secret of ['@', 'v2', 'shippingAddress']) expect(shown).not.toContain(secret);
  });
  test('waits for the fulfilments, and hears when none of them could be cancelled', () => {
    const asking = given(order, ...story(...confirmed, cancelPart('v1'))).state();
    const kept = given(order, ...story(...confirmed, cancelPart('v1'), partShipped('v1'), partKept('v1'))).state();
    expect([until(asking), until(kept)]).toEqual([false, true]);
    expect(answer(asking, { vendorId: 'v1' })).toMatchObject({ id: orderId });
    expect(() => answer(kept, { vendorId: 'v1' })).toThrow(expect.objectContaining({ type: 'ALREADY_SHIPPED' }));
  });
});
