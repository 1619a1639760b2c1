import { dark, phone, type Scene } from './scene.ts';

/** The faces of people at work. */
export const workScenes: readonly Scene[] = [
  { name: 'vendor-today', path: '/vendor', who: 'vendor' },
  { name: 'vendor-orders', path: '/vendor/orders', who: 'vendor' },
  { name: 'vendor-orders-dark', path: '/vendor/orders', who: 'vendor', how: dark },
  { name: 'vendor-products', path: '/vendor/products', who: 'vendor' },
  { name: 'vendor-product-new', path: '/vendor/products/new', who: 'vendor' },
  { name: 'vendor-stock', path: '/vendor/stock', who: 'vendor' },
  { name: 'vendor-stock-phone', path: '/vendor/stock', who: 'vendor', how: phone },
  { name: 'vendor-money', path: '/vendor/money', who: 'vendor' },
  { name: 'vendor-team', path: '/vendor/team', who: 'vendor' },
  { name: 'vendor-settings', path: '/vendor/settings', who: 'vendor' },
];
