import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { createQueries } from '../api/queries.ts';
import type { Head, Render, RenderAsked, Rendered } from '../frame/rendering.ts';
import { routerOf } from '../frame/router.tsx';
import { textsIn } from '../i18n/texts.ts';
import { shop } from './face.tsx';
import { Missing, prepare } from './prepared.ts';

/** The policy of pages takes no style from an attribute: sizes of what is not there yet do not matter here. */
const styleAttribute = / style="[^"]*"/g;
/** Nothing hears of a press before the page's script has come: until then no button says that it can be pressed. */
const ableButton = /<button(?![^>]*\sdisabled)/g;

/** Pages of the shop as HTML, for those who come first and for those who only read: search engines, slow phones. */
export const render: Render = async (asked) => {
  const queries = createQueries();
  try {
    const head = await prepare(asked, queries);
    return head && { status: 200, head, ...(await shown(asked, queries)) };
  } catch (error) {
    if (isMissing(error)) return { status: 404, head: nowhere, html: '', known: [] };
    throw error;
  } finally {
    queries.clear();
  }
};

const isMissing = (error: unknown): boolean =>
  error instanceof Missing || (error as { readonly class?: unknown } | undefined)?.class === 'NotFound';

const nowhere: Head = { title: '404', description: '', canonical: '', kind: 'website', things: [] };

async function shown(
  { path, search, language }: RenderAsked,
  queries: ReturnType<typeof createQueries>,
): Promise<Pick<Rendered, 'html' | 'known'>> {
  const history = createMemoryHistory({ initialEntries: [`${path}${search}`] });
  const router = routerOf(shop, history);
  await router.load();
  const known = queries
    .getQueryCache()
    .getAll()
    .map(({ queryKey, state }) => [queryKey, state.data] as const);
  const html = renderToString(
    <I18nextProvider i18n={await textsIn(language, shop)}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { html: html.replace(styleAttribute, '').replace(ableButton, '<button disabled data-drawn'), known };
}
