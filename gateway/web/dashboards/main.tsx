import '../design/design.css';
import { startFace } from '../frame/face.tsx';
import { WorkFrame } from '../frame/work-frame.tsx';
import type { dashboardPages } from './pages.ts';

const signIn = async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn });

await startFace<(typeof dashboardPages)[number]>({
  name: 'dashboards',
  texts: {
    en: async () => (await import('./texts/dashboards.en.ts')).dashboardsEn,
    de: async () => (await import('./texts/dashboards.de.ts')).dashboardsDe,
  },
  frame: () => <WorkFrame space="dashboards" home="/dashboards" />,
  pages: {
    '/dashboards': async () => ({ Page: (await import('./home-page.tsx')).HomePage }),
    '/dashboards/sign-in': signIn,
  },
});
