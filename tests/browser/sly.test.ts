import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from '../journeys/eventually.ts';
import { logIn } from '../journeys/market.given.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';
import { settled } from './looking.given.ts';
import { givenSlyMarket, type SlyMarket, sly } from './sly.given.ts';

let souk: Souk;
let market: SlyMarket;

/** Struck, or a thing of the page that only the words would have made. */
const isStruck = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('window.struck !== undefined || document.querySelector(\'img[src="x"]\') !== null');

async function signedIn(email: string) {
  const one = await person(souk.url);
  await one.page.goto('/sign-in?to=/cart');
  await one.page.locator('input[type=email]').fill(email);
  await one.page.locator('input[type=password]').fill('souk-demo');
  await one.page.locator('form button[type=submit]').first().click();
  await one.page.waitForURL((url) => url.pathname === '/cart');
  return one;
}

/** Which of these pages make more of the words than words. */
async function expectOnlyWords(email: string | undefined, paths: readonly string[], last?: (page: Page) => unknown) {
  const one = email === undefined ? await person(souk.url) : await signedIn(email);
  const struck: string[] = [];
  for (const path of paths) {
    await one.page.goto(path);
    await settled(one.page);
    if (await isStruck(one.page)) struck.push(path);
  }
  await last?.(one.page);
  expect([struck, await isStruck(one.page)]).toEqual([[], false]);
  expectCalm(one);
  await one.leave();
}

describeInBrowser('nobody’s words become a part of a page', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on', ANALYTICS: hasEngine ? 'on' : 'off' } });
    const analyst = await logIn(visitor(souk.url), 'analyst@demo.example');
    const hasBegun = async () => (await analyst.ask('GET', '/analytics/live')).status === 200;
    if (hasEngine) await eventually('analytics have begun', hasBegun);
    market = await givenSlyMarket(visitor(souk.url));
  });
  afterAll(() => souk.stop());

  test('in the shop, drawn by the gateway or in the browser', async () => {
    const { product, category, vendorHandle } = market;
    const found = `/search?q=${encodeURIComponent(sly)}`;
    const paths = ['/', '/search?q=pot', found, `/categories/${category.handle}`, `/shops/${vendorHandle}`];
    await expectOnlyWords(undefined, paths, async (page) => {
      await page.goto(`/products/${product.handle}`);
      await page.getByRole('heading', { name: `Pot ${sly}` }).waitFor();
      await page.getByRole('definition').getByText(sly).waitFor();
    });
  });

  test('for the shopper who wrote them', async () => {
    const own = ['/cart', '/checkout', '/account', '/account/orders', '/account/addresses'];
    await expectOnlyWords('sly@home.example', [...own, `/orders/${market.orderId}`], async (page) => {
      await page.getByText('Paid').first().waitFor();
    });
  });

  test('for the vendor who wrote them, or has them from shoppers', async () => {
    const shelf = ['/vendor/products', `/vendor/products/${market.product.id}`, '/vendor/stock', '/vendor/sheet'];
    const people = ['/vendor/money', '/vendor/team', '/vendor/settings'];
    await expectOnlyWords('sly@shop.example', ['/vendor', '/vendor/orders', ...shelf, ...people], async (page) => {
      await page.goto('/vendor/orders');
      await page.getByRole('button', { name: 'On the way' }).click();
      await page.getByText(sly).first().waitFor();
      await page.goto('/vendor/stock');
      await page.getByRole('button', { name: 'History' }).first().click();
      await page.getByRole('dialog').getByText(sly).first().waitFor();
      await page.goto('/vendor/sheet');
      const rows = `title,option1,value1,price\n"${sly.replace('"', '""')}","${sly.replace('"', '""')}",Sea,7.50\n`;
      const file = { name: `${sly.replace('/', '')}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByText(sly).first().waitFor();
    });
  });

  test('for operator, ops and analyst, who read what others wrote', async () => {
    const { orderId, product } = market;
    const people = ['/console/vendors', '/console/customers', '/console/settings'];
    await expectOnlyWords('operator@demo.example', [
      ...['/console', '/console/orders', `/console/orders/${orderId}`, '/console/products', ...people],
    ]);
    await expectOnlyWords('ops@demo.example', [
      ...[`/console/actors?type=product&id=${product.id}`, `/console/actors?type=order&id=${orderId}`],
    ]);
    const figures = ['sales', 'products', 'visits', 'stock', 'vendors', 'questions', 'board', 'alerts'];
    const paths = ['/dashboards', ...figures.map((name) => `/dashboards/${name}`)];
    await expectOnlyWords('analyst@demo.example', hasEngine ? paths : []);
  });
});
