import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tagged, textAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';

const source = new URL('../web/collect/collect.ts', import.meta.url);
const freshForS = 3_600;

/** The script with which a page tells what its visitors do. */
export function collectScript(): Endpoint {
  const script = stripTypeScriptTypes(readFileSync(source, 'utf8'));
  const fields = { 'Cache-Control': `public, max-age=${freshForS}`, 'Cross-Origin-Resource-Policy': 'cross-origin' };
  const answer = tagged(textAnswer(200, 'text/javascript; charset=utf-8', script, fields));
  return { method: 'GET', path: '/v1/collect.js', answer: () => answer };
}
