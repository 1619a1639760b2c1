import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const textsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));

const sentences = (text: string): string[] =>
  [...text.replaceAll(/\n\s*\*\s/g, ' ').matchAll(/Precedence: ([^.]*)\./g)].map(([, reasons = '']) => reasons);

const tables = (text: string): string[] =>
  [...text.matchAll(/refusesInOrder\(\s*\w+,\s*(['"])(.*?)\1,/g)].map(([, , reasons = '']) => reasons);

test('the order of refusals that a rule documents is the one that is tested, and the other way round', () => {
  const documented = new Set(textsIn('actors').flatMap(sentences));
  const tested = new Set(textsIn('tests/rules').flatMap(tables));
  expect([...tested].toSorted()).toEqual([...documented].toSorted());
  expect(documented.size).toBeGreaterThan(30);
});
