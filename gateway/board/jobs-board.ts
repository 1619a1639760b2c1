import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { AppControllerRoute } from '@bull-board/api/typings/app';
import type { Queue } from 'bull';
import { notFound } from '../../actors/runtime/errors.ts';
import { type Answer, jsonAnswer, textAnswer } from '../answer.ts';
import { readJson } from '../body.ts';
import type { SessionCookies } from '../browser/cookies.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Exchange } from '../exchange.ts';
import { htmlType } from '../pages/html.ts';
import type { RouteKit } from '../routes/kit.ts';
import { type BoardParts, boardPartsOf } from './board-parts.ts';
import { guardedForPlatform } from './guarded.ts';

const base = '/console/jobs';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** Scripts are files of the board alone; what it draws with writes styles into the page. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const noStore = { 'Cache-Control': 'no-store' };

/** `/queue/:name` as our router has it. */
const pathsOf = (routes: string | readonly string[]): readonly string[] =>
  [routes].flat().map((route) => `${base}${route === '/' ? '' : route}`.replaceAll(/:(\w+)/g, '{$1}'));

/** The page is a template of names alone. Fonts of another host are left out. */
const filled = (template: string, values: Readonly<Record<string, unknown>>): string =>
  template
    .replaceAll(/<%[=-] (\w+) %>/g, (_, name: string) => String(values[name] ?? ''))
    .replaceAll(/<link href="https:[^>]*>/g, '');

function pagesOf({ entry, views, config }: BoardParts): readonly Endpoint[] {
  const { name, params } = entry.handler({ basePath: base, uiConfig: config });
  const page = filled(readFileSync(join(views, name), 'utf8'), params);
  const answer = () => textAnswer(200, htmlType, page, { 'Content-Security-Policy': policy, ...noStore });
  return pathsOf(entry.route).map((path) => ({ method: 'GET', path, answer }));
}

function controllersOf(
  { queues, config }: BoardParts,
  { method, route, handler }: AppControllerRoute,
): readonly Endpoint[] {
  const answer = async ({ req, method: asked, headers, query, params }: Exchange): Promise<Answer> => {
    const { status = 200, body } = await handler({
      queues,
      uiConfig: config,
      query: Object.fromEntries(new URLSearchParams(query)),
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)])),
      body: asked === 'GET' ? {} : await readJson(req),
      headers: { accept: headers.accept },
    });
    return jsonAnswer(status, body, noStore);
  };
  const methods = [method].flat().map((one) => one.toUpperCase());
  return pathsOf(route).flatMap((path) => methods.map((one) => ({ method: one, path, answer })));
}

/** As deep as the board's files lie. */
const filePaths = ['{a}', '{a}/{b}', '{a}/{b}/{c}'];

function filesOf({ files }: BoardParts): readonly Endpoint[] {
  const names = readdirSync(files, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const known = new Set(names.filter((name) => types[extname(name)]));
  const answer = async ({ params }: Exchange): Promise<Answer> => {
    const name = Object.values(params).join('/');
    if (!known.has(name)) throw notFound('file');
    const bytes = await readFile(join(files, name));
    return textAnswer(200, types[extname(name)] ?? '', bytes, { 'Cache-Control': 'private, max-age=3600' });
  };
  return filePaths.map((path) => ({ method: 'GET', path: `${base}/static/${path}`, answer }));
}

/** Bull's own board of these queues, at `/console/jobs`. Jobs are all tenants': it is for people of the platform. */
export const jobsBoard =
  (queues: readonly Queue[]) =>
  (kit: RouteKit, cookies: SessionCookies): readonly Endpoint[] => {
    const parts = boardPartsOf(queues);
    const endpoints = [
      ...pagesOf(parts),
      ...parts.api.flatMap((route) => controllersOf(parts, route)),
      ...filesOf(parts),
    ];
    return endpoints.map(guardedForPlatform(kit, cookies, base));
  };
