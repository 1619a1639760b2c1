import { describe, expect, test } from '@jest/globals';
import { type CatalogCtx, changing, creation, publication } from '../../../actors/catalog/checks.service.ts';
import type { NewProduct } from '../../../actors/catalog/contract.ts';
import { type Caller, internalCaller } from '../../../actors/runtime/caller.ts';
import { asked, code, gift, handle, id, shirt } from './product.story.ts';

type Calls = Readonly<Record<string, (params: never) => unknown>>;

const owner: Caller = { kind: 'account', accountId: 'acc_1', roles: [], staff: { ven_1: 'owner' } };
const names: Readonly<Record<string, string>> = { 'blue-shirt': `${id}-p1`, 'BS-S': 'prod_other-p2' };

const others: Calls = {
  'catalog.unknownCategories': ({ ids }: { ids: readonly string[] }) => ({
    unknown: ids.filter((one) => one !== 'cat_1'),
  }),
  'catalog.product': () => shirt,
  'claims.owner': ({ value }: { value: string }) => (names[value] ? { owner: names[value] } : {}),
  'tenants.terms': () => ({ terms: { limits: { products: 10 } } }),
  'vendors.terms': ({ vendorIds }: { vendorIds: readonly string[] }) => ({
    vendors: vendorIds.filter((one) => one === 'ven_1').map((vendorId) => ({ vendorId, status: 'applied' })),
  }),
};

function ctxOf(caller: Caller, calls: Calls = others, products: readonly number[] = [4, 5]) {
  const called: string[] = [];
  const ctx = {
    tenantId: 'acme',
    caller,
    call: async (name: string, params: never) => {
      called.push(name);
      return calls[name]?.(params);
    },
    find: async () => ({ rows: products.map((count) => ({ tenantId: 'acme', products: count })) }),
  };
  return { ctx: ctx as unknown as CatalogCtx, called };
}

const create = (product: NewProduct, calls?: Calls, products?: readonly number[]) =>
  creation('prod_new', product, ctxOf(owner, calls, products).ctx);

describe('before a product is made', () => {
  test('its names are looked up, and those of others are told', async () => {
    expect(await create(asked)).toMatchObject({ taken: [handle('blue-shirt'), code('BS-S')], isLimitReached: false });
  });
  test('names it made in an earlier try of the same command are its own', async () => {
    expect(await creation(id, asked, ctxOf(owner).ctx)).toMatchObject({ taken: [code('BS-S')] });
  });
  test('names that Souk will make are not looked up', async () => {
    const { ctx, called } = ctxOf(owner);
    expect(await creation('prod_new', gift, ctx)).toMatchObject({ taken: [] });
    expect(called).not.toContain('claims.owner');
  });
  test("the counts of all partitions together are held against the plan's limit", async () => {
    expect(await create(gift, others, [4, 5])).toMatchObject({ isLimitReached: false });
    expect(await create(gift, others, [4, 6])).toMatchObject({ isLimitReached: true });
    expect(await create(gift, { ...others, 'tenants.terms': () => ({}) })).toMatchObject({ isLimitReached: true });
  });
  test('every category that is not there is named', async () => {
    await expect(create({ ...gift, categoryIds: ['cat_2', 'cat_1', 'cat_3'] })).rejects.toMatchObject({
      type: 'VALIDATION',
      data: { fields: [{ field: 'categoryIds.0' }, { field: 'categoryIds.2' }] },
    });
  });
  test('its vendor must be there', async () => {
    await expect(create({ ...gift, vendorId: 'ven_2' })).rejects.toMatchObject({ class: 'NotFound' });
  });
  test('the runtime itself is asked nothing', async () => {
    const { ctx, called } = ctxOf(internalCaller);
    expect(await creation('prod_new', asked, ctx)).toMatchObject({ taken: [], isLimitReached: false });
    expect(called).toEqual([]);
  });
});

describe('before a product is changed', () => {
  test('its own names are not held against it', async () => {
    const change = { id, handle: 'blue-shirt', variants: [{ vendorSku: 'BS-S' }] };
    expect(await changing(change, ctxOf(owner).ctx)).toEqual({ type: 'change', change, taken: [code('BS-S')] });
  });
  test('nobody is asked when no name changes', async () => {
    const { ctx, called } = ctxOf(owner);
    await changing({ id, title: 'Navy' }, ctx);
    expect(called).toEqual([]);
  });
  test('its new categories must be there', async () => {
    await expect(changing({ id, categoryIds: ['cat_2'] }, ctxOf(owner).ctx)).rejects.toMatchObject({
      type: 'VALIDATION',
    });
  });
});

describe('before a product is published', () => {
  test.each([
    ['approved', true],
    ['applied', false],
    ['suspended', false],
  ])('its vendor is %s: %s', async (status, isVendorApproved) => {
    const calls = { ...others, 'vendors.terms': () => ({ vendors: [{ vendorId: 'ven_1', status }] }) };
    expect(await publication(id, ctxOf(owner, calls).ctx)).toEqual({ type: 'publish', isVendorApproved });
  });
  test('the runtime itself is believed', async () => {
    expect(await publication(id, ctxOf(internalCaller).ctx)).toEqual({ type: 'publish', isVendorApproved: true });
  });
});
