import { describe, expect, test } from '@jest/globals';
import type { Product } from '../../../actors/catalog/contract.ts';
import { productFeed } from '../../../actors/search/product.view.ts';
import { aboutOf } from '../about.ts';
import { shirt } from '../catalog/product.story.ts';

const about = aboutOf({ type: 'product', id: shirt.id });
const ofSku = aboutOf({ type: 'stock', id: `${shirt.id}-2` });
const { on } = productFeed;

const documentOf = (fields: Partial<Product>) => {
  const [change] = on['catalog.changed']?.({ type: 'changed', product: { ...shirt, ...fields } }, about) ?? [];
  return change?.type === 'product' ? change.product : undefined;
};
const [small, medium] = shirt.variants;

describe('a product in the index', () => {
  test('is the whole product, found under its tenant', () => {
    expect(documentOf({})).toMatchObject({
      tenantId: 'acme',
      productId: shirt.id,
      handle: 'blue-shirt',
      status: 'draft',
      vendorId: 'ven_1',
      createdAt: Date.parse(shirt.createdAt),
      body: shirt,
    });
  });
  test('costs what its cheapest variant costs, in each currency', () => {
    const variants = [
      { ...shirt.variants[0], prices: { EUR: 300, GBP: 250 } },
      { ...shirt.variants[1], prices: { EUR: 200, USD: 0 } },
    ] as Product['variants'];
    expect(documentOf({ variants })?.prices).toEqual({ EUR: 200, GBP: 250, USD: 0 });
    expect(documentOf({ variants: [] })?.prices).toEqual({});
  });
  test('has prices in no more currencies than the index compares', () => {
    const prices = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`C${String.fromCharCode(65 + n)}X`, n]));
    const variants = shirt.variants.map((variant) => ({ ...variant, prices }));
    expect(Object.keys(documentOf({ variants })?.prices ?? {})).toHaveLength(20);
  });
  test('can always be bought if one variant keeps no stock', () => {
    expect(documentOf({})?.alwaysInStock).toBe(false);
    const variants = [small, { ...medium, stocked: false }] as Product['variants'];
    expect(documentOf({ variants })?.alwaysInStock).toBe(true);
  });
  test('is written when it is accepted, changed, published and archived', () => {
    const accepted = on['catalog.accepted']?.({ type: 'accepted', product: shirt, dropped: [] }, about);
    const published = on['catalog.published']?.(
      { type: 'published', product: { ...shirt, status: 'published' } },
      about,
    );
    const archived = on['catalog.archived']?.({ type: 'archived', product: { ...shirt, status: 'archived' } }, about);
    expect([accepted, published, archived].map((changes) => changes?.map(({ type }) => type))).toEqual([
      ['product'],
      ['product'],
      ['product'],
    ]);
  });
});

describe('stock in the index', () => {
  test('is what every movement says is available, of the product that the sku names', () => {
    const counted = { type: 'availability', tenantId: 'acme', sku: `${shirt.id}-2`, productId: shirt.id };
    expect(on['inventory.opened']?.({ type: 'opened', vendorId: 'ven_1', available: 0 }, ofSku)).toEqual([
      { ...counted, available: 0 },
    ]);
    expect(on['inventory.reserved']?.({ type: 'reserved', orderId: 'o1', portions: [], available: 4 }, ofSku)).toEqual([
      { ...counted, available: 4 },
    ]);
  });
  test('of a sku that names no product is left out', () => {
    const stray = aboutOf({ type: 'stock', id: 'stray' });
    expect(on['inventory.opened']?.({ type: 'opened', vendorId: 'ven_1', available: 0 }, stray)).toEqual([]);
  });
});

describe('what stands around a product', () => {
  test('is the tree of categories', () => {
    const shirts = { id: 'cat_2', handle: 'shirts', name: 'Shirts', parentId: 'cat_1', path: ['cat_1', 'cat_2'] };
    const placed = { type: 'categories', tenantId: 'acme', categories: [{ id: 'cat_2', path: ['cat_1', 'cat_2'] }] };
    expect(on['catalog.categoryAdded']?.({ type: 'categoryAdded', category: shirts }, about)).toEqual([placed]);
    expect(on['catalog.categoryChanged']?.({ type: 'categoryChanged', categories: [shirts] }, about)).toEqual([placed]);
  });
  test('is its vendor, which is hidden while it is suspended', () => {
    const vendor = aboutOf({ type: 'vendor', id: 'ven_1' });
    const shown = { type: 'vendor', tenantId: 'acme', vendorId: 'ven_1' };
    expect(on['vendors.suspended']?.({ type: 'suspended', reason: 'x' }, vendor)).toEqual([
      { ...shown, isHidden: true },
    ]);
    expect(on['vendors.approved']?.({ type: 'approved', ownerId: 'acc_1' }, vendor)).toEqual([
      { ...shown, isHidden: false },
    ]);
  });
});
