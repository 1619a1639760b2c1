import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from '../api/queries.ts';
import { Toasts } from '../design/toasts.tsx';
import { startTexts } from '../i18n/texts.ts';
import type { Rendered } from './rendering.ts';
import { type Face, routerOf } from './router.tsx';

/** What the gateway made the page from need not be asked again. */
function takeKnown(queries: QueryClient): void {
  const text = document.getElementById('known')?.textContent;
  const known: Rendered['known'] = text ? JSON.parse(text) : [];
  for (const [key, value] of known) queries.setQueryData(key, value);
}

/** Starts a face in the page that the gateway sent, and in the place of what the gateway has drawn there. */
export async function startFace<Path extends string>(face: Face<Path>): Promise<void> {
  const place = document.getElementById('page');
  if (!place) throw new Error('the page has no place for a face');
  // What writes a style at work (dialogs hold the page still) shows that it is ours.
  setNonce(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '');
  const queries = createQueries();
  takeKnown(queries);
  const router = routerOf(face);
  // The page's own code is there before it is shown: what was drawn stays until then.
  await Promise.all([startTexts(face), router.load()]);
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  );
}
