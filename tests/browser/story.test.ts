import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from '../journeys/eventually.ts';
import { logIn, type Person as Seller } from '../journeys/market.given.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { atWork, soldOrders } from './at-work.given.ts';
import { describeInBrowser, expectCalm, type Person, person } from './browser.given.ts';
import { offerTheOnlyOne, sell } from './shelves.given.ts';
import { pay, toTill } from './till.given.ts';

const env = { WEB: 'on', ANALYTICS: 'on' };

(hasEngine ? describeInBrowser : describe.skip)('everybody at once', () => {
  let souk: Souk;
  let seller: Seller;
  let vera: Person;
  let ana: Person;
  let ola: Person;

  beforeAll(async () => {
    souk = await startSouk({ env });
    seller = await logIn(visitor(souk.url), 'vendor@demo.example');
    const analyst = await logIn(visitor(souk.url), 'analyst@demo.example');
    await eventually('analytics have begun', async () => (await analyst.ask('GET', '/analytics/live')).status === 200);
    vera = await atWork(souk.url, 'Vendor', '/vendor/orders');
    ana = await atWork(souk.url, 'Analyst', '/dashboards');
    ola = await atWork(souk.url, 'Ops', '/console/nodes');
  });
  afterAll(async () => {
    await Promise.all([vera, ana, ola].map((one) => one.leave()));
    await souk.stop();
  });

  test('sees at once what the others do: offered, bought, gone, rung, counted and carried', async () => {
    const [ann, bob] = [await person(souk.url), await person(souk.url)];
    await ann.page.goto('/search?q=lantern');
    await soldOrders(ana.page).getByText('0', { exact: true }).waitFor();
    const { handle } = await offerTheOnlyOne(seller, 'Storm lantern');
    await ann.page.getByRole('link', { name: /Storm lantern/ }).click();
    await bob.page.goto(`/products/${handle}`);
    await bob.page.getByRole('button', { name: 'Add to cart' }).waitFor();
    await buyHere(ann.page);
    await Promise.all([
      bob.page.getByRole('button', { name: 'Sold out' }).waitFor(),
      vera.page.getByRole('heading', { level: 2 }).first().waitFor(),
      vera.page.getByText('A new order has come in.').waitFor(),
      soldOrders(ana.page).getByText('1', { exact: true }).waitFor(),
      ana.page.getByRole('cell', { name: '£42.00' }).waitFor(),
    ]);
    const line = await ola.page.locator('.node-load polyline').getAttribute('points');
    expect(line?.split(' ').some((place) => !place.endsWith(',9.5'))).toBe(true);
    for (const one of [ann, bob, vera, ana, ola]) expectCalm(one);
    await Promise.all([ann.leave(), bob.leave()]);
  });

  test('goes on by itself after the power went, and nobody reloads a page', async () => {
    const id = await ola.page.locator('.node h2').innerText();
    await souk.kill();
    souk = await startSouk({ directory: souk.directory, port: souk.port, env });
    const { number } = await sell(visitor(souk.url), 'breakfast-bowl');
    await Promise.all([
      vera.page.getByText(number).first().waitFor(),
      soldOrders(ana.page).getByText('2', { exact: true }).waitFor(),
      ola.page.locator('.node h2').filter({ hasNotText: id }).waitFor(),
    ]);
  });
});

/** What is shown, as a guest, with a card that works. */
async function buyHere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText('Added to your cart').waitFor();
  await toTill(page);
  await pay(page);
  await page.waitForURL('**/orders/*');
}
