import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const textsIn = (...folders: readonly string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => readFileSync(join(folder, path), 'utf8')),
    )
    .join('\n');

/** Name and kinds of refusal of every decider of the system and its examples. */
const deciders = [...textsIn('actors', 'examples').matchAll(/export const (\w+): Decider<([^>]*)> = \{/g)].map(
  ([, name = '', types = '']) => ({ name, refusal: types.split(',')[3]?.trim() ?? 'never' }),
);

const tests = textsIn('tests/rules', 'tests/examples');

test('the deciders are found', () => {
  expect(deciders.length).toBeGreaterThan(15);
});

test.each(deciders)('the $name lives through stories that a generator makes', ({ name }) => {
  expect(tests).toMatch(new RegExp(`new Player\\(${name}\\b`));
});

const whoRefuse = deciders.filter(({ refusal }) => refusal !== 'never');

test.each(whoRefuse)('the $name refuses in an order that a table holds it to', ({ name }) => {
  expect(tests).toMatch(new RegExp(`refusesInOrder\\(\\s*${name},`));
});
