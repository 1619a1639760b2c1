import '../design/design.css';
import { addRoutes } from '../api/routes.ts';
import { workRoutes } from '../api/work-routes.ts';
import { startFace } from '../frame/face.tsx';
import type { portalPages } from './pages.ts';
import { PortalFrame } from './portal-frame.tsx';

const products = () => import('./products/product-page.tsx');

addRoutes(workRoutes);

await startFace<(typeof portalPages)[number]>({
  name: 'portal',
  texts: {
    en: async () => (await import('./texts/portal.en.ts')).portalEn,
    de: async () => (await import('./texts/portal.de.ts')).portalDe,
  },
  frame: PortalFrame,
  pages: {
    '/vendor': async () => ({ Page: (await import('./today-page.tsx')).TodayPage }),
    '/vendor/sign-in': async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn }),
    '/vendor/apply': async () => ({ Page: (await import('./people/apply-page.tsx')).ApplyPage }),
    '/vendor/orders': async () => ({ Page: (await import('./orders/orders-page.tsx')).OrdersPage }),
    '/vendor/products': async () => ({ Page: (await import('./products/products-page.tsx')).ProductsPage }),
    '/vendor/products/new': async () => ({ Page: (await products()).NewProductPage }),
    '/vendor/products/{id}': async () => ({ Page: (await products()).ProductPage }),
    '/vendor/sheet': async () => ({ Page: (await import('./sheet/sheet-page.tsx')).SheetPage }),
    '/vendor/stock': async () => ({ Page: (await import('./stock/stock-page.tsx')).StockPage }),
    '/vendor/money': async () => ({ Page: (await import('./people/money-page.tsx')).MoneyPage }),
    '/vendor/team': async () => ({ Page: (await import('./people/team-page.tsx')).TeamPage }),
    '/vendor/settings': async () => ({ Page: (await import('./people/settings-page.tsx')).SettingsPage }),
    '/vendors/{id}/invitation': async () => ({ Page: (await import('./people/invitation-page.tsx')).InvitationPage }),
  },
});
