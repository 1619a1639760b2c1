import '../design/design.css';
import { startFace } from '../frame/face.tsx';
import { WorkFrame } from '../frame/work-frame.tsx';
import type { consolePages } from './pages.ts';

const signIn = async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn });

await startFace<(typeof consolePages)[number]>({
  name: 'console',
  texts: {
    en: async () => (await import('./texts/console.en.ts')).consoleEn,
    de: async () => (await import('./texts/console.de.ts')).consoleDe,
  },
  frame: () => <WorkFrame space="console" home="/console" />,
  pages: {
    '/console': async () => ({ Page: (await import('./home-page.tsx')).HomePage }),
    '/console/sign-in': signIn,
  },
});
