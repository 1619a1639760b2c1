import type { Page } from 'playwright-core';
import { dark, german, phone, type Scene } from './scene.ts';

/** Pointed at, so that its numbers are seen. */
const pointed = async (page: Page) => {
  const chart = page.getByRole('slider').first();
  await chart.hover({ position: { x: 700, y: 120 } });
};

const kept = [
  { name: 'Sales day by day', question: { of: 'sales', measures: ['gross'], by: ['time'] } },
  { name: 'Where they live', question: { of: 'lines', measures: ['gross', 'units'], by: ['country'] } },
  { name: 'Vendors by what they keep', question: { of: 'sales', measures: ['net', 'orders'], by: ['vendor'] } },
];

/** Three questions are kept, as analysts keep them, and put on the board. */
const pinned = async (page: Page) => {
  const keep = (data: object) =>
    page.request.post('/v1/analytics/questions', {
      data,
      headers: { 'Souk-Browser': '1', 'Idempotency-Key': JSON.stringify(data).slice(9, 40).replace(/\W/g, '') },
    });
  for (const one of kept) await keep(one);
  await page.reload();
  for (const { name } of kept) await page.getByLabel(name).click();
  for (const { name } of kept) await page.getByRole('heading', { name, level: 2 }).waitFor();
  await page.locator('.question .skeleton').first().waitFor({ state: 'detached' });
};

/** The dashboards of analysts, and what a vendor sees of them. */
export const figuresScenes: readonly Scene[] = [
  { name: 'figures-live', path: '/dashboards', who: 'analyst' },
  { name: 'figures-sales', path: '/dashboards/sales?last=90', who: 'analyst', act: pointed },
  { name: 'figures-sales-dark', path: '/dashboards/sales?last=90&grain=week', who: 'analyst', how: dark, act: pointed },
  { name: 'figures-sales-vendor', path: '/dashboards/sales?last=90', who: 'vendor' },
  { name: 'figures-sales-german-phone', path: '/dashboards/sales', who: 'analyst', how: { ...german, ...phone } },
  { name: 'figures-products', path: '/dashboards/products?last=90', who: 'analyst' },
  { name: 'figures-customers', path: '/dashboards/customers?last=365', who: 'analyst' },
  { name: 'figures-visits', path: '/dashboards/visits', who: 'analyst' },
  { name: 'figures-stock', path: '/dashboards/stock', who: 'analyst' },
  { name: 'figures-vendors', path: '/dashboards/vendors?last=90', who: 'analyst' },
  { name: 'figures-payments', path: '/dashboards/payments?last=365', who: 'analyst' },
  { name: 'figures-operation', path: '/dashboards/operation?last=365', who: 'analyst' },
  { name: 'figures-questions', path: '/dashboards/questions?last=90', who: 'analyst' },
  { name: 'figures-board', path: '/dashboards/board?last=90', who: 'analyst', act: pinned },
  { name: 'figures-alerts', path: '/dashboards/alerts', who: 'analyst' },
  { name: 'figures-nobody', path: '/dashboards', who: 'shopper' },
];
