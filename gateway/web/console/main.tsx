import '../design/design.css';
import { addRoutes } from '../api/routes.ts';
import { workRoutes } from '../api/work-routes.ts';
import { startFace } from '../frame/face.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import type { consolePages } from './pages.ts';

addRoutes(workRoutes);

await startFace<(typeof consolePages)[number]>({
  name: 'console',
  texts: {
    en: async () => (await import('./texts/console.en.ts')).consoleEn,
    de: async () => (await import('./texts/console.de.ts')).consoleDe,
  },
  frame: ConsoleFrame,
  pages: {
    '/console': async () => ({ Page: (await import('./today-page.tsx')).TodayPage }),
    '/console/sign-in': async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn }),
    '/console/vendors': async () => ({ Page: (await import('./market/vendors-page.tsx')).VendorsPage }),
    '/console/orders': async () => ({ Page: (await import('./market/orders-page.tsx')).OrdersPage }),
    '/console/orders/{id}': async () => ({ Page: (await import('./market/order-page.tsx')).OrderPage }),
    '/console/customers': async () => ({ Page: (await import('./market/customers-page.tsx')).CustomersPage }),
    '/console/products': async () => ({ Page: (await import('./market/products-page.tsx')).ProductsPage }),
    '/console/settings': async () => ({ Page: (await import('./market/settings-page.tsx')).SettingsPage }),
    '/console/tenants': async () => ({ Page: (await import('./market/tenants-page.tsx')).TenantsPage }),
    '/console/health': async () => ({ Page: (await import('./ops/health-page.tsx')).HealthPage }),
    '/console/flags': async () => ({ Page: (await import('./ops/flags-page.tsx')).FlagsPage }),
    '/console/nodes': async () => ({ Page: (await import('./ops/nodes-page.tsx')).NodesPage }),
    '/console/dead-letters': async () => ({ Page: (await import('./ops/dead-letters-page.tsx')).DeadLettersPage }),
    '/console/actors': async () => ({ Page: (await import('./ops/actors-page.tsx')).ActorsPage }),
  },
});
