import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { tagged, textAnswer } from '../answer.ts';
import { codedAs, fitting } from '../browser/coded.ts';
import type { Endpoint } from '../endpoints.ts';

const source = new URL('../web/collect/collect.ts', import.meta.url);
const freshForS = 3_600;
const fields = {
  'Cache-Control': `public, max-age=${freshForS}`,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  Vary: 'Accept-Encoding',
};

/** The script with which a page tells what its visitors do. */
export function collectScript(): Endpoint {
  const script = stripTypeScriptTypes(readFileSync(source, 'utf8'));
  const answerOf = (bytes: string | Buffer) => tagged(textAnswer(200, 'text/javascript; charset=utf-8', bytes, fields));
  const coded = [codedAs('br', answerOf(brotliCompressSync(script))), codedAs('gzip', answerOf(gzipSync(script)))];
  const kept = { plain: answerOf(script), coded };
  return { method: 'GET', path: '/v1/collect.js', answer: ({ headers }) => fitting(kept, headers['accept-encoding']) };
}
