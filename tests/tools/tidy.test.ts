import { describe, expect, test } from '@jest/globals';
import { check } from '../../tools/tidy/check.ts';
import { summary } from '../../tools/tidy/sizes.ts';

const says = (path: string, text: string): readonly string[] =>
  check(path, text).findings.map((finding) => finding.says);

const linesOf = (count: number): string => 'step();\n'.repeat(count);

test('has nothing to say about a small pure function', () => {
  expect(
    check('actors/orders/order.ts', 'export const total = (a: number, b: number): number => a + b;\n').findings,
  ).toEqual([]);
});

test('names the file and the line, past letters of several bytes', () => {
  const text = '// Käse für 3 € 🧀\nexport const a = 1;\nexport const b: any = 2;\n';
  expect(check('gateway/http.ts', text).findings).toEqual([
    { path: 'gateway/http.ts', line: 3, says: expect.stringContaining('`any`') },
  ]);
});

describe('sizes', () => {
  test('a function of 40 lines is let through, one of 41 is not', () => {
    expect(says('gateway/http.ts', `function serve() {\n${linesOf(38)}}\n`)).toEqual([]);
    expect(says('gateway/http.ts', `function serve() {\n${linesOf(39)}}\n`)).toEqual([
      'serve has 41 lines, at most 40',
    ]);
  });

  test.each([
    ['an arrow', `const serve = () => {\n${linesOf(39)}};\n`],
    ['a method', `class Server {\nserve() {\n${linesOf(39)}}\n}\n`],
    ['a method of an object', `const server = { serve() {\n${linesOf(39)}} };\n`],
    ['a function in an object', `const server = { serve: () => {\n${linesOf(39)}} };\n`],
  ])('%s is measured by its name', (_kind, text) => {
    expect(says('gateway/http.ts', text)).toEqual(['serve has 41 lines, at most 40']);
  });

  test('a suite of tests is only their list, each test is measured', () => {
    const short = `test('a', () => {\n${linesOf(30)}});\n`;
    const long = `test('b', () => {\n${linesOf(39)}});\n`;
    expect(says('tests/rules/order.test.ts', `describe('orders', () => {\n${short}${short}});\n`)).toEqual([]);
    expect(says('tests/rules/order.test.ts', `describe('orders', () => {\n${long}});\n`)).toHaveLength(1);
    expect(says('gateway/http.ts', `describe('orders', () => {\n${short}${short}});\n`)).toHaveLength(1);
  });

  test('a file of 200 lines is let through, one of 201 is not', () => {
    expect(says('gateway/http.ts', linesOf(200))).toEqual([]);
    expect(says('gateway/http.ts', linesOf(201))).toEqual(['201 lines, at most 200']);
  });

  test('sums up median, 95th percentile and the longest', () => {
    const sizes = Array.from({ length: 100 }, (_, index) => ({ path: 'a.ts', line: 1, name: 'a', lines: index + 1 }));
    expect(summary(sizes)).toBe('100 functions (tests apart): median 50 lines, p95 95, longest 100');
    expect(summary([])).toBe('0 functions (tests apart): median 0 lines, p95 0, longest 0');
  });
});

describe('everywhere', () => {
  test.each([
    ['an any', 'export const a: any = 1;', '`any`'],
    ['an any deep in a type', 'export type A = Record<string, Promise<any[]>>;', '`any`'],
    ['a cast to any', 'export const a = 1 as any;', '`any`'],
    ['a default export', 'export default 1;', 'default export'],
    ['a default function', 'export default function serve() {}', 'default export'],
    ['unfinished work', `// ${'TO'}DO: later`, 'do it'],
    ['a known fault', `/* ${'FIX'}ME */`, 'do it'],
  ])('%s is found', (_kind, text, finding) => {
    expect(says('realtime/server.ts', text)).toEqual([expect.stringContaining(finding)]);
  });

  test('a tool that reads only a default export gets one', () => {
    expect(says('moleculer.config.ts', 'export default {};')).toEqual([]);
  });

  test.each(['actors/orders/Order.ts', 'actors/orders/order_line.ts', 'actors/orderLines/line.ts', 'gateway/index.ts'])(
    '%s is no name for a file',
    (path) => expect(says(path, '')).toHaveLength(1),
  );

  test.each(['actors/orders/order-line.view.ts', '.dependency-cruiser.cjs', 'tools/launch.mjs'])(
    '%s is a name for a file',
    (path) => expect(says(path, '')).toEqual([]),
  );
});

describe('actors are pure', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'performance.now()',
    'setTimeout(run, 5)',
    'setInterval(run, 5)',
    'globalThis.setImmediate(run)',
    'crypto.randomUUID()',
    "import { randomBytes } from 'node:crypto';",
    "import { randomUUID as id } from 'crypto';",
    "import * as crypto from 'node:crypto';",
    "import crypto from 'node:crypto';",
    "import { setTimeout } from 'node:timers/promises';",
  ])('%s is asked of the world', (text) => {
    expect(says('actors/orders/order.ts', text)).toEqual([expect.stringContaining('ask the world')]);
    expect(says('actors/runtime/partition/turns.ts', text)).toHaveLength(1);
    expect(says('actors/runtime/world.ts', text)).toEqual([]);
    expect(says('gateway/http.ts', text)).toEqual([]);
  });

  test.each(['new Date(at)', 'world.setTimeout(run)', "import { createHash } from 'node:crypto';", 'Math.min(1, 2)'])(
    '%s is decided by its input',
    (text) => expect(says('actors/orders/order.ts', text)).toEqual([]),
  );

  test.each([
    ['this.stock;', '`this`'],
    ['const line = input as Line;', 'cast'],
    ['const line = lines[0]!;', 'cast'],
  ])('%s is for the runtime alone', (text, finding) => {
    expect(says('actors/orders/order.ts', text)).toEqual([expect.stringContaining(finding)]);
    expect(says('actors/runtime/service.ts', text)).toEqual([]);
  });

  test('`as const` is no cast', () => {
    expect(says('actors/orders/order.ts', "const state = 'placed' as const;")).toEqual([]);
  });
});
