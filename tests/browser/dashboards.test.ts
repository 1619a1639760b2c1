import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from '../journeys/eventually.ts';
import { logIn } from '../journeys/market.given.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { watchAndForget } from './alerts.given.ts';
import { signedInAt } from './analyst.given.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';
import { lookAt, violationsOf } from './looking.given.ts';
import { sell } from './shelves.given.ts';

const pages = [
  ...['/dashboards', '/dashboards/sales', '/dashboards/products', '/dashboards/customers', '/dashboards/visits'],
  ...['/dashboards/stock', '/dashboards/vendors', '/dashboards/payments', '/dashboards/operation'],
  ...['/dashboards/questions', '/dashboards/board', '/dashboards/alerts'],
];

(hasEngine ? describeInBrowser : describe.skip)('the dashboards', () => {
  let souk: Souk;

  const signedIn = (email: string, options: BrowserContextOptions = {}) => signedInAt(souk.url, email, options);

  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on', ANALYTICS: 'on' } });
    const analyst = await logIn(visitor(souk.url), 'analyst@demo.example');
    await sell(visitor(souk.url), 'breakfast-bowl');
    await eventually('it is counted', async () => {
      const { status, body } = await analyst.ask<{ totals: readonly { orders: number }[] }>('GET', '/analytics/live');
      return status === 200 && body.totals[0]?.orders === 1;
    });
  });
  afterAll(() => souk.stop());

  test('move by themselves when something is sold', async () => {
    const ana = await signedIn('analyst');
    const orders = ana.page.locator('.tile', { hasText: 'Orders' }).locator('strong');
    await orders.getByText('1', { exact: true }).waitFor();
    await sell(visitor(souk.url), 'tea-towel');
    await orders.getByText('2', { exact: true }).waitFor();
    await ana.page.getByRole('cell', { name: '£12.50' }).waitFor();
    expectCalm(ana);
    await ana.leave();
  });

  test('tell how far visitors of the shop have come, whom it tells by itself', async () => {
    // By its own words a headless browser is a bot, and counted apart.
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
    const guest = await person(souk.url, { userAgent });
    await guest.page.goto('/search?q=towel');
    await guest.page.getByRole('link', { name: /Linen tea towel/ }).click();
    await guest.page.getByRole('button', { name: 'Add to cart' }).click();
    await guest.page.getByText('Added to your cart').waitFor();
    expectCalm(guest);
    const ana = await signedIn('analyst');
    await eventually('it is counted', async () => {
      await ana.page.goto('/dashboards/visits');
      const added = ana.page.locator('.funnel > li', { hasText: 'Put one into the cart' });
      await ana.page.getByRole('heading', { name: 'Searched for' }).waitFor();
      await ana.page.locator('.skeleton').first().waitFor({ state: 'detached' });
      const isThere = (await added.count()) > 0 && (await added.innerText()).includes('100%');
      return isThere && (await ana.page.getByRole('cell', { name: 'towel', exact: true }).count()) === 1;
    });
    expectCalm(ana);
    await Promise.all([guest.leave(), ana.leave()]);
  });

  test('lead from a month to an hour, and back; as a chart, as rows and as a file, to one vendor by a click', async () => {
    const ana = await signedIn('analyst', { timezoneId: 'Europe/London', permissions: ['clipboard-write'] });
    const { page } = ana;
    await page.goto('/dashboards/sales?last=365');
    const chart = page.getByRole('slider', { name: /^Sales from/ });
    await chart.focus();
    await page.keyboard.press('End');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/£\d+\.\d\d, Before: £0\.00$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/grain=day/);
    await page.getByLabel('From', { exact: true }).waitFor();
    await page.goBack();
    await page.waitForURL(/last=365$/);
    await page.getByRole('button', { name: 'As a table' }).first().click();
    await page.getByRole('columnheader', { name: 'Change' }).waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).first().click();
    expect(readFileSync(await (await file).path(), 'utf8')).toMatch(/^start,currency,orders,units,gross/);
    await page.getByRole('button', { name: 'Old Town Ceramics' }).click();
    await page.waitForURL(/vendor=ven_/);
    await page.getByRole('button', { name: 'Orders' }).click();
    await page.getByRole('heading', { name: 'Orders over time' }).waitFor();
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await page.getByText('The link is copied').waitFor();
    expectCalm(ana);
    await ana.leave();
  });

  test('answer a question of one’s own, keep it for everybody, and ask it again', async () => {
    const ana = await signedIn('analyst');
    const { page } = ana;
    await page.goto('/dashboards/sales');
    await page.getByRole('button', { name: 'United Kingdom' }).click();
    await page.getByRole('cell', { name: 'Breakfast bowl' }).waitFor();
    // As quick as somebody who knows what is wanted: nothing has shown the first press yet when the next one comes.
    for (const name of ['Country', 'Product'])
      await page.getByLabel(name, { exact: true }).click({ noWaitAfter: true });
    await page.getByRole('columnheader', { name: 'Country' }).waitFor();
    await page.getByRole('columnheader', { name: 'Product' }).waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'United Kingdom' }).waitFor();
    await page.getByLabel('Keep it as').fill('Where they live');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Where they live is kept').waitFor();
    await page.goto('/dashboards/questions');
    await page.getByRole('button', { name: 'Ask: Where they live' }).click();
    await page.getByRole('cell', { name: 'United Kingdom' }).waitFor();
    expect(new URL(page.url()).searchParams.get('ask')).toContain('"by":["country"]');
    await page.getByRole('link', { name: 'Your board' }).click();
    await page.getByText('Nothing stands on your board yet').waitFor();
    const kept = page.waitForResponse((one) => one.url().endsWith('/board') && one.request().method() === 'PUT');
    await page.getByLabel('Where they live').click();
    await kept;
    const elsewhere = await signedIn('analyst');
    await elsewhere.page.goto('/dashboards/board');
    await elsewhere.page.getByRole('heading', { name: 'Where they live', level: 2 }).waitFor();
    await elsewhere.leave();
    const pinned = page.getByRole('region', { name: 'Where they live' });
    await pinned.getByRole('cell', { name: 'United Kingdom' }).waitFor();
    await pinned.getByRole('button', { name: 'As a table' }).click();
    await pinned.getByRole('button', { name: 'As a chart' }).waitFor();
    await page.goto('/dashboards/questions');
    await page.getByRole('button', { name: 'Remove: Where they live' }).click();
    await page.getByText('None yet.').waitFor();
    for (const one of [ana, elsewhere]) expectCalm(one);
    await ana.leave();
  });

  test('ring when a measure goes too far, and give the whole of an answer as a file', async () => {
    const ana = await signedIn('analyst');
    const { page } = ana;
    await watchAndForget(page);
    await page.goto('/dashboards/questions');
    await page.getByRole('button', { name: 'CSV file' }).click();
    await page.getByRole('button', { name: 'Save: CSV file' }).waitFor({ timeout: 60_000 });
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save: CSV file' }).click();
    expect(readFileSync(await (await file).path(), 'utf8')).toMatch(/^"productId","currency","gross","units"/);
    expectCalm(ana);
    await ana.leave();
  });

  test('show a vendor the own figures alone, and a shopper none', async () => {
    const vera = await signedIn('vendor');
    await vera.page.goto('/dashboards/sales?vendor=ven_demo-loom-and-linen');
    await vera.page.locator('.tile', { hasText: 'Sales' }).first().getByText('£22.00').waitFor();
    expect(await vera.page.getByText('By vendor').count()).toBe(0);
    await vera.page.goto('/dashboards/vendors');
    await vera.page.waitForURL(`${souk.url}/dashboards`);
    const sam = await signedIn('shopper');
    await sam.page.getByText('Figures are for those who sell, run or analyse').waitFor();
    for (const one of [vera, sam]) expectCalm(one);
    await Promise.all([vera.leave(), sam.leave()]);
  });

  test('deny nothing to anybody, by day and by night', async () => {
    const found: Record<string, readonly string[]> = {};
    for (const colorScheme of ['light', 'dark'] as const) {
      const ana = await signedIn('analyst', { colorScheme });
      for (const path of colorScheme === 'light' ? pages : ['/dashboards/sales', '/dashboards/customers']) {
        await lookAt(ana.page, path);
        const violations = await violationsOf(ana.page);
        if (violations.length > 0) found[`${colorScheme} ${path}`] = violations;
      }
      expectCalm(ana);
      await ana.leave();
    }
    expect(found).toEqual({});
  });

  test('fit a phone in a language of long words', async () => {
    const phone = { viewport: { width: 360, height: 740 }, locale: 'de-DE', isMobile: true, hasTouch: true };
    const ana = await signedIn('analyst', phone);
    const wide: Record<string, number> = {};
    for (const path of pages) {
      await lookAt(ana.page, path);
      const width = await ana.page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > 360) wide[path] = width;
    }
    expect(wide).toEqual({});
    expectCalm(ana);
    await ana.leave();
  });
});
