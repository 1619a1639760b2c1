import { describe, expect, test } from '@jest/globals';
import { product } from '../../../actors/catalog/product.ts';
import { namesRefused, offersOf, shownProduct } from '../../../actors/catalog/product-state.ts';
import { given } from '../given.ts';
import {
  accept,
  accepted,
  asked,
  change,
  claimed,
  code,
  create,
  drafted,
  firstClaims,
  gift,
  handle,
  id,
  proposed,
  refused,
  refuseNames,
  shirt,
  sku,
} from './product.story.ts';

describe('a new product', () => {
  test('waits for its handle, the codes of its variants and their stock', () => {
    given(product)
      .when(create(asked))
      .emits({ type: 'proposed', proposal: 1, product: shirt, claims: firstClaims, newStock: [sku(1), sku(2)] });
  });
  test('that came without names gets some that nobody else has', () => {
    given(product)
      .when(create(gift))
      .emits({
        type: 'proposed',
        claims: claimed(1, handle('gift-wrapping-40q0m2x7'), code('gift-wrapping-40q0m2x7-1')),
        newStock: [],
      });
  });
  test('is shown as pending until it is decided', () => {
    expect(shownProduct(given(product, proposed()).state())).toMatchObject({ id, status: 'pending' });
    expect(offersOf(given(product, proposed()).state(), [sku(1)])).toEqual([]);
  });
  test('is a draft once all its names were free', () => {
    given(product, proposed()).when(accept(1)).emits({ type: 'accepted', product: shirt, dropped: [] });
    expect(shownProduct(given(product, ...drafted).state())).toEqual(shirt);
  });
  test('one of whose names was taken is refused, and gives back those it may have got', () => {
    given(product, proposed())
      .when(refuseNames(1, handle('blue-shirt')))
      .emits({
        type: 'refused',
        proposal: 1,
        taken: [handle('blue-shirt')],
        undo: firstClaims,
        newStock: [sku(1), sku(2)],
      });
  });
  test('beyond the limit of the plan is refused before anything else', () => {
    given(product)
      .when(create(asked, { limit: true, taken: [handle('blue-shirt')] }))
      .rejects('LIMIT_REACHED');
  });
  test('is refused at once for names that somebody is known to have, and told of all of them', () => {
    given(product)
      .when(create({ ...asked, options: {} }, { taken: [code('BS-S'), handle('blue-shirt')] }))
      .rejects('HANDLE_TAKEN', { handle: 'blue-shirt', vendorSkus: ['BS-S'] });
    given(product)
      .when(create(asked, { taken: [code('BS-S')] }))
      .rejects('VENDOR_SKU_TAKEN', { vendorSkus: ['BS-S'] });
  });
  test('asked for twice is one product', () => {
    given(product, proposed()).when(create(asked)).emitsNothing();
  });
});

describe('a change', () => {
  test('that needs no new name is done at once', () => {
    given(product, ...drafted)
      .when(change({ title: 'Navy shirt' }))
      .emits({ type: 'changed', product: { ...shirt, title: 'Navy shirt' } });
  });
  test('that changes nothing does nothing', () => {
    given(product, ...drafted)
      .when(change({ title: 'Blue shirt', variants: [{ sku: sku(1) }] }))
      .emitsNothing();
  });
  test('of the handle waits for the new one alone, and gives up the old one when it has it', () => {
    const renamed = { ...shirt, handle: 'navy-shirt' };
    const claims = claimed(2, handle('navy-shirt'));
    given(product, ...drafted)
      .when(change({ handle: 'navy-shirt' }))
      .emits({ type: 'proposed', proposal: 2, product: renamed, claims, newStock: [] });
    given(product, ...drafted, proposed(2, renamed, claims))
      .when(accept(2))
      .emits({ type: 'accepted', product: renamed, dropped: claimed(1, handle('blue-shirt')) });
  });
  test('back to a handle that was given up claims it again, as another owner', () => {
    const renamed = { ...shirt, handle: 'navy-shirt' };
    const claims = claimed(2, handle('navy-shirt'));
    given(product, ...drafted, proposed(2, renamed, claims), accepted(renamed, claimed(1, handle('blue-shirt'))))
      .when(change({ handle: 'blue-shirt' }))
      .emits({ type: 'proposed', proposal: 3, claims: claimed(3, handle('blue-shirt')) });
  });
  test('that adds a variant numbers it on and opens its stock', () => {
    given(product, ...drafted)
      .when(
        change({ options: { Size: ['S', 'M', 'L'] }, variants: [{ options: { Size: 'L' }, prices: { EUR: 3_000 } }] }),
      )
      .emits({ type: 'proposed', claims: claimed(2, code('blue-shirt-40q0m2x7-3')), newStock: [sku(3)] });
  });
  test('of a price leaves the other variants as they are', () => {
    given(product, ...drafted)
      .when(change({ variants: [{ sku: sku(2), prices: {} }] }))
      .emits({
        type: 'changed',
        product: {
          ...shirt,
          variants: shirt.variants.map((variant, place) => (place === 1 ? { ...variant, prices: {} } : variant)),
        },
      });
  });
  test('that lets a service keep stock opens it', () => {
    const service = { ...shirt, variants: shirt.variants.map((variant) => ({ ...variant, stocked: false })) };
    given(product, proposed(1, service), accepted(service))
      .when(change({ variants: [{ sku: sku(1), stocked: true }] }))
      .emits({ type: 'proposed', claims: [], newStock: [sku(1)] });
  });
  test('that swaps two codes asks nobody: both are its own', () => {
    given(product, ...drafted)
      .when(
        change({
          variants: [
            { sku: sku(1), vendorSku: 'BS-M' },
            { sku: sku(2), vendorSku: 'BS-S' },
          ],
        }),
      )
      .emits({ type: 'changed' });
  });
  test('that is refused leaves the product as it was', () => {
    const state = given(product, ...drafted, proposed(2, { ...shirt, handle: 'x' }), refused(2, handle('x'))).state();
    expect(shownProduct(state)).toEqual(shirt);
  });
  test('tells whoever asked for the refused name, however late they look, and nobody else', () => {
    const claims = claimed(3, handle('y'));
    const renamed = { ...shirt, handle: 'y' };
    const story = [
      ...drafted,
      proposed(2, { ...shirt, handle: 'x' }),
      refused(2, handle('x')),
      proposed(3, renamed, claims),
    ];
    expect(namesRefused(given(product, ...story).state(), [handle('x')])).toEqual([]);
    const later = given(product, ...story, accepted(renamed)).state();
    expect(namesRefused(later, [handle('x')])).toEqual([handle('x')]);
    expect(namesRefused(later, [handle('y')])).toEqual([]);
  });
  test('asking again for a refused name is a new question', () => {
    const again = proposed(3, { ...shirt, handle: 'x' }, claimed(3, handle('x')));
    const story = [...drafted, proposed(2, { ...shirt, handle: 'x' }), refused(2, handle('x')), again, accepted()];
    expect(namesRefused(given(product, ...story).state(), [handle('x')])).toEqual([]);
  });
  test('of a refused product asks for all its names anew and makes it a draft', () => {
    const claims = claimed(2, handle('shirt-2'), code('BS-S'), code('BS-M'));
    given(product, proposed(), refused(1, handle('blue-shirt')))
      .when(change({ handle: 'shirt-2' }))
      .emits({
        type: 'proposed',
        proposal: 2,
        product: { ...shirt, handle: 'shirt-2' },
        claims,
        newStock: [sku(1), sku(2)],
      });
  });
});
