import '../design/design.css';
import { startFace } from '../frame/face.tsx';
import { WorkFrame } from '../frame/work-frame.tsx';
import type { portalPages } from './pages.ts';

const signIn = async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn });

await startFace<(typeof portalPages)[number]>({
  name: 'portal',
  texts: {
    en: async () => (await import('./texts/portal.en.ts')).portalEn,
    de: async () => (await import('./texts/portal.de.ts')).portalDe,
  },
  frame: () => <WorkFrame space="portal" home="/vendor" />,
  pages: {
    '/vendor': async () => ({ Page: (await import('./home-page.tsx')).HomePage }),
    '/vendor/sign-in': signIn,
    '/vendors/{id}/invitation': async () => ({ Page: (await import('./home-page.tsx')).HomePage }),
  },
});
