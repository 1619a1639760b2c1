import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AlertRule, AlertTerms, Seen } from '../../../actors/analytics/alert.schemas.ts';
import { type AlertsCommand, alerts, mostAlerts } from '../../../actors/analytics/alerts.ts';
import { hour, minute } from '../../../actors/runtime/time.ts';
import { given, testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

const rule: AlertRule = { of: 'sales', measure: 'orders', minutes: 60, when: 'above', than: 100 };
const other: AlertRule = { ...rule, than: 200 };

const terms = (id: string, fields: Partial<AlertTerms> = {}): AlertTerms => ({
  ...{ id, name: id, rule, mailTo: ['acc_1'] },
  ...fields,
});
const save = (id: string, fields: Partial<AlertTerms> = {}): AlertsCommand => ({
  type: 'saveAlert',
  ...terms(id, fields),
});
const change = (id: string, fields: Partial<AlertTerms> = {}): AlertsCommand => ({
  type: 'changeAlert',
  ...fields,
  id,
});
const saved = (id: string, fields: Partial<AlertTerms> = {}) => ({
  type: 'alertSaved' as const,
  terms: terms(id, fields),
});
const note = (id: string, figure: number, of = rule, isTrial = false): AlertsCommand => ({
  type: 'noteAlert',
  ...{ id, rule: of, seen: { figure }, isTrial },
});
const rang = (figure: number, at = testTime) => ({
  type: 'alertRang' as const,
  ...{ terms: terms('a'), seen: { figure }, unit: 'count' as const, at },
});
const calmed = (figure: number) => ({ type: 'alertCalmed' as const, id: 'a', seen: { figure } });

describe('an alert', () => {
  test('rings once what it watches has gone too far, and says whom to tell', () => {
    given(alerts, saved('a')).when(note('a', 101)).emits(rang(101));
    given(alerts, saved('a')).when(note('a', 100)).emitsNothing();
  });
  test('does not ring again while it rings', () => {
    given(alerts, saved('a'), rang(101))
      .when(note('a', 500), testTime + 5 * hour)
      .emitsNothing();
  });
  test('is over only when the figure is back by a twentieth, so that one that trembles rings once', () => {
    given(alerts, saved('a'), rang(101)).when(note('a', 96)).emitsNothing();
    given(alerts, saved('a'), rang(101)).when(note('a', 95)).emits(calmed(95));
  });
  test('is quiet for its time after it has rung, and rings then if it is still so', () => {
    const over = [saved('a'), rang(101), calmed(50)];
    given(alerts, ...over)
      .when(note('a', 101), testTime + 59 * minute)
      .emitsNothing();
    given(alerts, ...over)
      .when(note('a', 101), testTime + hour)
      .emits({ type: 'alertRang', at: testTime + hour });
  });
  test('that was given another rule begins anew, and what was seen of the old one says nothing', () => {
    const changed = [saved('a'), rang(101), saved('a', { rule: other })];
    given(alerts, ...changed)
      .when(note('a', 150))
      .emitsNothing();
    given(alerts, ...changed)
      .when(note('a', 250, other), testTime + minute)
      .emits({ type: 'alertRang' });
  });
  test('that only got another name rings on', () => {
    given(alerts, saved('a'), rang(101), saved('a', { name: 'A' }))
      .when(note('a', 500))
      .emitsNothing();
  });
  test('can be tried, which changes nothing of how it stands', () => {
    given(alerts, saved('a'))
      .when(note('a', 1, rule, true))
      .emits({ type: 'alertTried', seen: { figure: 1 } });
    given(alerts, saved('a'), { type: 'alertTried', terms: terms('a'), seen: { figure: 1 }, unit: 'count' })
      .when(note('a', 101))
      .emits(rang(101));
  });
  test('that was removed meanwhile hears nothing, and its name is free', () => {
    given(alerts, saved('a')).when({ type: 'removeAlert', id: 'a' }).emits({ type: 'alertRemoved', id: 'a' });
    given(alerts, saved('a'), { type: 'alertRemoved', id: 'a' }).when(note('a', 101)).emitsNothing();
    given(alerts, saved('a'), { type: 'alertRemoved', id: 'a' })
      .when(save('b', { name: 'a' }))
      .emits(saved('b', { name: 'a' }));
  });
  test('that stays as it is changes nothing', () => {
    given(alerts, saved('a')).when(change('a', { rule })).emitsNothing();
    given(alerts, saved('a')).when(save('a')).emitsNothing();
  });
  test('that nobody saved cannot be removed', () => {
    given(alerts).when({ type: 'removeAlert', id: 'a' }).rejects('ALERT_UNKNOWN');
  });
});

const full = Array.from({ length: mostAlerts }, (_, place) => saved(`q${place}`));

refusesInOrder(
  alerts,
  'too many alerts, alert name taken',
  ['too many alerts', full, save('x', { name: 'Q1' }), 'TOO_MANY_ALERTS'],
  ['alert name taken', [saved('a')], save('x', { name: 'A' }), 'ALERT_NAME_TAKEN'],
);

refusesInOrder(
  alerts,
  'unknown alert, alert name taken',
  ['unknown alert', [saved('a')], change('x', { name: 'a' }), 'ALERT_UNKNOWN'],
  ['alert name taken', [saved('a'), saved('b')], change('b', { name: 'A' }), 'ALERT_NAME_TAKEN'],
);

const names = fc.constantFrom('a', 'A', 'b', 'c');
const figures = fc.constantFrom(0, 95, 96, 100, 101, 1_000);
const commands = fc.oneof(
  fc.tuple(names, names).map(([id, name]) => save(id, { name })),
  fc.tuple(names, names).map(([id, name]) => change(id, { name })),
  names.map((id) => change(id, { rule: other })),
  fc.tuple(names, figures, fc.boolean()).map(([id, figure, isTrial]) => note(id, figure, rule, isTrial)),
  names.map((id): AlertsCommand => ({ type: 'removeAlert', id })),
);

const isBeyond = ({ figure }: Seen): boolean => figure > 100;

test('whatever happens, an alert rings only for what has gone too far, and not twice within its quiet time', () => {
  const tenant = new Player(alerts, { anew: ['noteAlert'] });
  fc.assert(
    fc.property(storiesOf(commands, minute, hour), (story) => {
      tenant.play(story, ({ events, before }) => {
        for (const event of events) {
          if (event.type !== 'alertRang') continue;
          expect(isBeyond(event.seen)).toBe(true);
          const { rangAt = Number.NEGATIVE_INFINITY, rung } = before.byId.get(event.terms.id) ?? {};
          expect([rung, event.at - rangAt >= hour]).toEqual([undefined, true]);
        }
      });
    }),
  );
});
