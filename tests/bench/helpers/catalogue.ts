import { startCursor } from '../../../actors/runtime/rows/rows.ts';
import { sqliteProductIndex } from '../../../actors/search/engine/product-index.sqlite.ts';
import type { FindQuery, IndexChange, ProductDocument, ProductIndex } from '../../../actors/search/product-index.ts';
import { offer } from '../kit/helper.ts';

/** A shop's shelf, so many products long. */
export type Shelf = { readonly directory: string; readonly products: number };

/** Milliseconds of one question, on the small shelf and on the large one. */
export type Answered = { readonly question: string; readonly small: number; readonly large: number };

const tenantId = 'bench';
const currency = 'GBP';
const day = 86_400_000;
const today = Date.UTC(2026, 10, 22);
const batch = 5_000;
const categories = 40;
const aisles = 5;
const vendors = 100;

const things = [
  'mug',
  'bowl',
  'jug',
  'vase',
  'towel',
  'blanket',
  'runner',
  'notebook',
  'card',
  'calendar',
  'lamp',
  'tray',
];
const looks = [
  'linen',
  'stone',
  'blue',
  'green',
  'striped',
  'plain',
  'oak',
  'woven',
  'glazed',
  'small',
  'wide',
  'tall',
];
const places = ['harbour', 'meadow', 'winter', 'morning', 'garden', 'river', 'island', 'mountain', 'market', 'quiet'];

/** Scatters numbers, the same in every run. */
const scatter = (number: number, salt: number): number => Math.imul(number + 1, 2_654_435_761 + salt * 40_503) >>> 4;
const pick = <Item>(from: readonly Item[], number: number, salt: number): Item =>
  from[scatter(number, salt) % from.length] as Item;

function documentOf(number: number): ProductDocument {
  const title = `${pick(places, number, 1)} ${pick(looks, number, 2)} ${pick(things, number, 3)} ${number % 997}`;
  const [productId, price] = [`prod_${number}`, 100 + (scatter(number, 4) % 20_000)];
  const createdAt = today - (scatter(number, 5) % (1_000 * day));
  const vendorId = `ven_${scatter(number, 6) % vendors}`;
  const categoryIds = [`cat_${scatter(number, 7) % categories}`];
  const description = `A ${title} made by hand in ${pick(places, number, 8)}, ${pick(looks, number, 9)} and light.`;
  const variants = [
    { sku: `${productId}-1`, vendorSku: title, options: {}, prices: { [currency]: price }, stocked: true },
  ];
  const shown = { id: productId, vendorId, handle: productId, title, description, status: 'published' as const };
  const more = { categoryIds, attributes: {}, images: [], options: {}, createdAt: new Date(createdAt).toISOString() };
  const body = { ...shown, ...more, variants };
  const document = { tenantId, productId, handle: productId, title, description, status: 'published', vendorId };
  return { ...document, categoryIds, prices: { [currency]: price }, createdAt, body };
}

function changesOf(number: number): IndexChange[] {
  const product = documentOf(number);
  const { productId } = product;
  const available = scatter(number, 10) % 4 === 0 ? 0 : 10;
  return [
    { type: 'product', product },
    { type: 'availability', tenantId, sku: `${productId}-1`, productId, available },
  ];
}

/** Every category stands below one of a few aisles. */
const tree: IndexChange = {
  type: 'categories',
  tenantId,
  categories: Array.from({ length: categories }, (_, number) => {
    const id = `cat_${number}`;
    return { id, path: [`aisle_${number % aisles}`, id] };
  }),
};

async function filled({ directory, products }: Shelf): Promise<ProductIndex> {
  const index = sqliteProductIndex({ directory, warn: (line) => console.error(line), version: 1 });
  let expected = startCursor;
  for (let from = 0; from < products; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, products - from) }, (_, place) => from + place);
    const next = { number: expected.number + 1, hash: `bench-${from}` };
    const changes = [tree, ...numbers.flatMap(changesOf)];
    await index.apply({ consumer: 'bench', partition: 'bench', expected, next, changes });
    expected = next;
  }
  return index;
}

const page = { tenantId, currency, limit: 20, sort: 'newest' } as const;

/** What visitors ask for; each round asks it of something else. */
const questions: Readonly<Record<string, (round: number) => FindQuery>> = {
  'newest first': () => page,
  'a category': (round) => ({ ...page, category: `cat_${round % categories}` }),
  'an aisle, with all its categories': (round) => ({ ...page, category: `aisle_${round % aisles}` }),
  'a category in stock, cheapest first': (round) => ({
    ...page,
    category: `cat_${round % categories}`,
    inStock: true,
    sort: 'price',
  }),
  "a vendor's, by title": (round) => ({ ...page, vendorId: `ven_${round % vendors}`, sort: 'title' }),
  'between two prices, dearest first': (round) => ({ ...page, minPrice: 500, maxPrice: 2_000 + round, sort: '-price' }),
  'one word': (round) => ({ ...page, q: pick(things, round, 11), sort: 'relevance' }),
  'two words': (round) => ({ ...page, q: `${pick(places, round, 12)} ${pick(things, round, 13)}`, sort: 'relevance' }),
  'an unfinished word': (round) => ({ ...page, q: pick(looks, round, 14).slice(0, 3), sort: 'relevance' }),
  'a word in stock, cheapest first': (round) => ({ ...page, q: pick(looks, round, 15), inStock: true, sort: 'price' }),
};

async function timeOf(index: ProductIndex, query: FindQuery): Promise<number> {
  const begun = performance.now();
  const { items } = await index.find(query);
  // An answer without products would be a fast one.
  if (items.length === 0) throw new Error(`nothing was found by ${JSON.stringify(query)}`);
  return performance.now() - begun;
}

const shelves: ProductIndex[] = [];

const skills = {
  fill: async (small: Shelf, large: Shelf): Promise<void> => {
    shelves.push(await filled(small), await filled(large));
  },
  /** Every question so many times, on both shelves in turn. */
  ask: async (rounds: number): Promise<Answered[]> => {
    const [small, large] = shelves as [ProductIndex, ProductIndex];
    const answered: Answered[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const [question, queryOf] of Object.entries(questions)) {
        const query = queryOf(round);
        answered.push({ question, small: await timeOf(small, query), large: await timeOf(large, query) });
      }
    }
    return answered;
  },
};

export type Catalogue = typeof skills;

offer(skills);
