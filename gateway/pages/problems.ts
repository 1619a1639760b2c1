import { notFound } from '../../actors/runtime/errors.ts';
import { jsonAnswer } from '../answer.ts';
import type { CodeRow } from '../code-table.ts';
import type { Endpoint } from '../endpoints.ts';
import { escapeHtml, htmlPage, wantsHtml } from './html.ts';

/** `type` of a problem is a link: it opens what the code means and what the caller should do. */
export const problemPages = (rows: readonly CodeRow[]): Endpoint => ({
  method: 'GET',
  path: '/problems/{code}',
  answer: ({ params, headers }) => {
    const row = rows.find(({ code }) => code === params.code);
    if (!row) throw notFound('problem');
    const { code, status, sentence, advice } = row;
    if (!wantsHtml(headers.accept)) return jsonAnswer(200, row, { Vary: 'Accept' });
    return htmlPage(200, code, `<p>${escapeHtml(sentence)}</p><p>Status ${status}: ${escapeHtml(advice)}</p>`);
  },
});
