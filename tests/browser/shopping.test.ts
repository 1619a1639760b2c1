import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';

let souk: Souk;

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Email').fill('gus@example.org');
  await page.getByLabel('Full name').fill('Gus Guest');
  await page.getByLabel('Street and number').fill('2 Mill Lane');
  await page.getByLabel('Postcode').fill('YO1 7HU');
  await page.getByLabel('Town or city').fill('York');
}

async function addToCart(page: Page, product: string, units = 1): Promise<void> {
  await page.goto(`/products/${product}`);
  const add = page.getByRole('button', { name: 'Add to cart' });
  await add.waitFor();
  for (let more = 1; more < units; more += 1) await page.getByRole('button', { name: 'One more' }).click();
  await add.click();
  await page.getByText('Added to your cart').waitFor();
}

const order = (page: Page): Promise<void> => page.getByRole('button', { name: 'Pay and order' }).click();

describeInBrowser('a shopper', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
  });
  afterAll(() => souk.stop());

  test('finds a thing as a guest, buys it after a decline that was told in words, and sees the order go on', async () => {
    const guest = await person(souk.url);
    const { page } = guest;
    await page.goto('/');
    await page.getByRole('combobox', { name: 'Search the market' }).fill('harb');
    await page.getByRole('option', { name: /Harbour mug/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/products/harbour-mug');
    await page.getByText('Slate').click();
    await page.getByText('3 left').waitFor();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('button', { name: 'See cart' }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await fillAddress(page);
    await page.getByLabel('A card that is declined').check();
    await order(page);
    await page.getByText('Your bank declined the payment').waitFor();
    await page.getByLabel('A card that works').check();
    await order(page);
    await page.waitForURL('**/orders/*');
    await page.getByText('Thank you! News of it goes to gus@example.org').waitFor();
    await page.reload();
    await page.getByText('From Old Town Ceramics').waitFor();
    // The decline is an answer with status 409, which a browser shows in its console by itself.
    expect(guest.complaints.filter((one) => !one.includes('409'))).toEqual([]);
    await guest.leave();
  });

  test('who looks at a thing is told without a reload that another has bought the last one', async () => {
    const [first, second] = [await person(souk.url), await person(souk.url)];
    await second.page.goto('/products/pouring-jug');
    await second.page.getByText('In stock').waitFor();
    await addToCart(first.page, 'pouring-jug', 7);
    await addToCart(second.page, 'pouring-jug', 1);
    await first.page.goto('/checkout');
    await fillAddress(first.page);
    await order(first.page);
    await first.page.waitForURL('**/orders/*');
    await second.page.getByRole('button', { name: 'Sold out' }).waitFor();
    expect(await second.page.getByRole('button', { name: 'Sold out' }).isDisabled()).toBe(true);
    await second.page.getByRole('link', { name: /^Cart/ }).click();
    await second.page.getByText('Sold out a moment ago').waitFor();
    expectCalm(first);
    expectCalm(second);
    await Promise.all([first.leave(), second.leave()]);
  });

  test('who pays for more than there is takes what is left', async () => {
    const guest = await person(souk.url);
    await addToCart(guest.page, 'summer-blanket', 4);
    await guest.page.goto('/checkout');
    await fillAddress(guest.page);
    const other = await person(souk.url);
    await addToCart(other.page, 'summer-blanket', 3);
    await other.page.goto('/checkout');
    await fillAddress(other.page);
    await order(other.page);
    await other.page.waitForURL('**/orders/*');
    await order(guest.page);
    await guest.page.getByText('Summer blanket: 2 left').waitFor();
    await guest.page.getByRole('button', { name: 'Go on with what is left' }).click();
    await guest.page.getByText('Somebody was faster').waitFor({ state: 'detached' });
    await order(guest.page);
    await guest.page.waitForURL('**/orders/*');
    await Promise.all([guest.leave(), other.leave()]);
  });

  test('takes the cart along when signing in, and finds the order in the account', async () => {
    const sam = await person(souk.url);
    const { page } = sam;
    await addToCart(page, 'breakfast-bowl', 2);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /Sam Shopper/ }).click();
    await page.waitForURL(`${souk.url}/`);
    await page.getByRole('link', { name: /^Cart 2/ }).click();
    await page.getByText('From Old Town Ceramics').waitFor();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await page.getByLabel('Street and number').fill('1 Harbour Street');
    await page.getByLabel('Postcode').fill('LS1 1AA');
    await page.getByLabel('Town or city').fill('Leeds');
    await order(page);
    await page.waitForURL('**/orders/*');
    await page.goto('/account/orders');
    await page
      .getByRole('link', { name: /Order \S+.*Paid/ })
      .first()
      .waitFor();
    expectCalm(sam);
    await sam.leave();
  });
});
