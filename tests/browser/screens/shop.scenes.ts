import type { Page } from 'playwright-core';
import { pay, toTill } from '../till.given.ts';
import { dark, german, phone, type Scene } from './scene.ts';

async function add(page: Page, product: string): Promise<void> {
  await page.goto(`/products/${product}`);
  await page.locator('.buy [data-kind="main"]').click();
  await page.locator('.cart-count').waitFor();
}

async function fillCart(page: Page): Promise<void> {
  await add(page, 'harbour-mug');
  await add(page, 'tea-towel');
}

async function toCheckout(page: Page): Promise<void> {
  await fillCart(page);
  await toTill(page);
}

/** The shop, page by page. */
export const shopScenes: readonly Scene[] = [
  { name: 'shop-home', path: '/' },
  { name: 'shop-home-dark', path: '/', how: dark },
  { name: 'shop-home-phone', path: '/', how: phone },
  { name: 'shop-search', path: '/search?q=linen' },
  { name: 'shop-nothing-found', path: '/search?q=submarine' },
  {
    name: 'shop-suggestions',
    path: '/',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Search the market' }).pressSequentially('ho');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'shop-category', path: '/categories/kitchen' },
  { name: 'shop-category-phone', path: '/categories/kitchen', how: phone },
  { name: 'shop-product', path: '/products/harbour-mug' },
  { name: 'shop-product-phone-dark', path: '/products/harbour-mug', how: { ...phone, ...dark } },
  { name: 'shop-product-sold-out', path: '/products/bud-vase' },
  { name: 'shop-vendor', path: '/shops/old-town-ceramics' },
  { name: 'shop-cart-empty', path: '/cart' },
  { name: 'shop-cart', path: '/', act: async (page) => [await fillCart(page), await page.goto('/cart')] },
  {
    name: 'shop-cart-german-phone',
    path: '/',
    how: { ...german, ...phone },
    act: async (page) => [await fillCart(page), await page.goto('/cart')],
  },
  { name: 'shop-checkout', path: '/', act: toCheckout },
  {
    name: 'shop-checkout-declined',
    path: '/',
    act: async (page) => {
      await toCheckout(page);
      await page.getByLabel('A card that is declined').check();
      await pay(page);
      await page.getByText('Your bank declined').waitFor();
    },
  },
  {
    name: 'shop-order',
    path: '/',
    act: async (page) => {
      await toCheckout(page);
      await pay(page);
      await page.getByText('Thank you!').waitFor();
    },
  },
  { name: 'shop-sign-in', path: '/sign-in' },
  { name: 'shop-account', path: '/account', who: 'shopper' },
  { name: 'shop-orders', path: '/account/orders', who: 'shopper' },
  { name: 'shop-addresses', path: '/account/addresses', who: 'shopper' },
  { name: 'shop-register', path: '/register' },
  { name: 'shop-missing', path: '/nowhere' },
];
