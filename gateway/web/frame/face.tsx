import { QueryClientProvider } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
} from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from '../api/queries.ts';
import { Toasts } from '../design/toasts.tsx';
import { startTexts, type TextFiles } from '../i18n/texts.ts';
import { MissingPage } from './missing-page.tsx';
import { PageProblem } from './page-problem.tsx';
import { PageWaiting } from './page-waiting.tsx';
import { readQuery, writeQuery } from './query.ts';

/** A page, loaded when somebody goes there. */
export type LoadPage = () => Promise<{ readonly Page: () => ReactNode }>;

export type Face<Path extends string> = {
  /** The namespace of its texts. */
  readonly name: string;
  readonly texts: TextFiles;
  /** What stands around each page; it shows the page as `<Outlet />`. */
  readonly frame: () => ReactNode;
  /** Every path that the gateway knows of this face. */
  readonly pages: Readonly<Record<Path, LoadPage>>;
};

/** `/products/{handle}` -> `/products/$handle`, as the router writes it. */
const routePathOf = (path: string): string => path.replace(/\{(\w+)\}/g, '$$$1');

function routesOf({ frame, pages }: Face<string>) {
  const root = createRootRoute({ component: frame, notFoundComponent: MissingPage });
  const children: AnyRoute[] = Object.entries(pages).map(([path, load]) =>
    createRoute({
      getParentRoute: () => root,
      path: routePathOf(path),
      component: lazyRouteComponent(load, 'Page'),
    }),
  );
  return root.addChildren(children);
}

/** Starts a face in the page that the gateway sent. */
export async function startFace<Path extends string>(face: Face<Path>): Promise<void> {
  const place = document.getElementById('page');
  if (!place) throw new Error('the page has no place for a face');
  // What writes a style at work (dialogs hold the page still) shows that it is ours.
  setNonce(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '');
  await startTexts(face.name, face.texts);
  const queries = createQueries();
  const router = createRouter({
    routeTree: routesOf(face),
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch: readQuery,
    stringifySearch: writeQuery,
    defaultErrorComponent: PageProblem,
    defaultPendingComponent: PageWaiting,
  });
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  );
}
