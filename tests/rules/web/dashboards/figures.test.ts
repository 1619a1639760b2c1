import { expect, test } from '@jest/globals';
import { inTurn } from '../../../../gateway/web/dashboards/in-turn.ts';
import { growthOf, writeGrowth, writeMeasure } from '../../../../gateway/web/dashboards/measures.ts';
import { cohortsOf } from '../../../../gateway/web/dashboards/people/cohorts.ts';
import { currenciesOf, piecesOf, writeStart } from '../../../../gateway/web/dashboards/pieces.ts';
import { scopeOf, vendorIn } from '../../../../gateway/web/dashboards/scope.ts';

const item = (start: string, currency: string, gross: number) => ({
  ...{ start, currency, gross, orders: 1, units: 1, tax: 0, commission: 0, refunds: 0, net: gross },
  averageOrder: gross,
});

test('a measure is written in its own unit and in the language of the page', () => {
  const english = { currency: 'GBP', language: 'en' };
  expect(writeMeasure('gross', 123_450, english)).toBe('£1,234.50');
  expect(writeMeasure('gross', 123_450, { ...english, isShort: true })).toBe('£1.2K');
  expect(writeMeasure('gross', 1_800, { currency: 'JPY', language: 'en', isShort: true })).toBe('¥1.8K');
  expect(writeMeasure('orders', 12_345, { currency: 'GBP', language: 'de' })).toBe('12.345');
  expect(writeMeasure('successRate', 9_876, english)).toBe('98.8%');
  expect(writeMeasure('turnover', 150, english)).toBe('1.5');
  expect(writeMeasure('daysOfCover', 125, english)).toBe('12.5');
  expect(writeMeasure('p95', 340, english)).toBe('340 ms');
  expect(writeMeasure('p95', 2_340, english)).toBe('2.3 sec');
});

test('growth is of what was before, and of nothing there is none', () => {
  expect(growthOf(150, 100)).toBe(0.5);
  expect(growthOf(-50, -100)).toBe(0.5);
  expect(growthOf(5, 0)).toBeUndefined();
  expect(writeGrowth(0.125, 'en')).toBe('+12.5%');
  expect(writeGrowth(0, 'en')).toBe('0%');
});

test('pieces are of one currency, each beside the one at its place before', () => {
  const now = [item('a', 'GBP', 5), item('b', 'GBP', 7), item('a', 'EUR', 9)];
  const before = [item('y', 'EUR', 1), item('z', 'GBP', 4)];
  expect(piecesOf(now, 'gross', 'GBP', before)).toEqual([
    { start: 'a', value: 5, before: 4 },
    { start: 'b', value: 7 },
  ]);
  expect(currenciesOf(now)).toEqual(['GBP', 'EUR']);
});

test('a piece begins where its time zone is', () => {
  expect(writeStart('2026-07-04T23:00:00Z', 'day', 'Europe/London', 'en')).toBe('Jul 5');
  expect(writeStart('2026-07-04T23:00:00Z', 'day', 'UTC', 'de')).toBe('4. Juli');
});

test('each sees the figures that the roles allow: all, those of the own shops, how the shop runs, or none', () => {
  const shops = { ven_b: 'viewer', ven_a: 'owner', ven_c: 'fulfiller' } as const;
  expect(scopeOf({ roles: ['analyst'], staff: shops })).toEqual({ sees: 'all' });
  const own = scopeOf({ roles: [], staff: shops });
  expect(own).toEqual({ sees: 'own', vendors: ['ven_a', 'ven_b'] });
  expect(scopeOf({ roles: ['ops'], staff: {} })).toEqual({ sees: 'operation' });
  expect(scopeOf({ roles: [], staff: { ven_c: 'fulfiller' } })).toEqual({ sees: 'nothing' });
  expect(vendorIn(own, 'ven_b')).toBe('ven_b');
  expect(vendorIn(own, 'ven_other')).toBe('ven_a');
  expect(vendorIn({ sees: 'all' }, undefined)).toBeUndefined();
});

test('a month in which nobody of a cohort bought is nobody, and one that is yet to come is none', () => {
  const of = (cohort: string, months: number, customers: number) => ({
    ...{ cohort, months, customers, currency: 'GBP', orders: customers, gross: 0 },
  });
  expect(cohortsOf([of('2026-02-01', 0, 4), of('2025-12-01', 0, 9), of('2025-12-01', 3, 2)])).toEqual([
    { month: '2025-12-01', customers: 9, later: [0, 0, 2] },
    { month: '2026-02-01', customers: 4, later: [0] },
  ]);
  expect(cohortsOf([])).toEqual([]);
});

test('two questions are asked at once, and the others in their turn, also after one has failed', async () => {
  const turn = inTurn(2);
  const [begun, release]: [string[], Map<string, (isWell: boolean) => void>] = [[], new Map()];
  const ask = (name: string) =>
    turn(() => {
      begun.push(name);
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      release.set(name, (isWell) => (isWell ? resolve(name) : reject(new Error(name))));
      return promise;
    });
  const [a, b, c, d] = [ask('a'), ask('b'), ask('c'), ask('d')];
  expect(begun).toEqual(['a', 'b']);
  release.get('a')?.(false);
  await expect(a).rejects.toThrow('a');
  expect(begun).toEqual(['a', 'b', 'c']);
  release.get('c')?.(true);
  expect(await c).toBe('c');
  release.get('b')?.(true);
  await b;
  release.get('d')?.(true);
  expect(await d).toBe('d');
});
