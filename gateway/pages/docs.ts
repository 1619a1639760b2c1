import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { notFound } from '../../actors/runtime/errors.ts';
import { type Answer, tagged, textAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import { htmlType } from './html.ts';

/** Swagger UI's own files, from the installed package: nothing is fetched from elsewhere. */
const types: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Its styles are partly written into the page, its icons are `data:` images; scripts come from here alone. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Souk API</title>
<link rel="icon" href="/v1/docs/favicon-32x32.png">
<link rel="stylesheet" href="/v1/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/v1/docs/swagger-ui-bundle.js"></script>
<script src="/v1/docs/begin.js"></script>
</html>
`;

const begin = `SwaggerUIBundle({ url: '/v1/openapi.json', dom_id: '#docs', deepLinking: true, tryItOutEnabled: true });\n`;

const shown = (type: string, content: string | Buffer): Answer =>
  tagged(textAnswer(200, type, content, { 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' }));

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

async function asset(name: string): Promise<Answer> {
  if (name === 'begin.js') return shown('text/javascript; charset=utf-8', begin);
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) throw notFound('file');
  return shown(type, await readFile(join(folder, name)));
}

export const docsPages: readonly Endpoint[] = [
  { method: 'GET', path: '/v1/docs', answer: () => shown(htmlType, page) },
  { method: 'GET', path: '/v1/docs/{file}', answer: ({ params }) => asset(params.file ?? '') },
];
