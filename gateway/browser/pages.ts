import { randomBytes } from 'node:crypto';
import { notFound } from '../../actors/runtime/errors.ts';
import { type Answer, textAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Exchange } from '../exchange.ts';
import { htmlType, wantsHtml } from '../pages/html.ts';
import { consolePages } from '../web/console/pages.ts';
import { dashboardPages } from '../web/dashboards/pages.ts';
import { portalPages } from '../web/portal/pages.ts';
import { shopPages } from '../web/shop/pages.ts';
import { compressed } from './coded.ts';
import type { WebFiles } from './files.ts';
import type { DrawPage } from './rendering.ts';

type Face = 'shop' | 'portal' | 'console' | 'dashboards';

const faces: readonly (readonly [Face, readonly string[]])[] = [
  ['shop', shopPages],
  ['portal', portalPages],
  ['console', consolePages],
  ['dashboards', dashboardPages],
];

const nonceBytes = 16;

/** Scripts and styles of our own alone; what writes a style into a page at work shows the nonce of that page. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Each answer has a nonce of its own, so a page is never kept with its fields; its files are. */
export function pageAnswer(status: number, template: string, accepted?: string): Answer {
  const nonce = randomBytes(nonceBytes).toString('base64url');
  const answer = textAnswer(status, htmlType, template.replaceAll('__NONCE__', nonce), {
    'Content-Security-Policy': policy(nonce),
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept, Accept-Encoding, Accept-Language',
  });
  return compressed(answer, accepted);
}

/** The pages of all faces and their files. `elsewhere` is asked where `/` is wanted by a program, not by a browser. */
export function webPages(files: WebFiles, elsewhere: Endpoint, draw: DrawPage): readonly Endpoint[] {
  const answerOf = async (face: Face, asked: Exchange): Promise<Answer> => {
    const accepted = asked.headers['accept-encoding'];
    if (face !== 'shop') return pageAnswer(200, files.page(face), accepted);
    const { status, html } = await draw(asked, files.page(face));
    return pageAnswer(status, html, accepted);
  };
  const pages = faces.flatMap(([face, paths]) =>
    paths.map((path): Endpoint => ({ method: 'GET', path, answer: (asked) => answerOf(face, asked) })),
  );
  const [home, ...others] = pages;
  return [
    {
      ...elsewhere,
      answer: (asked) => (wantsHtml(asked.headers.accept) ? (home as Endpoint) : elsewhere).answer(asked),
    },
    ...others,
    {
      method: 'GET',
      path: '/assets/{file}',
      answer: ({ params, headers }) => {
        const found = files.asset(params.file ?? '', headers);
        if (!found) throw notFound('file');
        return found;
      },
    },
  ];
}

/** What a person sees who asks for a page that nobody has. */
export const missingPage = (files: WebFiles): Answer => pageAnswer(404, files.page('shop'));
