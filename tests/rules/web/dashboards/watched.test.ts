import { expect, test } from '@jest/globals';
import { measuresOfSubject } from '../../../../actors/analytics/alert-measures.ts';
import { ruleProblem } from '../../../../actors/analytics/alert-rule.ts';
import { draftOf, emptyDraft, ruleOf, subjects, watched } from '../../../../gateway/web/dashboards/alerts/watched.ts';

test('pages offer for alerts what analytics can watch, and all of it', () => {
  for (const of of subjects) expect([of, [...watched[of]].sort()]).toEqual([of, [...measuresOfSubject(of)].sort()]);
});

test('whatever is chosen can be watched, and a change is typed in percent', () => {
  for (const of of subjects) expect(ruleProblem(ruleOf(draftOf(emptyDraft, of)))).toBeUndefined();
  expect(ruleOf({ ...emptyDraft, when: 'falls', than: '12.5' }).than).toBe(1_250);
  expect(ruleOf({ ...emptyDraft, when: 'below', than: '3' }).than).toBe(3);
  expect(draftOf({ ...emptyDraft, measure: 'units' }, 'products').measure).toBe('units');
});
