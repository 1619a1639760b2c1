import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { channels } from '../../realtime/channels.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(DOCS, folder)).filter((name) => name.endsWith('.md'));

const pages = [
  ...pagesIn('.'),
  ...['decisions', 'runbooks'].flatMap((folder) => pagesIn(folder).map((name) => `${folder}/${name}`)),
  '../deploy/README.md',
];
const textOf = (page: string): string => readFileSync(join(DOCS, page), 'utf8');

/** Files that a page links to. */
const linksOf = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)[^)\s]*\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));

test('the index of the docs names every page once', () => {
  const named = linksOf(textOf('README.md'));
  expect([...named].sort()).toEqual(pages.filter((page) => page !== 'README.md').sort());
});

test.each([...pages, '../README.md', '../CONTRIBUTING.md', '../SECURITY.md'])(
  'every link of %s leads somewhere',
  (page) => {
    const missing = linksOf(textOf(page)).filter((link) => !existsSync(join(DOCS, page, '..', link)));
    expect(missing).toEqual([]);
  },
);

test('the page of live updates has a row for each kind of channel', () => {
  const rows = [...textOf('live.md').matchAll(/^\| `([a-z-]+)(:<\w+>)?` \| (?!`?\{)/gm)].map(([, word]) => word);
  expect(rows).toEqual(Object.keys(channels));
});
