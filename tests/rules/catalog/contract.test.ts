import { describe, expect, test } from '@jest/globals';
import { categories } from '../../../actors/catalog/category.ts';
import { catalogContract } from '../../../actors/catalog/contract.schemas.ts';
import { asked, id, sku } from './product.story.ts';

const { actions, codes } = catalogContract;

const wrongFields = (name: 'catalog.create' | 'catalog.change', params: unknown): string[] => {
  const { error } = actions[name].params.validate(params, { abortEarly: false });
  return (error?.details ?? []).map(({ path }) => path.join('.'));
};
const wrongInNew = (fields: object) => wrongFields('catalog.create', { ...asked, ...fields });
const variant = asked.variants[0];

test('examples are what their contracts promise', () => {
  for (const [name, { example, params, result, rest }] of Object.entries(actions)) {
    if (!rest) continue;
    expect([name, params.validate(example?.params).error]).toEqual([name, undefined]);
    expect([name, result?.validate(example?.result).error]).toEqual([name, undefined]);
  }
});

test('every refusal of an action has its sentence, and every sentence its refusal', () => {
  const named = new Set(Object.values(actions).flatMap(({ refusals = [] }) => refusals));
  expect([...named].sort()).toEqual(Object.keys(codes).sort());
  expect(categories.type).toBe('categories');
});

describe('a new product', () => {
  test('may have all there is, up to its bounds', () => {
    expect(wrongInNew({})).toEqual([]);
    expect(wrongInNew({ title: 'x'.repeat(200), description: 'x'.repeat(10_000), categoryIds: ['cat_1'] })).toEqual([]);
    expect(
      wrongInNew({
        attributes: { a: 'x', b: 1.5, c: false, d: ['x', 'y'] },
        images: [{ url: 'https://x.example/a.jpg' }],
      }),
    ).toEqual([]);
    expect(wrongInNew({ options: { 'Größe (EU)': ['42'], '👟': ['x'], ['x'.repeat(50)]: ['y'] } })).toEqual([]);
    expect(wrongInNew({ variants: Array(100).fill({ prices: {} }) })).toEqual([]);
  });
  test('is told every wrong field at once', () => {
    const wrong = {
      title: ' ',
      handle: 'Not A Handle',
      images: [{ url: 'ftp://x.example/a' }],
      colour: 'red',
      variants: [],
    };
    expect(wrongInNew(wrong).sort()).toEqual(['colour', 'handle', 'images.0.url', 'title', 'variants']);
  });
  test.each([
    ['title', { title: 'x'.repeat(201) }],
    ['description', { description: 'x'.repeat(10_001) }],
    ['handle', { handle: 'x'.repeat(81) }],
    ['images.0.url', { images: [{ url: `https://x.example/${'x'.repeat(2_000)}` }] }],
    ['images.0.url', { images: [{ url: 'javascript:alert(1)' }] }],
    ['images.0.url', { images: [{ url: '/v1/media/demo/../../etc/passwd' }] }],
    ['images.0.alt', { images: [{ url: 'https://x.example/a', alt: 'x'.repeat(301) }] }],
    ['images', { images: Array(21).fill({ url: 'https://x.example/a' }) }],
    ['attributes', { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`a${n}`, n])) }],
    ['attributes.a', { attributes: { a: {} } }],
    ['attributes.a', { attributes: { a: null } }],
    ['options', { options: { a: ['x'], b: ['x'], c: ['x'], d: ['x'] } }],
    ['options. a', { options: { ' a': ['x'] } }],
    ['attributes.', { attributes: { '': 'x' } }],
    [`attributes.${'x'.repeat(51)}`, { attributes: { ['x'.repeat(51)]: 'x' } }],
    ['options.a', { options: { a: [] } }],
    ['options.a', { options: { a: Array.from({ length: 51 }, (_, n) => `${n}`) } }],
    ['options.a.1', { options: { a: ['x', 'x'] } }],
    ['variants', { variants: Array(101).fill({ prices: {} }) }],
    ['variants.1', { variants: [variant, variant] }],
    ['variants.0.prices', { variants: [{ vendorSku: 'x' }] }],
    ['variants.0.prices.EUR', { variants: [{ prices: { EUR: -1 } }] }],
    ['variants.0.prices.EUR', { variants: [{ prices: { EUR: 0.5 } }] }],
    ['variants.0.prices.EUR', { variants: [{ prices: { EUR: 1_000_000_000_001 } }] }],
    ['variants.0.prices.euro', { variants: [{ prices: { euro: 1 } }] }],
    ['variants.0.vendorSku', { variants: [{ vendorSku: 'x'.repeat(65), prices: {} }] }],
    ['variants.0.sku', { variants: [{ sku: sku(1), prices: {} }] }],
    ['categoryIds.1', { categoryIds: ['cat_1', 'cat_1'] }],
    ['status', { status: 'published' }],
  ])('is refused for %s', (field, fields) => {
    expect(wrongInNew(fields)).toEqual([field]);
  });
  test('cannot reach the nature of objects with a name', () => {
    const reach = JSON.parse('{"attributes":{"__proto__":"x"},"options":{"__proto__":["x"]}}') as object;
    const { value, error } = actions['catalog.create'].params.validate({ ...asked, ...reach }, { abortEarly: false });
    expect(error !== undefined || Object.keys(value?.attributes ?? {}).length === 0).toBe(true);
  });
});

describe('a change', () => {
  test('may name each variant once', () => {
    expect(wrongFields('catalog.change', { id, variants: [{ sku: sku(1) }, { prices: {} }, { prices: {} }] })).toEqual(
      [],
    );
    expect(wrongFields('catalog.change', { id, variants: [{ sku: sku(1) }, { sku: sku(1) }] })).toEqual(['variants.1']);
  });
  test('moves no product to another vendor and into no status', () => {
    expect(wrongFields('catalog.change', { id, vendorId: 'ven_2', status: 'published' })).toEqual([
      'vendorId',
      'status',
    ]);
  });
});
