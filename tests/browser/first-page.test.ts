import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';

let souk: Souk;

const mostScriptBytes = 150_000;
/** What the web's own measure calls good. */
const mostShift = 0.1;

const textOf = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(souk.url + path, { headers: { accept: 'text/html', ...headers } });
  return { status: response.status, text: await response.text(), fields: response.headers };
};

/** How far what somebody reads has jumped while the page was coming, from its first moment on. */
const watchShifts = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** Bytes of script as they came over the wire. */
async function scriptBytes(page: Page): Promise<number> {
  const entries = await page.evaluate<readonly { name: string; bytes: number }[]>(
    `performance.getEntriesByType('resource').map(({ name, transferSize }) => ({ name, bytes: transferSize }))`,
  );
  return entries.filter(({ name }) => /\.js$/.test(name)).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function expectLight(page: Page, path: string): Promise<void> {
  await page.addInitScript(watchShifts);
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  const bytes = await scriptBytes(page);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan(mostScriptBytes);
  expect(await page.evaluate('window.shift')).toBeLessThan(mostShift);
}

describeInBrowser('the first page that somebody sees', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on', ANALYTICS: hasEngine ? 'on' : 'off' } });
  });
  afterAll(() => souk.stop());

  const pages = ['/', '/products/harbour-mug', '/categories/kitchen', '/search?q=mug', '/shops/old-town-ceramics'];
  const forms = ['/sign-in', '/register'];

  test.each([...pages, ...forms])(
    '%s comes with little script, and nothing of it jumps while it comes',
    async (path) => {
      const visitor = await person(souk.url);
      await expectLight(visitor.page, path);
      expectCalm(visitor);
      await visitor.leave();
    },
  );

  test('is as light for whoever comes to a cart and a checkout with something in it', async () => {
    const visitor = await person(souk.url);
    const { page } = visitor;
    await page.goto('/products/harbour-mug');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('Added to your cart').waitFor();
    // Another browser that knows the cart, and has none of the files.
    const storageState = await page.context().storageState();
    for (const path of ['/cart', '/checkout']) {
      const again = await person(souk.url, { storageState });
      await expectLight(again.page, path);
      expectCalm(again);
      await again.leave();
    }
    await visitor.leave();
  });

  test('is read without any script', async () => {
    const reader = await person(souk.url, { javaScriptEnabled: false });
    await reader.page.goto('/products/harbour-mug');
    await reader.page.getByRole('heading', { name: 'Harbour mug' }).waitFor();
    await reader.page.getByRole('link', { name: 'Old Town Ceramics' }).click();
    await reader.page.getByRole('link', { name: /Harbour mug/ }).waitFor();
    expect(await reader.page.title()).toBe('Old Town Ceramics · Demo market');
    await reader.leave();
  });

  test('comes compressed to whoever can read that, and as it is to others', async () => {
    const plain = await textOf('/products/harbour-mug', { 'accept-encoding': 'identity' });
    expect(plain.fields.get('content-encoding')).toBeNull();
    for (const coding of ['br', 'gzip']) {
      const { text, fields } = await textOf('/products/harbour-mug', { 'accept-encoding': coding });
      expect(fields.get('content-encoding')).toBe(coding);
      expect(text).toContain('Harbour mug');
      expect(text.match(/<meta name="description"/g)).toHaveLength(1);
    }
  });

  test('has no button that could be pressed in vain before its script has come', async () => {
    const { text } = await textOf('/products/harbour-mug');
    expect(text).toContain('<button');
    expect(text).not.toMatch(/<button(?![^>]*\sdisabled)/);
  });

  test('says what it is to those who search, in their language', async () => {
    const { text, fields } = await textOf('/products/harbour-mug', { 'accept-language': 'de-CH,de;q=0.9' });
    expect(text).toContain('<html lang="de">');
    expect(text).toContain('In den Warenkorb');
    expect(text).toContain('<meta property="og:type" content="product">');
    expect(text).toMatch(/<link rel="canonical" href="http:\/\/localhost:\d+\/products\/harbour-mug">/);
    expect(text).toContain('"@type":"AggregateOffer","lowPrice":"18.00","highPrice":"19.50"');
    expect(fields.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[\w-]+';/);
    expect(text).not.toContain('__NONCE__');
  });

  test('is a 404 where there is no such thing, and no category', async () => {
    expect((await textOf('/products/nothing-like-it')).status).toBe(404);
    expect((await textOf('/categories/nothing-like-it')).status).toBe(404);
    expect((await textOf('/shops/nobody')).status).toBe(404);
  });

  test('is on the map of the site with all others, and what is private is not', async () => {
    const { text } = await textOf('/sitemap.xml');
    expect(text).toMatch(/<loc>http:\/\/localhost:\d+\/products\/harbour-mug<\/loc>/);
    expect(text).toMatch(/<loc>http:\/\/localhost:\d+\/categories\/kitchen<\/loc>/);
    expect(text).toMatch(/<loc>http:\/\/localhost:\d+\/shops\/old-town-ceramics<\/loc>/);
    const robots = await textOf('/robots.txt');
    expect(robots.text).toContain('Disallow: /cart');
    expect(robots.text).toMatch(/Sitemap: http:\/\/localhost:\d+\/sitemap.xml/);
  });
});
