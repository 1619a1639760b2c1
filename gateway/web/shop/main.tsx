import '../design/design.css';
import { startFace } from '../frame/face.tsx';
import type { shopPages } from './pages.ts';
import { ShopFrame } from './shop-frame.tsx';

await startFace<(typeof shopPages)[number]>({
  name: 'shop',
  texts: {
    en: async () => (await import('./texts/shop.en.ts')).shopEn,
    de: async () => (await import('./texts/shop.de.ts')).shopDe,
  },
  frame: ShopFrame,
  pages: {
    '/': async () => ({ Page: (await import('./home-page.tsx')).HomePage }),
    '/sign-in': async () => ({ Page: (await import('../session/sign-in.tsx')).SignIn }),
  },
});
