import { describe, expect, test } from '@jest/globals';
import { searchContract } from '../../../actors/search/contract.schemas.ts';

const { actions } = searchContract;
const asked = (params: unknown) => actions['search.products'].params.validate(params, { abortEarly: false });
const wrong = (params: unknown) => (asked(params).error?.details ?? []).map(({ path }) => path.join('.'));

test('examples are what their contracts promise', () => {
  for (const { example, params, result } of Object.values(actions)) {
    expect(params.validate(example?.params).error).toBeUndefined();
    expect(result?.validate(example?.result).error).toBeUndefined();
  }
});

describe('a search', () => {
  test('may ask for nothing at all', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ q: '  ' })).toEqual([]);
  });
  test('understands what a query string says', () => {
    const { value } = asked({ q: ' blue ', category: 'Shirts', minPrice: '5', inStock: 'true', limit: '7' });
    expect(value).toEqual({ q: 'blue', category: 'shirts', minPrice: 5, inStock: true, limit: 7 });
  });
  test.each([
    ['q', { q: 'x'.repeat(201) }],
    ['category', { category: '' }],
    ['minPrice', { minPrice: -1 }],
    ['maxPrice', { maxPrice: '1.5' }],
    ['inStock', { inStock: 'perhaps' }],
    ['sort', { sort: 'price; DROP TABLE products' }],
    ['limit', { limit: 101 }],
    ['cursor', { cursor: 'x'.repeat(1_001) }],
    ['colour', { colour: 'red' }],
  ])('is told what is wrong with %s', (field, params) => {
    expect(wrong(params)).toEqual([field]);
  });
});
