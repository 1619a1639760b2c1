import { describe, expect, test } from '@jest/globals';
import { formatAgo, formatMoney, parseMoney } from '../../../gateway/web/i18n/format.ts';
import { directionOf, regionalOf, spokenOf } from '../../../gateway/web/i18n/languages.ts';
import { roleOf } from '../../../gateway/web/session/logins.ts';
import { homeOf, isOwnPath } from '../../../gateway/web/session/ways.ts';

test.each([
  ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
  ['de', ['en-GB'], 'de'],
  ['de', ['de', 'en'], 'de'],
])('%s in a browser of %j is written as in %s', (language, wished, regional) => {
  expect(regionalOf(language, wished)).toBe(regional);
});

describe('money', () => {
  test.each([
    [{ amount: 1_800, currency: 'GBP' }, 'en', '£18.00'],
    [{ amount: 1_800, currency: 'JPY' }, 'en', '¥1,800'],
    [{ amount: 1_234_500, currency: 'KWD' }, 'en', 'KWD 1,234.500'],
    [{ amount: 123_456, currency: 'EUR' }, 'de', '1.234,56 €'],
  ])('%j is written in %s as %s', (money, language, text) => {
    expect(formatMoney(money, language).replace(/\s/g, ' ')).toBe(text);
  });

  test.each([
    ['18', 1_800],
    ['18.5', 1_850],
    [' 18,50 ', 1_850],
    ['18.505', undefined],
    ['-1', undefined],
    ['eighteen', undefined],
  ])('%s is a price of %s', (text, amount) => {
    expect(parseMoney(text, 'GBP')).toBe(amount);
  });
});

describe('a moment', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  test.each([
    ['2026-11-22T11:59:30Z', '30 seconds ago'],
    ['2026-11-22T11:55:00Z', '5 minutes ago'],
    ['2026-11-21T12:00:00Z', 'yesterday'],
    ['2026-11-01T12:00:00Z', 'Nov 1, 2026'],
  ])('%s was %s', (iso, text) => {
    expect(formatAgo(iso, now, 'en')).toBe(text);
  });
});

describe('a visitor', () => {
  test('reads the first of the wished languages that the pages speak', () => {
    expect(spokenOf(['fr-CA', 'de-AT', 'en'])).toBe('de');
    expect(spokenOf(['fr'])).toBe('en');
    expect([directionOf('ar-EG'), directionOf('de')]).toEqual(['rtl', 'ltr']);
  });

  test('comes to the face that a sign-in is for', () => {
    expect(homeOf({ roles: ['operator'], staff: {} })).toBe('/console');
    expect(homeOf({ roles: ['analyst'], staff: {} })).toBe('/dashboards');
    expect(homeOf({ roles: [], staff: { ven_1: 'owner' } })).toBe('/vendor');
    expect(homeOf({ roles: [], staff: {} })).toBe('/');
    expect(roleOf({ email: 'vendor@demo.example', roles: [] })).toBe('vendor');
    expect(roleOf({ email: 'ana@demo.example', roles: ['analyst'] })).toBe('analyst');
  });

  test.each([['https://evil.example'], ['//evil.example'], ['/\\evil.example'], ['javascript:alert(1)'], [undefined]])(
    'is never led by a sign-in to %s',
    (path) => {
      expect(isOwnPath(path)).toBe(false);
    },
  );

  test('is led back to where they were', () => {
    expect(isOwnPath('/orders/1?token=a.b')).toBe(true);
  });
});
