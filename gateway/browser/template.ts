import { escapeHtml } from '../pages/html.ts';
import type { Head, Rendered } from '../web/frame/rendering.ts';

/** JSON inside a page: nothing in it can end the element that holds it. */
const jsonInHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const meta = (attribute: 'name' | 'property', name: string, content: string): string =>
  `<meta ${attribute}="${name}" content="${escapeHtml(content)}">`;

function headHtml({ title, description, canonical, image, kind, things }: Head): string {
  return [
    `<title>${escapeHtml(title)}</title>`,
    meta('name', 'description', description),
    `<link rel="canonical" href="${escapeHtml(canonical)}">`,
    meta('property', 'og:type', kind),
    meta('property', 'og:title', title),
    meta('property', 'og:description', description),
    meta('property', 'og:url', canonical),
    ...(image ? [meta('property', 'og:image', image)] : []),
    meta('name', 'twitter:card', image ? 'summary_large_image' : 'summary'),
    ...things.map((thing) => `<script type="application/ld+json">${jsonInHtml(thing)}</script>`),
  ].join('\n    ');
}

/** The page that the build made, with what was rendered in its places. Texts are put in as they are, whatever signs they have. */
export function withRendered(template: string, { status, head, html, known }: Rendered, language: string): string {
  if (status === 404) return template;
  const json = `<script type="application/json" id="known">${jsonInHtml(known)}</script>`;
  return template
    .replace('<html lang="en">', () => `<html lang="${language}">`)
    .replace(/<title>.*?<\/title>(\s*<meta name="description"[^>]*>)?/, () => headHtml(head))
    .replace('<div id="page"></div>', () => `<div id="page">${html}</div>\n    ${json}`);
}
