import { describe, expect, test } from '@jest/globals';
import { cart } from '../../../actors/carts/cart.ts';
import type { CartCommand } from '../../../actors/carts/cart-state.ts';
import { given, testTime } from '../given.ts';
import { checkout, filled, lamp, lifetimeMs, remove, set, story, thaw } from './cart.story.ts';

describe('a cart lives on with every change', () => {
  const later = testTime + 1_000;
  test('and asks to be reminded when that life ends', () => {
    const expiresAt = later + lifetimeMs;
    given(cart, ...story(...filled))
      .when(set(3), later)
      .emits({ type: 'lineSet', at: later, expiresAt });
    given(cart, ...story(...filled))
      .when(remove(), later)
      .emits({ type: 'lineRemoved', at: later, expiresAt });
    const reminder = { dueAt: expiresAt, delay: lifetimeMs, command: { type: 'expire', expiresAt } };
    expect(cart.reminders?.lineRemoved?.({ type: 'lineRemoved', sku: 'cup', at: later, expiresAt })).toEqual([
      reminder,
    ]);
  });
  test('so that the reminder of an earlier one finds nothing to do', () => {
    const old: CartCommand = { type: 'expire', expiresAt: testTime + lifetimeMs };
    given(cart, ...story(...filled))
      .when(old)
      .emits({ type: 'expired' });
    const lineSet = {
      type: 'lineSet',
      line: { ...lamp, unitPrice: 1 },
      quantity: 1,
      at: later,
      expiresAt: later + lifetimeMs,
    } as const;
    given(cart, ...story(...filled), lineSet)
      .when(old)
      .emitsNothing();
  });
  test('and does not end while an order is made of it', () => {
    const due: CartCommand = { type: 'expire', expiresAt: testTime + lifetimeMs };
    given(cart, ...story(...filled, checkout(5_400)))
      .when(due)
      .emitsNothing();
    given(cart, ...story(...filled, checkout(5_400)))
      .when(thaw(), later)
      .emits({ type: 'thawed', expiresAt: later + lifetimeMs });
  });
});
