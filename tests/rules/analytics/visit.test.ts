import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { browserOf, visitOf } from '../../../actors/analytics/visit.ts';

const now = Date.UTC(2026, 10, 22, 9);
const session = 'q1w2e3r4t5';

test('A visit is as old as its page says, and empty where it says nothing', () => {
  expect(visitOf({ type: 'viewed', session, product: 'prod_1', agoMs: 1_500 }, now)).toEqual({
    type: 'viewed',
    at: now - 1_500,
    session,
    product: 'prod_1',
    sku: '',
    order: '',
    query: '',
    results: 0,
    position: 0,
    step: '',
    value: 0,
    source: '',
  });
});

test.each([
  ['nothing', undefined],
  ['a text', 'viewed'],
  ['no type', { session }],
  ['another type', { type: 'bought', session }],
  ['no session', { type: 'viewed' }],
  ['an empty session', { type: 'viewed', session: '' }],
  ['a session with a quote', { type: 'viewed', session: "q1w2e3r4'--" }],
  ['a product that is no id', { type: 'viewed', session, product: "' OR 1=1" }],
  ['a number for a product', { type: 'viewed', session, product: 7 }],
  ['half a result', { type: 'searched', session, results: 0.5 }],
  ['fewer than no results', { type: 'searched', session, results: -1 }],
  ['a search without end', { type: 'searched', session, query: 'x'.repeat(101) }],
  ['a time that is to come', { type: 'viewed', session, agoMs: -1 }],
  ['yesterday', { type: 'viewed', session, agoMs: 86_400_000 }],
  ['a source with a path', { type: 'viewed', session, source: 'example.org/secret' }],
])('%s cannot be counted', (_, raw) => {
  expect(visitOf(raw, now)).toBeUndefined();
});

test.each([
  ['  Stoneware   MUG ', 'stoneware mug'],
  ['ada@example.org', ''],
  ['+44 20 7946 0958', ''],
  ['lamp 40', 'lamp 40'],
])('A search for %p is kept as %p', (query, kept) => {
  expect(visitOf({ type: 'searched', session, query }, now)?.query).toBe(kept);
});

test('Whatever a browser says is a visit or none, and never an accident', () => {
  const anything = fc.record(
    { type: fc.anything(), session: fc.anything(), agoMs: fc.anything(), query: fc.anything(), value: fc.anything() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), anything), (raw) => {
      const visit = visitOf(raw, now);
      return visit === undefined || (visit.at <= now && visit.session.length >= 8);
    }),
  );
});

test.each([
  ['', true, 'desktop'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1)', true, 'desktop'],
  ['curl/8.5.0', true, 'desktop'],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0', false, 'desktop'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Mobile/15E148 Safari', false, 'mobile'],
  ['Mozilla/5.0 (iPad; CPU OS 18_0) Safari', false, 'tablet'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) Mobile Safari', false, 'mobile'],
  ['Mozilla/5.0 (Linux; Android 15; SM-X910) Safari', false, 'tablet'],
])('%p is a bot: %p, on a %s', (agent, isBot, device) => {
  expect(browserOf('1.2.3.4', agent, now)).toMatchObject({ isBot, device });
});

test('A visitor is the same one for a week, and somebody else at another address', () => {
  const { secret } = browserOf('1.2.3.4', 'Firefox', now);
  expect(browserOf('1.2.3.4', 'Firefox', now + 1_000).secret).toBe(secret);
  expect(browserOf('1.2.3.4', 'Firefox', now + 8 * 86_400_000).secret).not.toBe(secret);
  expect(browserOf('1.2.3.5', 'Firefox', now).secret).not.toBe(secret);
});
