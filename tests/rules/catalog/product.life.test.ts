import { describe, expect, test } from '@jest/globals';
import { product } from '../../../actors/catalog/product.ts';
import { offersOf } from '../../../actors/catalog/product-state.ts';
import { given } from '../given.ts';
import {
  accept,
  archive,
  archived,
  drafted,
  handle,
  id,
  proposed,
  publish,
  published,
  refused,
  refuseNames,
  shirt,
  sku,
} from './product.story.ts';

describe('a decision', () => {
  test('that comes late or twice changes nothing', () => {
    for (const command of [accept(1), refuseNames(1, handle('blue-shirt')), accept(7)]) {
      given(product, ...drafted)
        .when(command)
        .emitsNothing();
      given(product, ...drafted, proposed(2))
        .when(command)
        .emitsNothing();
    }
  });
  test('keeps the status the product got meanwhile', () => {
    given(product, ...drafted, proposed(2, { ...shirt, title: 'New' }), published)
      .when(accept(2))
      .emits({ type: 'accepted', product: { ...shirt, title: 'New', status: 'published' } });
  });
});

describe('on sale', () => {
  test('a product is published once, and comes back from the archive', () => {
    given(product, ...drafted)
      .when(publish())
      .emits({ type: 'published', product: { ...shirt, status: 'published' } });
    given(product, ...drafted, published)
      .when(publish(false))
      .emitsNothing();
    given(product, ...drafted, archived)
      .when(publish())
      .emits({ type: 'published' });
  });
  test('it is archived once, also while a change waits', () => {
    given(product, ...drafted, published)
      .when(archive)
      .emits({ type: 'archived', product: { ...shirt, status: 'archived' } });
    given(product, ...drafted, archived)
      .when(archive)
      .emitsNothing();
    given(product, ...drafted, proposed(2))
      .when(archive)
      .emits({ type: 'archived' });
  });
  test('only what is published may be bought', () => {
    const offer = { ...shirt.variants[0], productId: id, vendorId: 'ven_1', title: 'Blue shirt' };
    expect(offersOf(given(product, ...drafted).state(), [sku(1)])).toEqual([{ ...offer, onSale: false }]);
    expect(offersOf(given(product, ...drafted, published).state(), [sku(1)])).toEqual([{ ...offer, onSale: true }]);
  });
  test('offers come in the order asked, and none for a sku that is not there', () => {
    const offers = offersOf(given(product, ...drafted).state(), [sku(2), sku(9), sku(1)]);
    expect(offers.map((offer) => offer.sku)).toEqual([sku(2), sku(1)]);
    expect(offersOf(given(product).state(), [sku(1)])).toEqual([]);
    expect(offersOf(given(product, proposed(), refused(1)).state(), [sku(1)])).toEqual([]);
  });
});
