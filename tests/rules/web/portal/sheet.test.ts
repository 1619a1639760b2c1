import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Product } from '../../../../actors/catalog/contract.ts';
import { longestSheet } from '../../../../actors/catalog/sheets.ts';
import { csvOf } from '../../../../gateway/web/frame/csv.ts';
import { parseCsv } from '../../../../gateway/web/portal/sheet/parse-csv.ts';
import { piecesOf, planSheet, sheetOf } from '../../../../gateway/web/portal/sheet/sheet.ts';
import { shirt } from '../../catalog/product.story.ts';

const priced: Product = {
  ...shirt,
  description: 'Heavy, "cut" straight,\nand long.',
  variants: shirt.variants.map((variant) => ({ ...variant, prices: { GBP: 1_800 } })),
};
const shop = { vendorId: 'ven_1', currency: 'GBP' };
const plan = (text: string) => planSheet(parseCsv(text), [priced], shop);

describe('a file of lines', () => {
  test('is read with quotes, either divider and the mark that some programs put first', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x, ""y""",2\r\n\r\n')).toEqual([{ a: 'x, "y"', b: '2' }]);
    expect(parseCsv('a;b\n1,5;z')).toEqual([{ a: '1,5', b: 'z' }]);
    expect(parseCsv('')).toEqual([]);
  });
  test('comes back as it went, whatever stands in it', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.trim().replaceAll('\r', ''));
    const items = fc.array(fc.record({ a: cell, b: cell }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(items, (rows) => {
        const kept = rows.filter(({ a, b }) => a !== '' || b !== '').map(({ a, b }) => ({ a: plain(a), b: plain(b) }));
        expect(parseCsv(csvOf(rows)).map(({ a = '', b = '' }) => ({ a: plain(a), b: plain(b) }))).toEqual(kept);
      }),
    );
  });
});

/** What begins as a marked formula already loses its mark. */
const plain = (text: string): string => text.replace(/^'(?=[=+@-])/, '').trim();

describe('what a file would do', () => {
  test('is nothing, where it is what the shop itself has saved', () => {
    const steps = plan(csvOf(sheetOf([priced], 'GBP')));
    expect(steps).toMatchObject([{ what: 'same', lines: [2, 3], title: 'Blue shirt' }]);
  });
  test('is a change of one price, found by the code', () => {
    const [small] = priced.variants;
    const [choice = ['', '']] = Object.entries(small?.options ?? {});
    const steps = plan(
      `handle,option1,value1,code,price\n${priced.handle},${choice.join(',')},${small?.vendorSku},19.5`,
    );
    expect(steps).toMatchObject([{ what: 'changed', change: { id: priced.id, title: 'Blue shirt' } }]);
    const [step] = steps;
    const prices = step?.what === 'changed' ? step.change.variants?.map((variant) => variant.prices) : [];
    expect(prices).toEqual([{ GBP: 1_950 }, { GBP: 1_800 }]);
  });
  test('is a new product with all its variants', () => {
    const steps = plan('title,option1,value1,price\nMug,Glaze,Sea,18\nMug,Glaze,Sand,18.50');
    expect(steps).toMatchObject([
      {
        what: 'new',
        product: {
          ...{ vendorId: 'ven_1', title: 'Mug', options: { Glaze: ['Sea', 'Sand'] } },
          variants: [{ prices: { GBP: 1_800 } }, { options: { Glaze: 'Sand' }, prices: { GBP: 1_850 } }],
        },
      },
    ]);
  });
  test('is told line by line where it is wrong, and keeps no other product back', () => {
    const steps = plan('handle,title,option1,value1,price\nx,,,,1\n,Cup,Size,,dear\n,Cup,,,2\n,Bowl,,,3');
    expect(steps.map(({ what }) => what)).toEqual(['wrong', 'wrong', 'new']);
    expect(steps.slice(0, 2)).toMatchObject([
      { problems: [{ line: 2, problem: 'title' }] },
      {
        problems: [
          { line: 3, problem: 'price' },
          { line: 3, problem: 'option' },
          { line: 4, problem: 'twice' },
        ],
      },
    ]);
  });
});

describe('what is handed over', () => {
  const many = (count: number, description = '') =>
    plan(
      ['title,description,price', ...Array.from({ length: count }, (_, n) => `Pot ${n},${description},7`)].join('\n'),
    );

  test('is as many sheets as it takes, none longer than may be, with the lines of the file', () => {
    const pieces = piecesOf(many(2 * longestSheet + 50));
    expect(pieces.map(({ create }) => create.length)).toEqual([longestSheet, longestSheet, 50]);
    expect(pieces[1]?.create[0]).toMatchObject({ line: longestSheet + 2, product: { title: `Pot ${longestSheet}` } });
  });
  test('is no request larger than the API takes', () => {
    const pieces = piecesOf(many(100, 'x'.repeat(9_000)));
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(900_000);
  });
  test('is a change of what is there, and nothing of what is as it was or wrong', () => {
    const changes = piecesOf(plan(`handle,price\n${priced.handle},19.5\n`));
    expect(changes.map(({ create, change }) => [create.length, change.map(({ line }) => line)])).toEqual([[0, [2]]]);
    expect(piecesOf(plan(csvOf(sheetOf([priced], 'GBP'))))).toEqual([]);
    expect(piecesOf(plan('title,price\nMug,dear'))).toEqual([]);
  });
});
