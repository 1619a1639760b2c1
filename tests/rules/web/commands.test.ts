import { expect, test } from '@jest/globals';
import { matching } from '../../../gateway/web/frame/commands.ts';
import { keyName } from '../../../gateway/web/frame/key-names.ts';

const run = () => undefined;
const commands = [
  { id: 'stock', label: 'Stock', run },
  { id: 'new', label: 'New product', also: 'create', run },
  { id: 'products', label: 'Products', run },
  { id: 'cafe', label: 'Café', run },
];
const found = (typed: string) => matching(commands, typed).map(({ id }) => id);

test('a command is found by the beginnings and parts of its words, also those it is not called by', () => {
  expect(found('')).toEqual(['stock', 'new', 'products', 'cafe']);
  expect(found('prod')).toEqual(['products', 'new']);
  expect(found('create prod')).toEqual(['new']);
  expect(found('CAFE')).toEqual(['cafe']);
  expect(found('zzz')).toEqual([]);
});

test('a key has one name on every keyboard', () => {
  const pressed = (key: string, held: object = {}) =>
    keyName({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });
  expect(pressed('j')).toBe('j');
  expect(pressed('K', { ctrlKey: true })).toBe('mod+k');
  expect(pressed('k', { metaKey: true })).toBe('mod+k');
  expect(pressed('k', { altKey: true })).toBeUndefined();
});
