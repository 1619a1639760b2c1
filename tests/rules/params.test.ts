import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkParams } from '../../actors/runtime/params.ts';
import { allContracts } from '../../composition/contracts.ts';

const actions = allContracts.flatMap(({ actions: own }) => Object.entries(own));
const withExample = actions.filter(([, { example }]) => example !== undefined);
const forbidden = ['__proto__', 'constructor', 'prototype'];

/** Every object in a value, itself first, each with what it takes to have a field more. */
function grown(value: unknown, name: string, inner: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [Object.fromEntries([...Object.entries(value), [name, inner]])];
  const below = Object.entries(value).flatMap(([field, one]) =>
    grown(one, name, inner).map((changed) =>
      Array.isArray(value)
        ? value.map((item: unknown, place) => (String(place) === field ? changed : item))
        : { ...value, [field]: changed },
    ),
  );
  return [...own, ...below];
}

/** Whether some object in it has other ancestors than an object has. */
const isTainted = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ((!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) ||
    Object.values(value).some(isTainted));

function checked(schema: Parameters<typeof checkParams>[0], params: unknown): unknown {
  try {
    return checkParams(schema, params);
  } catch (error) {
    expect(error).toMatchObject({ type: 'VALIDATION', class: 'Invalid' });
    return undefined;
  }
}

test('there are actions to try', () => expect(withExample.length).toBeGreaterThan(50));

describe('no name reaches a prototype', () => {
  test.each(withExample)('in what %s is given', (_, { params, example }) => {
    for (const name of forbidden) {
      for (const sly of grown(example?.params, name, { polluted: true })) {
        const taken = checked(params, JSON.parse(JSON.stringify(sly)));
        expect(isTainted(taken)).toBe(false);
      }
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('whatever it is given', () => {
  test.each(actions)('%s takes it or names what is wrong', (_, { params, example }) => {
    const fields = [...Object.keys(params.describe().keys ?? {}), ...forbidden];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>('a', ...Object.values(example?.params ?? {})),
    );
    const given = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 }),
    );
    fc.assert(
      fc.property(given, (some) => expect(isTainted(checked(params, JSON.parse(JSON.stringify(some))))).toBe(false)),
      { numRuns: 50 },
    );
  });
});
