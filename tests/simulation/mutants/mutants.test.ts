import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from '@jest/globals';
import { allMutants } from './all.ts';
import { type Mutant, plant } from './mutant.ts';

const ROOT = new URL('../../../', import.meta.url);
const sourceOf = ({ file }: Mutant): string => readFileSync(new URL(file, ROOT), 'utf8');

test('there are enough planted bugs, each under a name of its own', () => {
  expect(new Set(allMutants.map(({ name }) => name)).size).toBe(allMutants.length);
  expect(allMutants.length).toBeGreaterThanOrEqual(24);
});

test.each(allMutants)('today’s source still has a place for the bug "$name"', (mutant) => {
  const source = sourceOf(mutant);
  const planted = plant(mutant, source);
  expect(planted).not.toBe(source);
  expect(() => stripTypeScriptTypes(planted)).not.toThrow();
});

test('a bug whose place is gone, or is not the only one, is not planted', () => {
  const [mutant] = allMutants as readonly [Mutant];
  expect(() => plant(mutant, 'nothing')).toThrow('stands 0 times');
  expect(() => plant(mutant, mutant.find.repeat(2))).toThrow('stands 2 times');
});
