import { expect, test } from '@jest/globals';
import type { Mutant } from './mutant.ts';
import { tableOf, withSection } from './table.ts';

const mutant: Mutant = {
  name: 'oversold',
  why: 'No unit left.',
  file: 'x.ts',
  find: 'a',
  replace: 'b',
  caughtBy: ['stock'],
};

test('the table says of each planted bug what caught it and how many seeds that took, or that it survives', () => {
  const rows = [
    { mutant, tried: { caughtBy: 'neverOversold', seeds: 3 } },
    { mutant, tried: { seeds: 500 } },
  ];
  expect(tableOf(rows).split('\n').slice(2)).toEqual([
    '| oversold | No unit left. | neverOversold | 3 |',
    '| oversold | No unit left. | **survives** | more than 500 |',
  ]);
});

test('a section of a page is written anew and the others stay', () => {
  const page = '# Page\n\n## One\n\nold\n\n## Two\n\nkept\n';
  expect(withSection(page, 'One', 'new')).toBe('# Page\n\n## One\n\nnew\n\n## Two\n\nkept\n');
  expect(withSection(page, 'Two', 'new')).toBe('# Page\n\n## One\n\nold\n\n## Two\n\nnew\n');
  expect(withSection('# Page\n', 'Three', 'new')).toBe('# Page\n\n## Three\n\nnew\n');
});
