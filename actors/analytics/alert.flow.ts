import type { AlertLetter } from '../mails/contract.ts';
import { flow } from '../registry.ts';
import type { AnalyticsEvents } from './contract.ts';

type Rang = Pick<AnalyticsEvents['analytics.alertTried'], 'terms' | 'seen' | 'unit'>;

function letterOf({ terms: { name, rule }, seen, unit }: Rang, isTrial: boolean): AlertLetter {
  const { of, measure, when, than, minutes } = rule;
  const letter = { kind: 'alert' as const, name, what: `${measure} of ${of}`, when, than, minutes };
  return { ...letter, ...seen, unit, isTrial };
}

/** One mail to each of its people, under a key of its own. */
const mailsOf = (rang: Rang, eventId: string, isTrial: boolean) =>
  rang.terms.mailTo.map((accountId) => ({
    key: `${eventId}:${accountId}`,
    accountId,
    letter: letterOf(rang, isTrial),
  }));

/** An alert is looked at as soon as it is there; whom it writes to when it rings. */
export const alertFlow = flow({
  name: 'alert',
  from: 'start',
  rows: {
    'analytics.alertSaved': { ask: { 'analytics.lookAtAlert': ({ terms: { id } }) => [{ id }] } },
    'analytics.alertRang': { ask: { 'mails.sendAlert': (event, { eventId }) => mailsOf(event, eventId, false) } },
    'analytics.alertTried': { ask: { 'mails.sendAlert': (event, { eventId }) => mailsOf(event, eventId, true) } },
  },
});
