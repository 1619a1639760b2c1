import { describe, expect, test } from '@jest/globals';
import { drawingFacts, mostBytes } from '../../../actors/media/image.ts';
import { draw } from '../../../cli/demo/pictures/motifs.ts';
import { moreProducts, newVendors, rangeCategories, rangeOwners } from '../../../cli/demo/range/range.ts';
import { demoCategories, demoLogins, demoVendors, moreOwners } from '../../../cli/demo/shop.ts';

const vendors = [...demoVendors, ...newVendors];
const products = [...demoVendors, ...moreProducts, ...newVendors].flatMap((vendor) => vendor.products);

const twice = (values: readonly string[]): readonly string[] =>
  values.filter((value, place) => values.indexOf(value) !== place);

describe('the demo shop', () => {
  test('has a hundred products of eight vendors, each under a name of its own', () => {
    expect(products.length).toBeGreaterThanOrEqual(100);
    expect(vendors).toHaveLength(8);
    expect(twice(products.map(({ handle }) => handle))).toEqual([]);
    expect(twice(products.map(({ title }) => title))).toEqual([]);
    expect(twice(vendors.map(({ handle }) => handle))).toEqual([]);
  });
  test('puts each on a shelf that is there, for an owner who can log in', () => {
    const shelves = new Set([...demoCategories, ...rangeCategories].map(({ handle }) => handle));
    expect(products.filter(({ category }) => !shelves.has(category))).toEqual([]);
    const owners = new Set([...demoLogins, ...moreOwners, ...rangeOwners].map(({ email }) => email));
    expect(vendors.filter(({ owner }) => !owners.has(owner))).toEqual([]);
  });
  test('asks for a choice where there is one, and for none where there is none', () => {
    const odd = products.filter(({ option, variants }) => (option === undefined) !== (variants.length === 1));
    expect(odd.map(({ handle }) => handle)).toEqual([]);
    for (const { variants } of products) expect(twice(variants.map(({ value }) => value))).toEqual([]);
  });
  test('shows no two things alike', () => {
    expect(twice(products.map(({ picture }) => draw(...picture)))).toEqual([]);
  });
});

test.each(products.map(({ handle, picture }) => [handle, picture] as const))('%s has a picture', (_, picture) => {
  const drawn = draw(...picture);
  expect(drawingFacts(drawn)).toEqual({ type: 'image/svg+xml', width: 800, height: 800 });
  expect(drawn.length).toBeLessThan(mostBytes);
  // A colour or a number that came to nothing would stand in it.
  expect(drawn).not.toMatch(/NaN|undefined|<script|href/);
});
