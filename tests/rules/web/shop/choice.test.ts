import { describe, expect, test } from '@jest/globals';
import {
  choose,
  chosenVariant,
  firstChoice,
  optionsText,
  priceSpan,
  shelfOf,
  shelfOfProduct,
  shelfOfValue,
  type Variant,
  withAvailable,
} from '../../../../gateway/web/shop/product/choice.ts';

const variant = (sku: string, options: Variant['options'], available?: number, pence = 1_000): Variant => ({
  sku,
  vendorSku: sku,
  options,
  prices: { GBP: pence },
  stocked: available !== undefined,
  ...(available !== undefined && { available }),
});

const shirt = {
  variants: [
    variant('1', { Colour: 'Red', Size: 'M' }, 0),
    variant('2', { Colour: 'Red', Size: 'L' }, 3),
    variant('3', { Colour: 'Blue', Size: 'M' }, 9, 1_200),
  ],
};

describe('a shelf', () => {
  test.each([
    [0, 'gone'],
    [1, 'few'],
    [5, 'few'],
    [6, 'there'],
    [undefined, 'there'],
  ])('with %s units is %s', (available, shelf) => {
    expect(shelfOf(available)).toBe(shelf);
  });

  test('of a product is that of all its variants, and a service is always there', () => {
    expect(shelfOfProduct(shirt)).toBe('there');
    expect(shelfOfProduct({ variants: shirt.variants.slice(0, 2) })).toBe('few');
    expect(shelfOfProduct({ variants: shirt.variants.slice(0, 1) })).toBe('gone');
    expect(shelfOfProduct({ variants: [variant('4', {})] })).toBe('there');
  });
});

describe('choosing', () => {
  test('begins with what can be bought', () => {
    expect(firstChoice(shirt)).toEqual({ Colour: 'Red', Size: 'L' });
    expect(firstChoice({ variants: shirt.variants.slice(0, 1) })).toEqual({ Colour: 'Red', Size: 'M' });
    expect(firstChoice({ variants: [] })).toEqual({});
  });

  test('keeps the other options where that is made, and goes to the nearest where it is not', () => {
    expect(choose(shirt, { Colour: 'Red', Size: 'M' }, 'Colour', 'Blue')).toEqual({ Colour: 'Blue', Size: 'M' });
    expect(choose(shirt, { Colour: 'Red', Size: 'L' }, 'Colour', 'Blue')).toEqual({ Colour: 'Blue', Size: 'M' });
    expect(shelfOfValue(shirt, { Colour: 'Red', Size: 'L' }, 'Size', 'M')).toBe('gone');
    expect(shelfOfValue(shirt, { Colour: 'Blue', Size: 'M' }, 'Size', 'L')).toBe('gone');
  });

  test('tells the price from the cheapest to the dearest', () => {
    expect(priceSpan(shirt, 'GBP')).toEqual({ from: 1_000, to: 1_200 });
    expect(priceSpan(shirt, 'EUR')).toBeUndefined();
    expect(optionsText({ Colour: 'Blue', Size: 'M' })).toBe('Blue, M');
  });

  test('hears of stock while it goes on', () => {
    const choice = { Colour: 'Red', Size: 'M' };
    expect(chosenVariant(withAvailable(shirt, '1', 4), choice)?.available).toBe(4);
    expect(chosenVariant(withAvailable(shirt, 'other', 4), choice)?.available).toBe(0);
  });
});
