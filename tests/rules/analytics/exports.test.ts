import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExportTerms } from '../../../actors/analytics/export.schemas.ts';
import {
  type ExportsCommand,
  exportJobs,
  keptMs,
  mostExports,
  mostUnderWay,
} from '../../../actors/analytics/exports.ts';
import { minute } from '../../../actors/runtime/time.ts';
import { given, testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

const terms = (id: string, by = 'acc_1'): ExportTerms => ({
  ...{ id, question: { of: 'lines', measures: ['units'] }, format: 'csv' },
  ...{ from: testTime - minute, to: testTime, tz: 'UTC', by },
});
const ask = (id: string, by?: string): ExportsCommand => ({ type: 'askExport', terms: terms(id, by) });
const asked = (id: string, attempt = 1) => ({ type: 'exportAsked' as const, terms: terms(id), attempt, at: testTime });
const done = (id: string) => ({ type: 'exportDone' as const, id, bytes: 5 });
const retry = (id: string, attempt: number): ExportsCommand => ({ type: 'retryExport', id, attempt });

describe('an export', () => {
  test('is asked for, done, and has a size', () => {
    given(exportJobs).when(ask('a')).emits(asked('a'));
    given(exportJobs, asked('a')).when({ type: 'noteExport', id: 'a', bytes: 5 }).emits(done('a'));
  });
  test('that nobody heard of for a minute is begun again, five times at most', () => {
    given(exportJobs, asked('a')).when(retry('a', 1)).emits(asked('a', 2));
    given(exportJobs, asked('a'), asked('a', 2)).when(retry('a', 1)).emitsNothing();
    given(exportJobs, asked('a', 5))
      .when(retry('a', 5))
      .emits({ type: 'exportFailed', id: 'a', code: 'ANALYTICS_UNAVAILABLE' });
  });
  test('that is done or has failed stays so', () => {
    given(exportJobs, asked('a'), done('a')).when(retry('a', 1)).emitsNothing();
    given(exportJobs, asked('a'), done('a')).when({ type: 'failExport', id: 'a', code: 'X' }).emitsNothing();
    given(exportJobs, asked('a'), { type: 'exportFailed', id: 'a', code: 'X' })
      .when({ type: 'noteExport', id: 'a', bytes: 5 })
      .emitsNothing();
  });
  test('is gone after a day, by itself', () => {
    const reminders = exportJobs.reminders?.exportAsked?.(asked('a')) ?? [];
    expect(reminders.map(({ dueAt }) => dueAt - testTime)).toEqual([minute, keptMs]);
    expect(exportJobs.reminders?.exportAsked?.(asked('a', 2))).toHaveLength(1);
    given(exportJobs, asked('a'), done('a')).when({ type: 'expireExport', id: 'a' }).emits({ type: 'exportRemoved' });
    given(exportJobs).when({ type: 'expireExport', id: 'a' }).emitsNothing();
  });
  test('goes with the account that asked for it, and no other', () => {
    given(exportJobs, asked('a'), asked('b'))
      .when({ type: 'forgetExports', accountId: 'acc_1' })
      .emits({ type: 'exportRemoved', id: 'a' }, { type: 'exportRemoved', id: 'b' });
    given(exportJobs, asked('a')).when({ type: 'forgetExports', accountId: 'acc_2' }).emitsNothing();
  });
  test('that nobody asked for cannot be removed', () => {
    given(exportJobs).when({ type: 'removeExport', id: 'a' }).rejects('EXPORT_UNKNOWN');
  });
});

const full = Array.from({ length: mostExports }, (_, place) => [asked(`e${place}`), done(`e${place}`)]).flat();
const busy = Array.from({ length: mostUnderWay }, (_, place) => asked(`e${place}`));

refusesInOrder(
  exportJobs,
  'too many exports',
  ['too many exports', full, ask('x'), 'TOO_MANY_EXPORTS'],
  ['too many exports', busy, ask('x'), 'TOO_MANY_EXPORTS'],
);

const ids = fc.constantFrom('a', 'b', 'c', 'd');
const commands = fc.oneof(
  ids.map((id) => ask(id)),
  fc.tuple(ids, fc.integer({ min: 1, max: 5 })).map(([id, attempt]) => retry(id, attempt)),
  ids.map((id): ExportsCommand => ({ type: 'noteExport', id, bytes: 5 })),
  ids.map((id): ExportsCommand => ({ type: 'failExport', id, code: 'X' })),
  ids.map((id): ExportsCommand => ({ type: 'removeExport', id })),
  ids.map((id): ExportsCommand => ({ type: 'expireExport', id })),
  fc.constant<ExportsCommand>({ type: 'forgetExports', accountId: 'acc_1' }),
);

test('whatever happens, no more are under way than may be, and none is done and failed', () => {
  const tenant = new Player(exportJobs, { anew: ['retryExport'] });
  fc.assert(
    fc.property(storiesOf(commands, minute), (story) => {
      tenant.play(story, ({ state }) => {
        const all = [...state.byId.values()];
        const underWay = all.filter(({ bytes, failed }) => bytes === undefined && failed === undefined);
        expect(underWay.length).toBeLessThanOrEqual(mostUnderWay);
        expect(all.filter(({ bytes, failed }) => bytes !== undefined && failed !== undefined)).toEqual([]);
      });
    }),
  );
});
