import '../design/design.css';
import { analyticsRoutes } from '../api/analytics-routes.ts';
import { addRoutes } from '../api/routes.ts';
import { startFace } from '../frame/face.tsx';
import { DashboardsFrame } from './dashboards-frame.tsx';
import type { dashboardPages } from './pages.ts';

addRoutes(analyticsRoutes);

await startFace<(typeof dashboardPages)[number]>({
  name: 'dashboards',
  texts: {
    en: async () => (await import('./texts/dashboards.en.ts')).dashboardsEn,
    de: async () => (await import('./texts/dashboards.de.ts')).dashboardsDe,
  },
  frame: DashboardsFrame,
  pages: {
    '/dashboards': async () => ({ Page: (await import('./live-page.tsx')).LivePage }),
    '/dashboards/sign-in': async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn }),
    '/dashboards/sales': async () => ({ Page: (await import('./sales/sales-page.tsx')).SalesPage }),
    '/dashboards/products': async () => ({ Page: (await import('./market/products-page.tsx')).ProductsPage }),
    '/dashboards/customers': async () => ({ Page: (await import('./people/customers-page.tsx')).CustomersPage }),
    '/dashboards/visits': async () => ({ Page: (await import('./people/visits-page.tsx')).VisitsPage }),
    '/dashboards/stock': async () => ({ Page: (await import('./market/stock-page.tsx')).StockPage }),
    '/dashboards/vendors': async () => ({ Page: (await import('./market/vendors-page.tsx')).VendorsPage }),
    '/dashboards/payments': async () => ({ Page: (await import('./market/payments-page.tsx')).PaymentsPage }),
    '/dashboards/operation': async () => ({ Page: (await import('./market/operation-page.tsx')).OperationPage }),
    '/dashboards/questions': async () => ({ Page: (await import('./own/questions-page.tsx')).QuestionsPage }),
    '/dashboards/board': async () => ({ Page: (await import('./own/own-board-page.tsx')).OwnBoardPage }),
    '/dashboards/alerts': async () => ({ Page: (await import('./alerts/alerts-page.tsx')).AlertsPage }),
  },
});
