import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { productOf } from '../../../actors/catalog/contract.ts';
import { claimsFor, handleFrom, skuOf, slug, vendorSkuFrom } from '../../../actors/catalog/names.ts';
import { deriveId } from '../../../actors/runtime/ids.ts';

const handlePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const productIds = fc.string().map((seed) => deriveId('prod', seed));
/** Titles in all writings there are, long ones too. */
const titles = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }));

describe('a title becomes a handle', () => {
  test.each([
    ['Größe – Café crème', 'grosse-cafe-creme'],
    ['Men’s T-Shirt (XL)', 'mens-t-shirt-xl'],
    ['ŁÓDŹ Ærø İstanbul', 'lodz-aero-istanbul'],
    ['  --50% off!--  ', '50-off'],
    ['ﬁne ①', 'fine-1'],
    ['日本の茶', ''],
  ])('%s', (title, expected) => {
    expect(slug(title, 80)).toBe(expected);
  });
  test('even when it has no Latin letter', () => {
    expect(handleFrom('日本の茶', 'prod_00000000000040q0m2x7')).toBe('product-40q0m2x7');
  });
  test('and whatever the title is, the handle is a well-formed one of at most 80 characters', () => {
    fc.assert(
      fc.property(titles, productIds, (title, productId) => {
        const handle = handleFrom(title, productId);
        expect(handle).toMatch(handlePattern);
        expect(handle.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

test('a code that nobody asked for is at most 64 characters and differs from product to product', () => {
  fc.assert(
    fc.property(titles, productIds, productIds, fc.integer({ min: 1, max: 100 }), (title, one, other, n) => {
      const code = vendorSkuFrom(handleFrom(title, one), one, n);
      expect(code).toMatch(handlePattern);
      expect(code.length).toBeLessThanOrEqual(64);
      if (one !== other) expect(vendorSkuFrom(handleFrom(title, other), other, n)).not.toBe(code);
      expect(vendorSkuFrom(slug(title, 80) || 'x', one, n)).not.toBe(vendorSkuFrom(slug(title, 80) || 'x', one, n + 1));
    }),
  );
});

describe('the product is found', () => {
  test('from its sku and from the owner of its claims', () => {
    const id = deriveId('prod', 'x');
    expect(productOf(skuOf(id, 12))).toBe(id);
    expect(claimsFor([{ kind: 'handle', value: 'x' }], id, 3).map(({ owner }) => productOf(owner))).toEqual([id]);
  });
  test('in nothing that is no sku', () => {
    expect([productOf(''), productOf('abc'), productOf('-1')]).toEqual(['', '', '']);
  });
});
