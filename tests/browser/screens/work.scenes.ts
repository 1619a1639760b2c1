import type { Page } from 'playwright-core';
import { dark, phone, type Scene } from './scene.ts';

const openFirst = async (page: Page) => {
  await page.locator('tbody a').first().click();
  await page.getByText('shopper_clearing').first().waitFor();
};

const findActor = async (page: Page) => {
  await page.getByLabel('Actor').fill('order/ord_demo-D-1001');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('lives here').waitFor();
};

const payBack = async (page: Page) => {
  await page.getByRole('button', { name: 'Pay something back' }).click();
  await page.getByLabel('Amount in GBP').fill('2.50');
  await page.getByLabel('Reason').fill('A chip at the rim.');
};

const openProduct = async (page: Page) => {
  await page.getByRole('link', { name: 'Butter dish' }).click();
  await page.getByRole('heading', { name: 'Butter dish', level: 1 }).waitFor();
};

/** A file with a line that cannot be taken. */
const takeIn = (page: Page) => {
  const csv = 'title,option1,value1,price\nEgg cup,Glaze,Sea,7.50\nEgg cup,Glaze,Sand,7.50\nSpoon rest,,,dear\n';
  const file = { name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  return page.locator('input[type=file]').setInputFiles(file);
};

const setAlert = async (page: Page) => {
  await page.getByRole('button', { name: 'Alert' }).first().click();
  await page.getByLabel('Write me a mail as well').check();
};

/** The faces of people at work. */
export const workScenes: readonly Scene[] = [
  { name: 'vendor-today', path: '/vendor', who: 'vendor' },
  { name: 'vendor-orders', path: '/vendor/orders', who: 'vendor' },
  { name: 'vendor-orders-dark', path: '/vendor/orders', who: 'vendor', how: dark },
  { name: 'vendor-refund', path: '/vendor/orders', who: 'vendor', act: payBack },
  { name: 'vendor-products', path: '/vendor/products', who: 'vendor' },
  { name: 'vendor-product', path: '/vendor/products', who: 'vendor', act: openProduct },
  { name: 'vendor-product-new', path: '/vendor/products/new', who: 'vendor' },
  { name: 'vendor-sheet', path: '/vendor/sheet', who: 'vendor', act: takeIn },
  { name: 'vendor-stock-alert', path: '/vendor/stock', who: 'vendor', act: setAlert },
  { name: 'vendor-stock', path: '/vendor/stock', who: 'vendor' },
  { name: 'vendor-stock-phone', path: '/vendor/stock', who: 'vendor', how: phone },
  { name: 'vendor-money', path: '/vendor/money', who: 'vendor' },
  { name: 'vendor-team', path: '/vendor/team', who: 'vendor' },
  { name: 'vendor-settings', path: '/vendor/settings', who: 'vendor' },
  { name: 'vendor-apply', path: '/vendor/apply', who: 'shopper' },
  { name: 'console-today', path: '/console', who: 'operator' },
  { name: 'console-vendors', path: '/console/vendors', who: 'operator' },
  { name: 'console-orders', path: '/console/orders', who: 'operator' },
  { name: 'console-order', path: '/console/orders', who: 'operator', act: openFirst },
  { name: 'console-products', path: '/console/products', who: 'operator' },
  { name: 'console-customers', path: '/console/customers', who: 'operator' },
  { name: 'console-settings', path: '/console/settings', who: 'operator' },
  { name: 'console-health', path: '/console/health', who: 'ops' },
  { name: 'console-flags', path: '/console/flags', who: 'ops' },
  { name: 'console-nodes', path: '/console/nodes', who: 'ops', act: findActor },
  { name: 'console-dead-letters', path: '/console/dead-letters', who: 'ops' },
  { name: 'console-actors', path: '/console/actors?type=order&id=ord_demo-D-1001', who: 'ops' },
];
