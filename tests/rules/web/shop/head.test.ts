import { describe, expect, test } from '@jest/globals';
import type { ListedProduct } from '../../../../actors/search/contract.ts';
import { withRendered } from '../../../../gateway/browser/template.ts';
import type { Rendered } from '../../../../gateway/web/frame/rendering.ts';
import { headOfCategory, headOfHome, headOfProduct, headOfShop, shortened } from '../../../../gateway/web/shop/head.ts';

const tenant = { id: 'demo', name: 'Demo', currency: 'GBP', locale: 'en', taxRate: 0, pricesIncludeTax: true };
const place = { tenant, origin: 'https://demo.souk.example' };
const shop = { id: 'ven_1', name: 'Old Town', handle: 'old-town', description: 'Pots.', createdAt: '' };

const product = (also: Partial<ListedProduct> = {}): ListedProduct => ({
  id: 'prod_1',
  vendorId: 'ven_1',
  handle: 'harbour-mug',
  title: 'Harbour mug',
  description: 'A mug.',
  status: 'published',
  categoryIds: [],
  attributes: {},
  images: [{ url: '/v1/media/demo/a.svg', alt: 'A mug' }],
  options: {},
  variants: [{ sku: 's', vendorSku: 's', options: {}, prices: { GBP: 1_800 }, stocked: true, available: 0 }],
  createdAt: '',
  ...also,
});

describe('what a product says to those who search', () => {
  test('is its name, its picture, its maker, its price and whether there is any', () => {
    expect(headOfProduct({ product: product(), shop, ...place })).toEqual({
      title: 'Harbour mug · Demo',
      description: 'A mug.',
      canonical: 'https://demo.souk.example/products/harbour-mug',
      kind: 'product',
      image: 'https://demo.souk.example/v1/media/demo/a.svg',
      things: [
        expect.objectContaining({
          '@type': 'Product',
          brand: { '@type': 'Brand', name: 'Old Town' },
          offers: {
            '@type': 'Offer',
            price: '18.00',
            priceCurrency: 'GBP',
            availability: 'https://schema.org/OutOfStock',
            url: 'https://demo.souk.example/products/harbour-mug',
          },
        }),
      ],
    });
  });

  test('goes without what is not known', () => {
    const bare = product({ images: [], variants: [] });
    const head = headOfProduct({ product: bare, shop: undefined, ...place });
    expect(head.image).toBeUndefined();
    expect(head.things).toEqual([expect.objectContaining({ offers: expect.not.objectContaining({ price: '0' }) })]);
  });

  test('is cut between words where it is long', () => {
    const words = 'word '.repeat(60);
    expect(shortened(words)).toHaveLength(160);
    expect(shortened(words)).toMatch(/word…$/);
    expect(shortened(' a\n b ')).toBe('a b');
  });
});

test('a category says where it lies, a shop who it is, and the first page which market this is', () => {
  const home = { id: 'c1', handle: 'home', name: 'Home', path: ['c1'] };
  const kitchen = { id: 'c2', handle: 'kitchen', name: 'Kitchen', parentId: 'c1', path: ['c1', 'c2'] };
  const [crumbs] = headOfCategory(kitchen, [home, kitchen], place).things as { itemListElement: { name: string }[] }[];
  expect(crumbs?.itemListElement.map(({ name }) => name)).toEqual(['Home', 'Kitchen']);
  expect(headOfShop(shop, place)).toMatchObject({ title: 'Old Town · Demo', description: 'Pots.' });
  expect(headOfHome('All of it.', place)).toMatchObject({ title: 'Demo', canonical: 'https://demo.souk.example/' });
});

describe('a page that is drawn', () => {
  const template = '<html lang="en"><title>Souk</title><div id="page"></div></html>';
  const sly = '"></title></script><script>alert(1)</script>$&';
  const rendered = (status: Rendered['status']): Rendered => ({
    status,
    html: '<p>$& $1</p>',
    head: { title: sly, description: sly, canonical: sly, image: sly, kind: 'website', things: [{ name: sly }] },
    known: [[['product'], sly]],
  });

  test('holds whatever people wrote as text, never as a part of the page', () => {
    const html = withRendered(template, rendered(200), 'de');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<div id="page"><p>$& $1</p></div>');
    expect(html).not.toContain('<script>alert');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html.match(/<\/title>/g)).toHaveLength(1);
  });

  test('stays as the build made it where there is nothing to show', () => {
    expect(withRendered(template, rendered(404), 'de')).toBe(template);
  });
});
