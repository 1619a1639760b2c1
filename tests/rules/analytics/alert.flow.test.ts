import { expect, test } from '@jest/globals';
import { alertFlow } from '../../../actors/analytics/alert.flow.ts';
import type { AlertTerms } from '../../../actors/analytics/alert.schemas.ts';
import { alertDirectory } from '../../../actors/analytics/alert.view.ts';
import { flowTable } from '../../../actors/runtime/flow.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { rowsOf } from '../rows.ts';

const terms: AlertTerms = {
  ...{ id: 'alr_1', name: 'Payments fail', mailTo: ['acc_1', 'acc_2'] },
  rule: { of: 'payments', measure: 'successRate', minutes: 60, when: 'below', than: 9_000, everyMinutes: 1 },
};
const seen = { figure: 6_250, key: 'sandbox', currency: 'GBP' };
const about = aboutOf({ tenantId: 'acme', type: 'alerts', id: 'all', eventId: 'acme/alerts/all@7' });

test('An alert is looked at as soon as it is there, and writes when it rings or is tried', () => {
  expect(flowTable(alertFlow).map(({ when, ask }) => [when, ask])).toEqual([
    ['analytics.alertSaved', ['analytics.lookAtAlert']],
    ['analytics.alertRang', ['mails.sendAlert']],
    ['analytics.alertTried', ['mails.sendAlert']],
  ]);
});

test('Each of its people gets one mail, however often it is asked for', () => {
  const { rows } = alertFlow;
  const mails = rows['analytics.alertRang']?.ask?.['mails.sendAlert']?.(
    { type: 'alertRang', terms, seen, unit: 'share', at: testTime },
    about,
  );
  const letter = {
    ...{ kind: 'alert', name: 'Payments fail', what: 'successRate of payments', when: 'below', than: 9_000 },
    ...{ minutes: 60, ...seen, unit: 'share', isTrial: false },
  };
  expect(mails).toEqual([
    { key: 'acme/alerts/all@7:acc_1', accountId: 'acc_1', letter },
    { key: 'acme/alerts/all@7:acc_2', accountId: 'acc_2', letter },
  ]);
  const tried = rows['analytics.alertTried']?.ask?.['mails.sendAlert']?.(
    { type: 'alertTried', terms, seen, unit: 'share' },
    about,
  );
  expect(tried?.[0]?.letter).toEqual({ ...letter, isTrial: true });
});

test('Whoever looks at the alerts of all tenants finds each with its interval, until it is removed', () => {
  const saved = alertDirectory.on['analytics.alertSaved']?.({ type: 'alertSaved', terms }, about) ?? [];
  expect([...rowsOf(saved).values()]).toEqual([
    { tenantId: 'platform', of: 'acme', alertId: 'alr_1', everyMinutes: 1 },
  ]);
  const removed = alertDirectory.on['analytics.alertRemoved']?.({ type: 'alertRemoved', id: 'alr_1' }, about) ?? [];
  expect([...rowsOf([...saved, ...removed]).values()]).toEqual([]);
});
