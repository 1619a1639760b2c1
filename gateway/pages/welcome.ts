import { type Answer, jsonAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import { escapeHtml, htmlPage, wantsHtml } from './html.ts';

type Place = { readonly href: string; readonly name: string; readonly about: string };

const places: readonly Place[] = [
  { href: '/v1/docs', name: 'docs', about: 'The whole API, to read and to try' },
  { href: '/v1/openapi.json', name: 'openapi', about: 'The same as an OpenAPI 3.1 document, for programs' },
  { href: '/v1/products', name: 'products', about: 'What is for sale here' },
  { href: '/health/ready', name: 'health', about: 'Whether this node can serve, and what is wrong if not' },
  { href: '/metrics', name: 'metrics', about: 'What this node is doing, for Prometheus' },
];

const shown = ({ href, name, about }: Place): string =>
  `<dt><a href="${href}"><code>${escapeHtml(href)}</code></a></dt><dd id="${name}">${escapeHtml(about)}</dd>`;

const html = `<p>Souk is running: a marketplace where stock and orders are live.</p><dl>${places.map(shown).join('')}</dl>`;

const links = Object.fromEntries(places.map(({ name, href }) => [name, href]));

/** The front door, for people and for programs. */
export const welcome: Endpoint = {
  method: 'GET',
  path: '/',
  answer: ({ headers }): Answer =>
    wantsHtml(headers.accept)
      ? htmlPage(200, 'Souk', html)
      : jsonAnswer(200, { name: 'Souk', links }, { Vary: 'Accept', 'Cache-Control': 'no-cache' }),
};
