import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { extname, join } from 'node:path';
import { type Answer, tagged, textAnswer } from '../answer.ts';
import type { Render } from '../web/frame/rendering.ts';
import { type Coded, codedAs, fitting } from './coded.ts';
import { loadRender } from './rendering.ts';

/** The built web pages, all in memory: some megabytes, made by ourselves. */
export type WebFiles = {
  /** A file whose name holds a digest of what is in it. */
  asset(name: string, headers: IncomingHttpHeaders): Answer | undefined;
  /** The first page of a face, with `__NONCE__` where each answer puts its own. */
  page(face: string): string;
  /** Makes pages of the shop without a browser. */
  readonly render: Render;
};

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const fields = { 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' };
const endings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

export async function loadWebFiles(folder: string): Promise<WebFiles> {
  const assets = join(folder, 'assets');
  const names = readdirSync(assets).filter((name) => types[extname(name)] !== undefined);
  const kept = new Map(names.map((name) => [name, keptOf(join(assets, name))]));
  const pages = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.html'))
      .map((name) => [name.slice(0, -'.html'.length), readFileSync(join(folder, name), 'utf8')]),
  );
  return {
    render: await loadRender(join(folder, 'server', 'server.js')),
    asset: (name, headers) => {
      const found = kept.get(name);
      return found && fitting(found, headers['accept-encoding']);
    },
    page: (face) => pages.get(face) ?? '',
  };
}

function keptOf(path: string): Coded {
  const type = types[extname(path)] as string;
  const plain = tagged(textAnswer(200, type, readFileSync(path), fields));
  const coded = endings
    .filter(([, ending]) => existsSync(path + ending))
    .map(([coding, ending]) => codedAs(coding, tagged(textAnswer(200, type, readFileSync(path + ending), fields))));
  return { plain, coded };
}
