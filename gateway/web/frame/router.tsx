import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TextFiles } from '../i18n/texts.ts';
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

/** The pages of a face by their paths. `history`: of a page that is made without a browser. */
export const routerOf = <Path extends string>(face: Face<Path>, history?: RouterHistory) =>
  createRouter({
    routeTree: routesOf(face),
    defaultPreload: 'intent',
    // It would write a script into a page that is made without a browser.
    scrollRestoration: history === undefined,
    ...(history && { history }),
    parseSearch: readQuery,
    stringifySearch: writeQuery,
    defaultErrorComponent: PageProblem,
    defaultPendingComponent: PageWaiting,
  });
