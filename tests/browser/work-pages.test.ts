import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ListedProduct } from '../../actors/search/contract.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';
import { settled, violationsOf } from './looking.given.ts';
import { onShelf, sell } from './shelves.given.ts';

let souk: Souk;
let mug: ListedProduct;
let orderId: string;

const portal = () => [
  ...['/vendor', '/vendor/orders', '/vendor/products', `/vendor/products/${mug.id}`, '/vendor/products/new'],
  ...['/vendor/sheet', '/vendor/stock', '/vendor/money', '/vendor/team', '/vendor/settings', '/vendor/apply'],
];
const market = () => [
  ...['/console', '/console/vendors', '/console/orders', `/console/orders/${orderId}`],
  ...['/console/products', '/console/customers', '/console/settings'],
];
const ops = () => [
  ...['/console/health', '/console/flags', '/console/nodes', '/console/dead-letters'],
  `/console/actors?type=order&id=${orderId}`,
];

const faces = [
  ['Vendor', portal],
  ['Operator', market],
  ['Ops', ops],
] as const;

/** Of pages that are made of the same parts one is looked at closely. */
const isOfItsKind = (path: string): boolean =>
  !['/vendor/products/new', '/vendor/settings', '/vendor/apply', '/vendor/money', '/console/orders'].includes(path);

type Look = (page: Page) => Promise<readonly string[]>;

/** What is wrong with each page for somebody; nothing, if all is well. */
async function wrongFor(name: string, paths: readonly string[], look: Look, options: BrowserContextOptions = {}) {
  const one = await person(souk.url, options);
  const { page } = one;
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  const wrong: Record<string, readonly string[]> = {};
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    const found = await look(page);
    if (found.length > 0) wrong[path] = found;
  }
  expectCalm(one);
  await one.leave();
  return wrong;
}

const tooWide: Look = async (page) => {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  return width > phone.viewport.width ? [`${width} pixels`] : [];
};

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describeInBrowser('every page of people at work', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
    const guest = visitor(souk.url);
    mug = await onShelf(guest, 'harbour-mug');
    orderId = (await sell(guest, 'harbour-mug')).id;
  });
  afterAll(() => souk.stop());

  test.each(faces)('denies nothing to anybody: %s', async (name, paths) => {
    expect(await wrongFor(name, paths().filter(isOfItsKind), violationsOf)).toEqual({});
  });

  test('is read as well in the dark', async () => {
    expect(await wrongFor('Vendor', ['/vendor', '/vendor/orders'], violationsOf, { colorScheme: 'dark' })).toEqual({});
  });

  test.each(faces)('fits a phone in a language of long words: %s', async (name, paths) => {
    const german = name === 'Vendor' ? 'Händler' : name === 'Operator' ? 'Betreiber' : name;
    expect(await wrongFor(german, paths(), tooWide, { ...phone, locale: 'de-DE' })).toEqual({});
  });
});
