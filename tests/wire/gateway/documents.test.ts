import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { allContracts } from '../../../composition/contracts.ts';
import { codeTable } from '../../../gateway/code-table.ts';
import { accessPage } from '../../../gateway/docs/access-page.ts';
import { errorPage } from '../../../gateway/docs/error-page.ts';
import type { AnyContract } from '../../../gateway/routes/routes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const contracts: readonly AnyContract[] = allContracts;

test('the composition knows the contract of every area', () => {
  const folders = globSync('actors/*/contract.schemas.ts', { cwd: root }).map((path) => path.split(/[/\\]/)[1]);
  expect(contracts.map(({ area }) => area).sort()).toEqual(folders.sort());
});

describe('the pages of the docs', () => {
  test('name every error code as the code has it', () => {
    expect(read('docs/errors.md')).toBe(errorPage(contracts));
  });

  test('name who may do what as the contracts have it', () => {
    expect(read('docs/access.md')).toBe(accessPage(contracts));
  });
});

describe('an error code', () => {
  const known = new Set(codeTable(contracts).map(({ code }) => code));
  const sources = globSync('{actors,gateway}/**/*.ts', { cwd: root }).map((path) => ({ path, text: read(path) }));

  test('that is thrown anywhere is explained', () => {
    const thrown = /(?:\brefuse|gatewayError|runtimeError)\(\s*'([A-Z][A-Z_]+)'|codeError\([\w.]+,\s*'([A-Z][A-Z_]+)'/g;
    const unexplained = sources.flatMap(({ path, text }) =>
      [...text.matchAll(thrown)]
        .map((match) => match[1] ?? match[2])
        .filter((code) => code && !known.has(code))
        .map((code) => `${path}: ${code}`),
    );
    expect(unexplained).toEqual([]);
  });

  test('that is explained is thrown somewhere', () => {
    const isTable = (path: string) => path.endsWith('.schemas.ts') || path.endsWith('codes.ts');
    // Behind its own table the runtime says which failing engine is which code.
    const behindTable = (text: string) => text.slice(text.indexOf('export type RuntimeCode'));
    const code = sources
      .filter(({ path }) => !isTable(path))
      .map(({ path, text }) => ({ text: path.endsWith('runtime/errors.ts') ? behindTable(text) : text }));
    const words = new Set(code.flatMap(({ text }) => text.match(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g) ?? []));
    expect([...known].filter((one) => !words.has(one))).toEqual([]);
  });

  test('that an action may refuse with is explained', () => {
    const refusals = contracts.flatMap(({ actions }) =>
      Object.entries(actions).flatMap(([action, { refusals = [] }]) => refusals.map((code) => ({ action, code }))),
    );
    expect(refusals.filter(({ code }) => !known.has(code))).toEqual([]);
  });

  test('is a word in capitals with one sentence', () => {
    for (const { code, sentence } of codeTable(contracts)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(sentence).toMatch(/^[A-Z].*[.]$/);
    }
  });
});
