import { describe, expect, test } from '@jest/globals';
import { product } from '../../../actors/catalog/product.ts';
import { given } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import {
  archive,
  asked,
  change,
  code,
  create,
  drafted,
  handle,
  proposed,
  publish,
  published,
  refused,
  shirt,
  sku,
} from './product.story.ts';

const unpriced = { ...shirt, variants: shirt.variants.map((variant) => ({ ...variant, prices: {} })) };
const draftedUnpriced = [proposed(1, unpriced), { type: 'accepted', product: unpriced, dropped: [] } as const];
const dead = [proposed(), refused(1, handle('blue-shirt'))];
const deadCode = [proposed(), refused(1, code('BS-S'))];
const large = { Size: 'XL' };
const twice = { sku: sku(2), options: { Size: 'S' }, vendorSku: 'BS-S' };

const wrongNow = { options: {}, title: 'x' };

refusesInOrder(
  product,
  'limit, names known to be taken, variants',
  ['limit', [], create({ ...asked, options: {} }, { limit: true, taken: [handle('x')] }), 'LIMIT_REACHED'],
  [
    'names known to be taken',
    [],
    create({ ...asked, ...wrongNow }, { taken: [code('BS-S'), handle('x')] }),
    'HANDLE_TAKEN',
  ],
  ['names known to be taken', [], create({ ...asked, ...wrongNow }, { taken: [code('BS-S')] }), 'VENDOR_SKU_TAKEN'],
  ['variants', [], create({ ...asked, options: { Fit: ['slim'] } }), 'OPTION_UNKNOWN'],
);

const strange = { variants: [{ sku: 'x', options: { Fit: 'slim' } }] };

refusesInOrder(
  product,
  'pending, unknown, names known to be taken, sku unknown, variants',
  ['pending', [...drafted, proposed(2)], change(strange, handle('y')), 'CHANGE_PENDING'],
  ['pending', [proposed()], change({ title: 'x' }), 'CHANGE_PENDING'],
  ['unknown', [], change(strange, handle('y')), 'UNKNOWN_PRODUCT'],
  ['names known to be taken', drafted, change(strange, handle('y')), 'HANDLE_TAKEN'],
  ['names known to be taken', drafted, change(strange, code('y')), 'VENDOR_SKU_TAKEN'],
  ['sku unknown', drafted, change(strange), 'SKU_UNKNOWN'],
  ['variants', drafted, change({ options: { Fit: ['slim'] } }), 'OPTION_UNKNOWN'],
  ['variants', drafted, change({ options: { Size: ['S', 'M'], Fit: ['slim'] } }), 'OPTION_MISSING'],
);

const slim = { options: { Fit: 'slim' } };

refusesInOrder(
  product,
  'too many variants, option unknown, option missing, value unknown, two alike, a code twice',
  ['too many variants', drafted, change({ variants: Array(99).fill(slim) }), 'TOO_MANY_VARIANTS'],
  ['option unknown', drafted, change({ variants: [{ sku: sku(1), ...slim }] }), 'OPTION_UNKNOWN'],
  ['option missing', drafted, change({ variants: [{ sku: sku(1), options: {} }] }), 'OPTION_MISSING'],
  ['value unknown', drafted, change({ variants: [{ sku: sku(1), options: large }, twice] }), 'OPTION_VALUE_UNKNOWN'],
  ['two alike', drafted, change({ variants: [twice] }), 'VARIANT_TWICE'],
  ['a code twice', drafted, change({ variants: [{ sku: sku(2), vendorSku: 'BS-S' }] }), 'VENDOR_SKU_TAKEN'],
);

refusesInOrder(
  product,
  'not accepted, published already, vendor, price',
  ['not accepted', [proposed()], publish(false), 'CHANGE_PENDING'],
  ['published already', [...drafted, published], publish(false), 'nothing'],
  ['vendor', draftedUnpriced, publish(false), 'VENDOR_NOT_APPROVED'],
  ['price', draftedUnpriced, publish(), 'NOT_SELLABLE'],
);

refusesInOrder(
  product,
  'pending, unknown, names taken',
  ['pending', [...dead, proposed(2)], archive, 'CHANGE_PENDING'],
  ['unknown', [], archive, 'UNKNOWN_PRODUCT'],
  ['names taken', dead, archive, 'HANDLE_TAKEN'],
  ['names taken', deadCode, archive, 'VENDOR_SKU_TAKEN'],
);

describe('a refusal says which', () => {
  test('option, value and variant', () => {
    const { when } = given(product, ...drafted);
    when(change({ variants: [{ sku: sku(1), options: large }] })).rejects('OPTION_VALUE_UNKNOWN', {
      sku: sku(1),
      option: 'Size',
      value: 'XL',
    });
    when(change({ variants: [twice] })).rejects('VARIANT_TWICE', { sku: sku(2), options: { Size: 'S' } });
    when(change({ variants: [{ sku: 'prod_x-1' }] })).rejects('SKU_UNKNOWN', { sku: 'prod_x-1' });
  });
  test('even when an option is called like something every object has', () => {
    given(product, ...drafted)
      .when(change({ variants: [{ sku: sku(1), options: { Size: 'S', constructor: 'x' } }] }))
      .rejects('OPTION_UNKNOWN', { sku: sku(1), option: 'constructor' });
  });
  test('vendor', () => {
    given(product, ...drafted)
      .when(publish(false))
      .rejects('VENDOR_NOT_APPROVED', { vendorId: 'ven_1' });
  });
});

test('a product without options has one variant', () => {
  const two = { ...asked, options: {}, variants: [{ prices: {} }, { prices: {} }] };
  given(product).when(create(two)).rejects('VARIANT_TWICE');
  expect(given(product).state().proposals).toBe(0);
});
