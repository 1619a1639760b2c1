import { describe, expect, test } from '@jest/globals';
import type { Product } from '../../../../actors/catalog/contract.ts';
import { csvOf } from '../../../../gateway/web/frame/csv.ts';
import { namesOf } from '../../../../gateway/web/portal/names.ts';
import { fitted } from '../../../../gateway/web/portal/products/fitted.ts';
import {
  allVariants,
  changedFields,
  changeOf,
  emptyForm,
  formOf,
  newProductOf,
  optionsOf,
} from '../../../../gateway/web/portal/products/product-form.ts';
import {
  isFound,
  moved,
  movedPrices,
  pricesAsTheyWere,
  rowsOf,
  sorted,
  turned,
} from '../../../../gateway/web/portal/products/product-rows.ts';
import { shirt } from '../../catalog/product.story.ts';

const priced: Product = {
  ...shirt,
  variants: shirt.variants.map((variant, place) => ({ ...variant, prices: { GBP: 1_000 + place * 50, EUR: 7 } })),
};
const [small, medium] = priced.variants;

describe('a product as a form', () => {
  test('says, unchanged, what the product is', () => {
    const { id, title, description, categoryIds, options, handle, images, variants } = priced;
    const change = changeOf(formOf(priced, 'GBP'), priced, 'GBP');
    expect(change).toEqual({
      ...{ id, title, description, categoryIds, options, handle, images },
      variants: variants.map(({ sku, vendorSku, options: chosen, prices, stocked }) => ({
        ...{ sku, vendorSku, options: chosen, prices, stocked },
      })),
    });
  });
  test('changes the price of one currency, and takes it away where nothing is typed', () => {
    const form = formOf(priced, 'GBP');
    const [first, second] = form.variants;
    const typed = {
      ...form,
      variants: [
        { ...first, price: '12,5' },
        { ...second, price: ' ' },
      ] as typeof form.variants,
    };
    const prices = changeOf(typed, priced, 'GBP').variants?.map((variant) => variant.prices);
    expect(prices).toEqual([{ EUR: 7, GBP: 1_250 }, { EUR: 7 }]);
  });
  test('makes a new product without what nobody typed', () => {
    const form = { ...emptyForm, title: ' Mug ', variants: emptyForm.variants.map((one) => ({ ...one, price: '18' })) };
    expect(newProductOf(form, 'ven_1', 'GBP')).toEqual({
      ...{ vendorId: 'ven_1', title: 'Mug', description: '', categoryIds: [], options: {}, images: [] },
      variants: [{ options: {}, prices: { GBP: 1_800 }, stocked: true }],
    });
  });
  test('has a variant for each combination; those that are there stay as they are', () => {
    const form = formOf(priced, 'GBP');
    const options = [...form.options, { name: 'Colour', values: 'Blue,  Red, Blue' }];
    const [first] = allVariants({ options: form.options, variants: form.variants });
    expect(first?.sku).toBe(small?.sku);
    const all = allVariants({ options, variants: emptyForm.variants });
    expect(all.map(({ chosen }) => Object.values(chosen).join(' '))).toHaveLength(
      Object.values(optionsOf(options)).reduce((product, values) => product * values.length, 1),
    );
    const gone = allVariants({ options: [{ name: 'Colour', values: 'Blue' }], variants: form.variants });
    expect(gone.filter(({ sku }) => sku !== '').map(({ sku }) => sku)).toEqual([small?.sku, medium?.sku]);
  });
  test('tells what somebody else changed, and that stock has moved is no change', () => {
    const sold = { ...priced, variants: priced.variants.map((variant) => ({ ...variant, available: 3 })) };
    expect(changedFields(priced, sold)).toEqual([]);
    expect(changedFields(priced, { ...sold, title: 'Red shirt', status: 'archived' })).toEqual(['title', 'status']);
  });
});

describe('the table of products', () => {
  const service: Product = { ...priced, id: 'prod_2', title: 'A service', variants: [] };
  const stock = [{ sku: small?.sku ?? '', vendorId: 'v', held: 4, promised: 1, available: 3, warehouses: [] }];
  const rows = rowsOf([priced, service], stock, 'GBP');
  test('shows the span of prices and what is on sale of all variants', () => {
    expect(rows.map(({ prices, available }) => [prices, available])).toEqual([
      [[1_000, 1_050], 3],
      [undefined, undefined],
    ]);
  });
  test('is searched by words of title and codes', () => {
    expect(isFound(rows[0] as (typeof rows)[number], `shirt ${small?.vendorSku.slice(0, 3)}`)).toBe(true);
    expect(isFound(rows[0] as (typeof rows)[number], 'shirt trousers')).toBe(false);
  });
  test('is sorted up, down, and then as it came', () => {
    const titles = (sorting: Parameters<typeof sorted>[1]) => sorted(rows, sorting).map(({ product }) => product.title);
    const up = turned(undefined, 'title');
    expect(titles(up)).toEqual(['A service', 'Blue shirt']);
    const down = turned(up, 'title');
    expect(titles(down)).toEqual(['Blue shirt', 'A service']);
    expect(turned(down, 'title')).toBeUndefined();
    expect(titles(turned(down, 'price'))).toEqual(['A service', 'Blue shirt']);
  });
  test('moves prices by percent and takes it back', () => {
    expect([moved(1_050, 5), moved(999, -10), moved(10, -100)]).toEqual([1_103, 899, 0]);
    const change = movedPrices(priced, 'GBP', 10);
    expect(change.variants.map(({ prices }) => prices)).toEqual([
      { GBP: 1_100, EUR: 7 },
      { GBP: 1_155, EUR: 7 },
    ]);
    expect(pricesAsTheyWere(priced).variants.map(({ prices }) => prices)).toEqual(
      priced.variants.map(({ prices }) => prices),
    );
  });
});

test('a variant is called by its product and what was chosen', () => {
  expect(namesOf([priced]).get(small?.sku ?? '')).toBe(
    ['Blue shirt', ...Object.values(small?.options ?? {})].join(' · '),
  );
});

test('a picture keeps its form when it is made smaller, and is never made larger', () => {
  expect(fitted(3_200, 1_600, 1_600)).toEqual([1_600, 800]);
  expect(fitted(300, 200, 1_600)).toEqual([300, 200]);
  expect(fitted(10_000, 1, 1_600)).toEqual([1_600, 1]);
});

test('a file for spreadsheets holds no formula and every comma', () => {
  expect(csvOf([{ title: 'Mug, "big"', note: '=1+1', units: -3 }])).toBe(
    'title,note,units\r\n"Mug, ""big""",\'=1+1,-3\r\n',
  );
});
