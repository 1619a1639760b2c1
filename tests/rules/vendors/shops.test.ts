import { expect, test } from '@jest/globals';
import { vendorsContract } from '../../../actors/vendors/contract.schemas.ts';
import type { Vendor } from '../../../actors/vendors/contract.ts';
import { shopHandlers } from '../../../actors/vendors/shops.service.ts';

const vendor: Vendor = {
  id: 'ven_1',
  name: 'The Tailor',
  handle: 'tailor',
  description: 'Cut by hand.',
  status: 'approved',
  commissionRate: 900,
  reason: 'was late once',
  createdAt: '2026-11-22T09:00:00.000Z',
};

const ask = (name: keyof typeof shopHandlers, params: unknown, now: Vendor = vendor): Promise<unknown> => {
  const call = async (action: string, { id, value }: { id?: string; value?: string }) => {
    if (action === 'claims.owner') return value === 'tailor' ? { owner: 'ven_1' } : {};
    return { ...now, id };
  };
  const find = async () => ({ rows: [{ vendor: now }], next: 'more' });
  const run = shopHandlers[name].run as (params: unknown, ctx: unknown) => Promise<unknown>;
  return run(params, { tenantId: 'acme', call, find });
};

const shop = {
  id: 'ven_1',
  name: 'The Tailor',
  handle: 'tailor',
  description: 'Cut by hand.',
  createdAt: vendor.createdAt,
};

test('a shop is found by id and handle, and tells nothing of its terms', async () => {
  expect(await ask('vendors.shop', { idOrHandle: 'tailor' })).toEqual(shop);
  expect(await ask('vendors.shop', { idOrHandle: 'ven_1' })).toEqual(shop);
  expect(await ask('vendors.shops', {})).toEqual({ items: [shop], next: 'more' });
});

test('a shop that is not approved is none', async () => {
  await expect(ask('vendors.shop', { idOrHandle: 'nobody' })).rejects.toMatchObject({ class: 'NotFound' });
  for (const status of ['applied', 'suspended', 'rejected'] as const) {
    const asked = ask('vendors.shop', { idOrHandle: 'tailor' }, { ...vendor, status });
    await expect(asked).rejects.toMatchObject({ class: 'NotFound' });
  }
});

test('examples are what their contracts promise', () => {
  for (const name of ['vendors.shop', 'vendors.shops'] as const) {
    const { example, params, result } = vendorsContract.actions[name];
    expect(params.validate(example?.params).error).toBeUndefined();
    expect(result?.validate(example?.result).error).toBeUndefined();
  }
});
