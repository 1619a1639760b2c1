import { expect, test } from '@jest/globals';
import { measuresOfSubject, watchable } from '../../../../actors/analytics/alert-measures.ts';
import { ruleProblem } from '../../../../actors/analytics/alert-rule.ts';
import {
  draftOf,
  emptyDraft,
  narrowed,
  ruleOf,
  subjects,
  watched,
} from '../../../../gateway/web/dashboards/alerts/watched.ts';

test('pages offer for alerts what analytics can watch, and all of it', () => {
  for (const of of subjects) expect([of, [...watched[of]].sort()]).toEqual([of, [...measuresOfSubject(of)].sort()]);
});

test('pages narrow an alert to what analytics can narrow it to, and to no less', () => {
  for (const of of subjects) {
    const { key, ofVendors, hasFilters } = watchable[of];
    const known = [key && 'key', ofVendors && 'vendor', hasFilters && 'where'].filter(Boolean);
    expect([of, narrowed[of]]).toEqual([of, known]);
  }
});

test('what is left empty is not asked for, and what was chosen of one subject says nothing of another', () => {
  const draft = { ...emptyDraft, key: ' sandbox ', currency: 'gbp', vendor: 'ven_1', least: '100', everyMinutes: 1 };
  const { key, currency, vendor, least, everyMinutes, quietMinutes } = ruleOf(draft);
  expect([key, currency, vendor, least, everyMinutes, quietMinutes]).toEqual([
    'sandbox',
    'GBP',
    'ven_1',
    undefined,
    1,
    60,
  ]);
  expect(ruleOf({ ...draft, when: 'rises' }).least).toBe(100);
  expect(Object.keys(ruleOf(emptyDraft))).not.toContain('key');
  const where = [{ field: 'country' as const, is: ['GB'] }];
  expect(ruleOf({ ...draft, of: 'lines', where }).where).toEqual(where);
  const other = ruleOf(draftOf({ ...draft, where }, 'payments'));
  expect([other.key, other.vendor, other.where]).toEqual([undefined, undefined, undefined]);
});

test('whatever is chosen can be watched, and a change is typed in percent', () => {
  for (const of of subjects) expect(ruleProblem(ruleOf(draftOf(emptyDraft, of)))).toBeUndefined();
  expect(ruleOf({ ...emptyDraft, when: 'falls', than: '12.5' }).than).toBe(1_250);
  expect(ruleOf({ ...emptyDraft, when: 'below', than: '3' }).than).toBe(3);
  expect(draftOf({ ...emptyDraft, measure: 'units' }, 'products').measure).toBe('units');
});
