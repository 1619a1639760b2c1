import { describe, expect, test } from '@jest/globals';
import type { ProductEvent } from '../../../actors/catalog/contract.ts';
import { type ProductCommand, type ProductRefusal, product } from '../../../actors/catalog/product.ts';
import { given } from '../given.ts';
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
  refused,
  shirt,
  sku,
} from './product.story.ts';

type Row = readonly [why: string, before: readonly ProductEvent[], command: ProductCommand, code: ProductRefusal];

const unpriced = { ...shirt, variants: shirt.variants.map((variant) => ({ ...variant, prices: {} })) };
const draftedUnpriced = [proposed(1, unpriced), { type: 'accepted', product: unpriced, dropped: [] } as const];
const dead = [proposed(), refused(1, handle('blue-shirt'))];
const deadCode = [proposed(), refused(1, code('BS-S'))];
const large = { Size: 'XL' };
const twice = { sku: sku(2), options: { Size: 'S' }, vendorSku: 'BS-S' };

/** Each row is also wrong in every way that the rows of its group below it are: the first of the order answers. */
const rows: readonly Row[] = [
  ['over the limit', [], create({ ...asked, options: {} }, { limit: true, taken: [handle('x')] }), 'LIMIT_REACHED'],
  ['a handle taken', [], create({ ...asked, options: {} }, { taken: [code('BS-S'), handle('x')] }), 'HANDLE_TAKEN'],
  ['a code taken', [], create({ ...asked, options: {} }, { taken: [code('BS-S')] }), 'VENDOR_SKU_TAKEN'],
  ['an unknown option', [], create({ ...asked, options: { Fit: ['slim'] } }), 'OPTION_UNKNOWN'],

  [
    'a change that waits',
    [...drafted, proposed(2)],
    change({ variants: [{ sku: 'x' }] }, handle('y')),
    'CHANGE_PENDING',
  ],
  ['a product that waits', [proposed()], change({ title: 'x' }), 'CHANGE_PENDING'],
  ['no product', [], change({ variants: [{ sku: 'x' }] }, handle('y')), 'UNKNOWN_PRODUCT'],
  ['a handle taken', drafted, change({ variants: [{ sku: 'x' }] }, handle('y')), 'HANDLE_TAKEN'],
  ['a code taken', drafted, change({ variants: [{ sku: 'x' }] }, code('y')), 'VENDOR_SKU_TAKEN'],
  ['an unknown sku', drafted, change({ variants: [{ sku: 'x', options: { Fit: 'slim' } }] }), 'SKU_UNKNOWN'],
  [
    'too many variants',
    drafted,
    change({ variants: Array(99).fill({ options: { Fit: 'slim' } }) }),
    'TOO_MANY_VARIANTS',
  ],
  ['an unknown option', drafted, change({ variants: [{ sku: sku(1), options: { Fit: 'slim' } }] }), 'OPTION_UNKNOWN'],
  ['a missing option', drafted, change({ variants: [{ sku: sku(1), options: {} }] }), 'OPTION_MISSING'],
  ['an unknown value', drafted, change({ variants: [{ sku: sku(1), options: large }, twice] }), 'OPTION_VALUE_UNKNOWN'],
  ['two variants alike', drafted, change({ variants: [twice] }), 'VARIANT_TWICE'],
  [
    'two variants with one code',
    drafted,
    change({ variants: [{ sku: sku(2), vendorSku: 'BS-S' }] }),
    'VENDOR_SKU_TAKEN',
  ],
  ['an option that is gone', drafted, change({ options: { Fit: ['slim'] } }), 'OPTION_UNKNOWN'],
  ['an option that is new', drafted, change({ options: { Size: ['S', 'M'], Fit: ['slim'] } }), 'OPTION_MISSING'],

  ['a product that waits', [proposed()], publish(false), 'CHANGE_PENDING'],
  ['no product', [], publish(false), 'UNKNOWN_PRODUCT'],
  ['a product whose handle was taken', dead, publish(false), 'HANDLE_TAKEN'],
  ['a product one of whose codes was taken', deadCode, publish(false), 'VENDOR_SKU_TAKEN'],
  ['a vendor that is not approved', draftedUnpriced, publish(false), 'VENDOR_NOT_APPROVED'],
  ['no price', draftedUnpriced, publish(), 'NOT_SELLABLE'],

  ['a product that waits', [proposed()], archive, 'CHANGE_PENDING'],
  ['no product', [], archive, 'UNKNOWN_PRODUCT'],
  ['a product whose handle was taken', dead, archive, 'HANDLE_TAKEN'],
  ['a product one of whose codes was taken', deadCode, archive, 'VENDOR_SKU_TAKEN'],
];

describe('a command is refused for the first reason in the documented order', () => {
  test.each(rows.map(([why, before, command, refusal]) => [command.type, why, refusal, before, command] as const))(
    '%s, %s: %s',
    (_, __, refusal, before, command) => {
      given(product, ...before)
        .when(command)
        .rejects(refusal);
    },
  );
});

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
