import { describe, expect, test } from '@jest/globals';
import { readQuery, writeQuery } from '../../../../gateway/web/frame/query.ts';
import { filtersOf, findingOf, narrowed } from '../../../../gateway/web/shop/find/finding.ts';
import { entriesOf, nextActive } from '../../../../gateway/web/shop/find/suggested.ts';

describe('an address', () => {
  test('says what a list shows, and is read back as it was written', () => {
    const finding = {
      q: 'tea & milk',
      category: 'kitchen',
      minPrice: 100,
      maxPrice: 999,
      inStock: true,
      sort: '-price',
    } as const;
    expect(findingOf(readQuery(writeQuery(finding)))).toEqual(finding);
  });

  test.each([
    ['?minPrice=cheap&maxPrice=-1&inStock=maybe&sort=random&q=%20&page=7', {}],
    [`?q=${'a'.repeat(300)}`, { q: 'a'.repeat(200) }],
    ['?sort=relevance', {}],
  ])('%s is taken for what it can mean', (search, finding) => {
    expect(findingOf(readQuery(search))).toEqual(finding);
  });

  test('without anything is the bare page', () => {
    expect(writeQuery({ q: '', category: undefined })).toBe('');
  });
});

test('a filter is set beside the others, and cleared without a trace', () => {
  const finding = narrowed({ q: 'mug' }, { category: 'kitchen', minPrice: 100 });
  expect(finding).toEqual({ q: 'mug', category: 'kitchen', minPrice: 100 });
  expect(filtersOf(finding)).toBe(2);
  expect(narrowed(finding, { category: undefined, minPrice: undefined })).toEqual({ q: 'mug' });
});

test('suggestions say where to look before what to buy', () => {
  const one = { id: '1', handle: 'h', name: 'N' };
  const products = [{ id: '2', handle: 'mug', title: 'Mug', image: '/m.svg' }];
  expect(entriesOf({ products, categories: [one], vendors: [one] })).toEqual([
    { path: '/categories/h', text: 'N', kind: 'category' },
    { path: '/shops/h', text: 'N', kind: 'shop' },
    { path: '/products/mug', text: 'Mug', kind: 'product', image: '/m.svg' },
  ]);
  expect(entriesOf(undefined)).toEqual([]);
});

test('the arrow keys walk through the field and all suggestions, round and round', () => {
  expect([-1, 0, 1].map((place) => nextActive(place, 'ArrowDown', 2))).toEqual([0, 1, -1]);
  expect([-1, 0, 1].map((place) => nextActive(place, 'ArrowUp', 2))).toEqual([1, -1, 0]);
});
