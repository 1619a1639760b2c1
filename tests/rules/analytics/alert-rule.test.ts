import { describe, expect, test } from '@jest/globals';
import type { AlertRule, Seen } from '../../../actors/analytics/alert.schemas.ts';
import { seenIn } from '../../../actors/analytics/alert-figures.service.ts';
import { measuresOfSubject, watchable } from '../../../actors/analytics/alert-measures.ts';
import { excessOf, isBack, isDue, ruleProblem } from '../../../actors/analytics/alert-rule.ts';

const rule = (fields: Partial<AlertRule> = {}): AlertRule => ({
  ...{ of: 'sales', measure: 'gross', minutes: 60, when: 'above', than: 1_000 },
  ...fields,
});

describe('a figure has gone too far', () => {
  test.each<[AlertRule['when'], number, Seen, boolean]>([
    ['above', 1_000, { figure: 1_001 }, true],
    ['above', 1_000, { figure: 1_000 }, false],
    ['below', 1, { figure: 0 }, true],
    ['below', 1, { figure: 1 }, false],
    ['rises', 5_000, { figure: 151, before: 100 }, true],
    ['rises', 5_000, { figure: 150, before: 100 }, false],
    ['rises', 5_000, { figure: 1, before: 0 }, true],
    ['rises', 5_000, { figure: 0, before: 0 }, false],
    ['rises', 5_000, { figure: -10, before: -100 }, true],
    ['falls', 5_000, { figure: 49, before: 100 }, true],
    ['falls', 5_000, { figure: 50, before: 100 }, false],
    ['falls', 9_999, { figure: 0, before: 3 }, true],
    ['falls', 5_000, { figure: 300, before: 100 }, false],
  ])('%s %d: %j is %s', (when, than, seen, isSo) => {
    expect(excessOf(rule({ when, than }), seen) > 0).toBe(isSo);
  });

  test('not while both spans are too small to say anything of a change', () => {
    const rises = rule({ when: 'rises', than: 5_000, least: 10 });
    expect(excessOf(rises, { figure: 9, before: 1 }) > 0).toBe(false);
    expect(excessOf(rises, { figure: 10, before: 1 }) > 0).toBe(true);
  });

  test('and is back by a twentieth of its threshold; one below twenty at once', () => {
    expect([951, 950].map((figure) => isBack(rule(), { figure }))).toEqual([false, true]);
    expect([1, 0].map((figure) => isBack(rule({ than: 0 }), { figure }))).toEqual([false, true]);
    expect([0, 1].map((figure) => isBack(rule({ when: 'below', than: 1 }), { figure }))).toEqual([false, true]);
  });
});

describe('what is seen', () => {
  const items = (now: readonly object[], before: readonly object[] = []) => ({ now, before });
  const paid = (provider: string, asked: number, successRate: number) => ({
    ...{ provider, currency: 'GBP', asked, successRate },
  });
  const success = rule({ of: 'payments', measure: 'successRate', when: 'below', than: 9_000 });

  test('is the item that goes furthest, or the one that is meant', () => {
    const found = items([paid('north', 10, 9_500), paid('south', 10, 4_000)]);
    expect(seenIn(success, found)).toEqual({ figure: 4_000, key: 'south', currency: 'GBP' });
    expect(seenIn({ ...success, key: 'north' }, found)).toEqual({ figure: 9_500, key: 'north', currency: 'GBP' });
    expect(seenIn({ ...success, currency: 'EUR' }, found)).toBeUndefined();
  });
  test('of a rate is nothing where nothing happened, and of a count it is 0', () => {
    expect(seenIn(success, items([paid('north', 0, 0)]))).toBeUndefined();
    expect(seenIn(success, items([]))).toBeUndefined();
    expect(seenIn({ ...success, measure: 'captured' }, items([]))).toEqual({ figure: 0 });
  });
  test('of a change are both spans, 0 where a count is in one only', () => {
    const falls = rule({ of: 'products', measure: 'units', when: 'falls', than: 5_000 });
    const sold = (productId: string, units: number) => ({ productId, currency: 'GBP', units });
    expect(seenIn(falls, items([sold('p1', 4)], [sold('p1', 4), sold('p2', 9)]))).toEqual({
      ...{ figure: 0, before: 9 },
      ...{ key: 'p2', currency: 'GBP' },
    });
    const rates = { ...success, when: 'falls', than: 1_000 } as const;
    expect(seenIn(rates, items([paid('north', 1, 100)], [paid('south', 1, 100)]))).toBeUndefined();
  });
});

test.each<[Partial<AlertRule>, string]>([
  [{ measure: 'visits' }, 'rule.measure'],
  [{ measure: 'constructor' }, 'rule.measure'],
  [{ key: 'x' }, 'rule.key'],
  [{ of: 'operation', measure: 'placed', vendor: 'ven_1' }, 'rule.vendor'],
  [{ where: [{ field: 'country', is: ['GB'] }] }, 'rule.where'],
  [{ of: 'lines', where: [{ field: 'device', is: ['mobile'] }] }, 'question.where'],
  [{ of: 'live', measure: 'visitorsNow', when: 'rises' }, 'rule.when'],
  [{ when: 'rises', than: -1 }, 'rule.than'],
  [{ when: 'falls', than: 10_000 }, 'rule.than'],
])('a rule that cannot be watched is told what is wrong with it: %j', (fields, field) => {
  expect(ruleProblem(rule(fields))?.field).toBe(field);
});

test('every measure that is offered can be watched', () => {
  const subjects = Object.keys(watchable) as AlertRule['of'][];
  for (const of of subjects) {
    for (const measure of measuresOfSubject(of)) expect(ruleProblem(rule({ of, measure }))).toBeUndefined();
  }
});

test('alerts of one interval are spread over it, and each has its turn once', () => {
  const minutes = Array.from({ length: 30 }, (_, number) => number);
  for (const id of ['alr_a', 'alr_b']) expect(minutes.filter((number) => isDue(id, 30, number))).toHaveLength(1);
  expect(minutes.every((number) => isDue('alr_a', 1, number))).toBe(true);
});
