import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';
import { settled, violationsOf } from './looking.given.ts';

let souk: Souk;

/** What is seen without a word, and what only somebody who is signed in sees. */
const open = [
  '/',
  '/search?q=mug',
  '/categories/kitchen',
  '/products/harbour-mug',
  '/shops/old-town-ceramics',
  '/cart',
];
const forms = ['/checkout', '/sign-in', '/register', '/password/forgot', '/password/reset?token=a'];
const own = ['/account', '/account/orders', '/account/addresses'];
const all = [...open, ...forms, ...own];
/** Of each kind of page one. */
const kinds = [...open, '/checkout', '/sign-in', '/account', '/account/addresses'];

/** Sam, with a mug in the cart. */
async function samWith(options: BrowserContextOptions) {
  const sam = await person(souk.url, options);
  const { page } = sam;
  await page.goto('/products/harbour-mug');
  await page.locator('.buy [data-kind="main"]').click();
  await page.locator('.toast').waitFor();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /Sam Shopper/ }).click();
  await page.waitForURL(`${souk.url}/`);
  return sam;
}

/** Of each kind of page one: how they look by night is the same language. */
const dark = ['/', '/products/harbour-mug', '/cart', '/checkout'];

async function expectOpenToAll(options: BrowserContextOptions, paths: readonly string[]): Promise<void> {
  const sam = await samWith(options);
  const found: Record<string, readonly string[]> = {};
  for (const path of paths) {
    await sam.page.goto(path);
    await settled(sam.page);
    const violations = await violationsOf(sam.page);
    if (violations.length > 0) found[path] = violations;
  }
  expect(found).toEqual({});
  expectCalm(sam);
  await sam.leave();
}

/** What sticks out at the side, read from the left and from the right. */
async function widthsOf(page: Page, path: string): Promise<readonly number[]> {
  await page.goto(path);
  await settled(page);
  const widthIn = (direction: string) =>
    page.evaluate<number>(`document.documentElement.dir = '${direction}', document.documentElement.scrollWidth`);
  return [await widthIn('ltr'), await widthIn('rtl')];
}

describeInBrowser('every page of the shop', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
  });
  afterAll(() => souk.stop());

  test('denies nothing to anybody, and complains about nothing', () => expectOpenToAll({}, kinds));

  test('is read as well in the dark', () => expectOpenToAll({ colorScheme: 'dark' }, dark));

  test('fits into 320 pixels in a language of long words: a phone, or a wide page at 400 %', async () => {
    const phone = { viewport: { width: 320, height: 640 }, locale: 'de-DE', isMobile: true, hasTouch: true };
    const sam = await samWith(phone);
    const wide: Record<string, readonly number[]> = {};
    for (const path of all) {
      const widths = await widthsOf(sam.page, path);
      if (widths.some((width) => width > 320)) wide[path] = widths;
    }
    const guest = await person(souk.url, phone);
    const widths = await widthsOf(guest.page, '/');
    expect({ wide, widths }).toEqual({ wide: {}, widths: [320, 320] });
    expectCalm(sam);
    await Promise.all([sam.leave(), guest.leave()]);
  });

  test('takes a thing to the till with the keyboard alone', async () => {
    const guest = await person(souk.url);
    const { page } = guest;
    await page.goto('/products/harbour-mug');
    await settled(page);
    await page.keyboard.press('Tab');
    await page.getByRole('link', { name: 'Skip to the content' }).press('Enter');
    const press = async (name: string) => {
      for (let tabs = 0; tabs < 30; tabs += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate('document.activeElement?.textContent')) === name) return page.keyboard.press('Enter');
      }
      throw new Error(`${name} is not reached by the keyboard`);
    };
    await press('Add to cart');
    await page.getByText('Added to your cart').waitFor();
    await page.goto('/cart');
    await settled(page);
    await press('Go to checkout');
    await page.waitForURL('**/checkout');
    await guest.leave();
  });
});
