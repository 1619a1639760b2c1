import { describe, expect, test } from '@jest/globals';
import type { OwnQuestion } from '../../../actors/analytics/contract.ts';
import { ownQuestion } from '../../../actors/analytics/own.schemas.ts';
import { questionProblem } from '../../../actors/analytics/own-question.ts';

const asked: OwnQuestion = { of: 'sales', measures: ['gross'], by: ['time', 'vendor'], order: 'gross' };

describe('a question of one’s own', () => {
  test('can be asked when its subject has all that it names', () => {
    expect(questionProblem(asked)).toBeUndefined();
  });
  test.each([
    [{ measures: ['visits'] }, 'question.measures'],
    [{ by: ['sku'] }, 'question.by'],
    [{ where: [{ field: 'country', is: ['GB'] }] }, 'question.where'],
    [{ order: 'net' }, 'question.order'],
    [{ by: ['vendor'], order: 'time' }, 'question.order'],
  ] as const)('is told what its subject does not have: %j', (change, field) => {
    expect(questionProblem({ ...asked, ...change })?.field).toBe(field);
  });
  test.each([
    { ...asked, of: 'events' },
    { ...asked, of: '__proto__' },
    { ...asked, measures: ['gross) FROM events --'] },
    { ...asked, measures: [] },
    { ...asked, measures: ['gross', 'gross'] },
    { ...asked, by: ["vendor' OR ''='"] },
    { ...asked, by: ['constructor'] },
    { ...asked, where: [{ field: 'vendor; DROP TABLE events', is: ['x'] }] },
    { ...asked, where: [{ field: 'time', is: ['x'] }] },
    { ...asked, where: [{ field: 'vendor', is: [] }] },
    { ...asked, order: 'gross DESC, (SELECT 1)' },
    { ...asked, grain: "day'" },
    { ...asked, limit: '1; SELECT 1' },
    { ...asked, sql: 'SELECT 1' },
  ])('is refused at the door with anything else: %j', (question) => {
    expect(ownQuestion().validate(question).error).toBeDefined();
  });
});
