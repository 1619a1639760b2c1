import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { orderTable } from '../../tools/order-table.ts';

const page = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const withoutSpaces = (text: string): string => text.replaceAll(/[ \t]+/g, ' ').replaceAll('| |', '||');

test('the README opens with the life of an order as the code has it', () => {
  expect(withoutSpaces(page('README.md'))).toContain(withoutSpaces(orderTable()));
});

describe('the developer page', () => {
  const quoted = [...page('docs/developer.md').matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)];

  test('quotes the example', () => {
    expect(quoted).toHaveLength(5);
  });

  test.each(quoted.map(([, file, code]) => [file, code]))('quotes %s as it is', (file, code) => {
    expect(code).toBe(page(String(file)));
  });
});
