import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainCopy } from '../../actors/runtime/plain.ts';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('A copy is what JSON would have made of it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(plainCopy(value)).toEqual(value);
      expect(JSON.stringify(plainCopy(value))).toBe(JSON.stringify(value));
    }),
  );
});

test('What JSON cannot hold becomes what JSON makes of it', () => {
  const odd = {
    left: undefined,
    list: [undefined, null, Number.NaN],
    endless: Number.POSITIVE_INFINITY,
    day: new Date(0),
    deep: { day: [new Date(1)], none: undefined },
  };
  expect(plainCopy(odd)).toEqual(asJson(odd));
  const sly: unknown = JSON.parse('{"__proto__": {"roles": ["platform"]}}');
  expect(JSON.stringify(plainCopy(sly))).toBe('{"__proto__":{"roles":["platform"]}}');
  expect((plainCopy(sly) as { roles?: unknown }).roles).toBeUndefined();
});

test('Nothing of the copy is a part of what was copied', () => {
  const state = { lines: [{ units: 1 }] };
  const copy = plainCopy(state);
  for (const line of state.lines) line.units = 2;
  state.lines.push({ units: 3 });
  expect(copy).toEqual({ lines: [{ units: 1 }] });
});
