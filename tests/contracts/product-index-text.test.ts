import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sqliteProductIndex } from '../../actors/search/engine/product-index.sqlite.ts';
import type { FindQuery, ProductIndex } from '../../actors/search/product-index.ts';
import { asked, found, pages, product, writerOf } from './product-index.given.ts';
import { temporary } from './sqlite.given.ts';

// Threads and a disk that others use too.
jest.setTimeout(60_000);

const sorts = ['relevance', 'newest', 'price', '-price', 'title'] as const;

const texts: Readonly<Record<string, readonly [title: string, description: string]>> = {
  lamp: ['Wooden lamp', ''],
  lampshade: ['Lampshade "Crème Brûlée"', ''],
  shirt: ["Men's T-Shirt", 'Goes well with a lamp'],
  jersey: ['Łódź football jersey, straße', ''],
  phone: ['WH-1000XM5 headphones', ''],
  tea: ['日本のお茶 煎茶', 'Green tea, 100 g'],
  hangul: ['한국 도자기', ''],
  emoji: ['🎉 party set', ''],
};
const ids = Object.keys(texts);

const finds = [
  ['a word', 'wooden', ['lamp']],
  ['matches in the title first, then the newest', 'lamp', ['lampshade', 'lamp', 'shirt']],
  ['all words', 'lamp wooden', ['lamp']],
  ['words of title and description', 'shirt well', ['shirt']],
  ['an unfinished last word', 'wooden la', ['lamp']],
  ['one letter', 'w', ['phone', 'lamp', 'shirt']],
  ['no unfinished word before the last', 'woo lamp', []],
  ['capitals', 'LAMPSHADE', ['lampshade']],
  ['without marks what has them', 'creme brulee', ['lampshade']],
  ['with marks what has none', 'wóòdên', ['lamp']],
  ['letters that are no marks', 'lodz strasse', ['jersey']],
  ['an apostrophe', 'mens', ['shirt']],
  ['another apostrophe', 'men’s t-shirt', ['shirt']],
  ['no code whose parts are joined', 'wh1000', []],
  ['codes with hyphens', 'wh-1000xm', ['phone']],
  ['characters of scripts without spaces', '茶', ['tea']],
  ['several of them', 'お茶', ['tea']],
  ['hangul', '한국', ['hangul']],
  ['nothing for what nobody has', 'zzz', []],
] as const;

const wordless = ['', ' ', '"', "'", '🎉', '*', '()', '-', '\u0000', '\ud800', ' '.repeat(300)];

const hostile = [
  'lamp"',
  '"lamp',
  'lamp*',
  '^lamp',
  'lamp NOT',
  'NEAR(lamp wooden)',
  'title:lamp',
  'lamp + wooden',
  'lamp) OR (a',
  "lamp' OR 1=1 --",
  'lamp; DROP TABLE products',
  '{words} : lamp',
  '- lamp',
  'AND OR NOT NEAR',
  '1s',
  '1alamp',
  'a'.repeat(300),
  'lamp '.repeat(60),
  'ﷺ'.repeat(20),
  '\u202Elamp',
  'lamp\u0000wooden',
];

let directory: string;
let index: ProductIndex;

const search = (q: string, query: Partial<FindQuery> = {}): Promise<string[]> => found(index, { q, ...query });

beforeAll(async () => {
  directory = temporary('search');
  index = sqliteProductIndex({ directory, version: 1, warn: () => {} });
  const products = Object.entries(texts).map(([id, [title, description]], place) =>
    product(id, { title, description, createdAt: 1_000 + place }),
  );
  await writerOf(index)(products);
});

afterAll(async () => {
  await index.close();
  rmSync(directory, { recursive: true });
});

test.each(finds)('a search finds %s', async (_name, q, expected) => {
  expect(await search(q)).toEqual(expected);
  expect(await pages(index, { q, limit: 1 })).toEqual(expected);
  for (const sort of ['newest', 'price', 'title'] as const) {
    expect((await search(q, { sort })).sort()).toEqual([...expected].sort());
  }
});

test.each(wordless)('a text without letters and digits asks for nothing: %j', async (q) => {
  for (const sort of sorts) expect((await search(q, { sort })).sort()).toEqual([...ids].sort());
});

test.each(hostile)('a text is never understood as a query language: %j', async (q) => {
  for (const sort of sorts) {
    const { items } = await index.find(asked({ q, sort }));
    expect(items.length).toBeLessThanOrEqual(3);
  }
});

test('the operators of a query language are words like others', async () => {
  expect(await search('lamp NOT wooden')).toEqual([]);
  expect(await search('lamp OR wooden')).toEqual([]);
  expect(await search('wooden" AND "lamp')).toEqual([]);
});

test('what follows the first 200 characters does not count', async () => {
  expect(await search(`lamp${' '.repeat(200)}zzz`)).toEqual(['lampshade', 'lamp', 'shirt']);
});
