import type { Chance } from './chance.ts';

const many = (text: string, times: number): string => text.repeat(times);

/** Texts that have broken other people's programs. None of them is a path of this machine or looks like a stack. */
const texts: readonly string[] = [
  '',
  ' ',
  '\t\r\n',
  '\u0000',
  'a\u0000b',
  '\u0001\u0007\u001b[31m\u007f',
  '\u2028\u2029',
  '\ufeff',
  '\ufffe\uffff',
  '\ud800',
  '\udc00\ud800',
  '👩‍👩‍👧‍👦',
  'e\u0301',
  '\u202eabc',
  'ﷺ',
  'İıſK',
  'ß'.repeat(60),
  '０１２',
  'null',
  'undefined',
  'true',
  'NaN',
  '-Infinity',
  '1e400',
  '-1',
  '0x10',
  '1_000',
  '007',
  '9'.repeat(40),
  '1.5',
  "' OR 1=1 --",
  '"; DROP TABLE rows; --',
  '" NEAR/2 "',
  'title:*',
  'AND OR NOT (',
  '""""',
  '*',
  '%_',
  '{{7*7}}',
  '#{7*7}',
  '%s%n%x',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '..\\..\\',
  '/',
  '//',
  '.',
  '..',
  ';',
  '|',
  '#',
  '?',
  '&',
  '=',
  '@',
  ':',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  'nobody@nowhere.example',
  '2026-02-30T25:61:61Z',
  '1970-01-01T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  'https://[::1',
  'javascript:alert(1)',
  'http://x',
  'a@b',
  '"a b"@c.example',
  'GBP',
  'gbp',
  'XXX',
];

export function nastyText(chance: Chance): string {
  if (chance.is(0.75)) return chance.pick(texts);
  if (chance.is(0.3))
    return many(chance.pick(['x', 'é', '👍', '\u0000', '\\', '"', ' ', '(']), chance.between(100, 6_000));
  return randomText(chance, chance.between(1, 40));
}

const ranges: readonly (readonly [number, number])[] = [
  [0, 0x1f],
  [0x20, 0x7e],
  [0x80, 0x2ff],
  [0x300, 0x36f],
  [0x590, 0x6ff],
  [0x2000, 0x206f],
  [0x4e00, 0x4fff],
  [0xd800, 0xdfff],
  [0xfff0, 0xffff],
  [0x1f300, 0x1f6ff],
];

const randomText = (chance: Chance, length: number): string =>
  String.fromCodePoint(...Array.from({ length }, () => chance.between(...chance.pick(ranges))));

const numbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  2,
  0.1,
  1.5,
  -2.5,
  1e-7,
  100,
  101,
  10_000,
  10_001,
  1_000_000,
  1_000_001,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  1e21,
  1e308,
  -1e308,
  5e-324,
];

export const nastyNumber = (chance: Chance): number => chance.pick(numbers);

/** A value of any kind that JSON knows. */
export function nastyValue(chance: Chance): unknown {
  const kinds = { text: 5, number: 4, nothing: 2, truth: 2, list: 2, thing: 2, deep: 1 };
  switch (chance.weighted(kinds)) {
    case 'text':
      return nastyText(chance);
    case 'number':
      return nastyNumber(chance);
    case 'nothing':
      return null;
    case 'truth':
      return chance.is(0.5);
    case 'list':
      return Array.from({ length: chance.between(0, 3) }, () => nastyText(chance));
    case 'thing':
      return { [nastyName(chance)]: nastyText(chance) };
    case 'deep':
      return deep(chance.between(2, 40));
  }
}

/** A name for a field; `__proto__` as a computed key is a field of its own and not the prototype. */
export const nastyName = (chance: Chance): string =>
  chance.pick([
    '',
    'x',
    'id',
    'tenantId',
    'roles',
    'admin',
    'wait',
    'address',
    '__proto__',
    'constructor',
    'toString',
    '$ref',
  ]);

export const deep = (levels: number): unknown =>
  levels === 0 ? 0 : levels % 2 ? [deep(levels - 1)] : { a: deep(levels - 1) };
