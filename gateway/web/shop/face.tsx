import type { Face } from '../frame/router.tsx';
import type { shopPages } from './pages.ts';
import { ShopFrame } from './shop-frame.tsx';

/** The shop, as a browser starts it and as the gateway renders it. */
export const shop: Face<(typeof shopPages)[number]> = {
  name: 'shop',
  texts: {
    en: async () => (await import('./texts/shop.en.ts')).shopEn,
    de: async () => (await import('./texts/shop.de.ts')).shopDe,
  },
  frame: ShopFrame,
  pages: {
    '/': () => import('./home-page.tsx'),
    '/search': () => import('./find/search-page.tsx'),
    '/categories/{handle}': () => import('./find/category-page.tsx'),
    '/products/{handle}': () => import('./product/product-page.tsx'),
    '/shops/{handle}': () => import('./find/shop-page.tsx'),
    '/cart': () => import('./cart/cart-page.tsx'),
    '/checkout': () => import('./checkout/checkout-page.tsx'),
    '/orders/{id}': () => import('./orders/order-page.tsx'),
    '/account': () => import('./account/account-page.tsx'),
    '/account/orders': () => import('./orders/orders-page.tsx'),
    '/account/addresses': () => import('./account/addresses-page.tsx'),
    '/sign-in': async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn }),
    '/register': () => import('./account/register-page.tsx'),
    '/password/forgot': () => import('./account/forgot-page.tsx'),
    '/password/reset': () => import('./account/reset-page.tsx'),
  },
};
