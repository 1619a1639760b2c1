import { expect, test } from '@jest/globals';
import { type Analysts, askAnalysts, rebuildingOf } from '../../../actors/analytics/rebuild.service.ts';
import { runtimeError } from '../../../actors/runtime/errors.ts';

const asking = { tenantId: 'platform', commandId: 'one', traceId: 'trace' };
const done = { isUnderWay: false, left: 0 };

/** Nodes by their names, and how far each is. */
function analystsOf(answers: Readonly<Record<string, object | Error>>): Analysts & { readonly asked: string[] } {
  const asked: string[] = [];
  const ask: Analysts['ask'] = async (node, name, { commandId, caller, deadlineMs }) => {
    asked.push(`${node} ${name} ${commandId} ${caller.kind} ${deadlineMs}`);
    const answer = answers[node];
    if (answer instanceof Error) throw answer;
    return answer as never;
  };
  return { ids: () => Object.keys(answers), ask, asked };
}

const rebuilding = (answers: Readonly<Record<string, object | Error>>) => rebuildingOf(analystsOf(answers), asking);

test('Analytics are made anew on every node that counts, each asked by its name and in the name of Souk', async () => {
  const analysts = analystsOf({ a: { begun: true }, b: { begun: true } });
  expect(await askAnalysts(analysts, 'analytics.ownRebuild', asking)).toEqual([{ begun: true }, { begun: true }]);
  expect(analysts.asked).toEqual([
    'a analytics.ownRebuild one/a internal 3000',
    'b analytics.ownRebuild one/b internal 3000',
  ]);
});

test('They are under way until the last node is done, and what all of them have left is left', async () => {
  expect(await rebuilding({ a: { isUnderWay: true, left: 5 }, b: { isUnderWay: true, left: 7 } })).toEqual({
    isUnderWay: true,
    left: 12,
  });
  expect(await rebuilding({ a: done, b: { isUnderWay: true, left: 7 } })).toEqual({ isUnderWay: true, left: 7 });
  expect(await rebuilding({ a: done, b: done })).toEqual(done);
});

test('Nothing is said of them while one node does not answer: it may not be done', async () => {
  await expect(rebuilding({ a: done, b: runtimeError('NODE_GONE') })).rejects.toMatchObject({ type: 'NODE_GONE' });
});
