import type { Page } from 'playwright-core';
import { dark, german, phone, type Scene } from './scene.ts';

/** Pointed at, so that its numbers are seen. */
const pointed = async (page: Page) => {
  const chart = page.getByRole('slider').first();
  await chart.hover({ position: { x: 700, y: 120 } });
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
  { name: 'figures-nobody', path: '/dashboards', who: 'shopper' },
];
