import { flow } from '../registry.ts';

/**
 * What a payment asks of its provider: one bounded try under the event's id; what it said, or `unknown`, is noted.
 * Every later row starts at once: the actor asks for a step only when the one before is decided, and a provider that
 * is silent in one must not hold back what a webhook has decided meanwhile.
 */
export const paymentFlow = flow({
  name: 'payment',
  from: 'start',
  rows: {
    'payments.authorisationAsked': {
      ask: {
        'payments.tryAuthorise': ({ amount, payment }, { id, eventId }) => [{ id, key: eventId, amount, payment }],
      },
      answered: {
        'payments.note': (_event, { id }, heard) => ({
          id,
          outcome: heard('payments.tryAuthorise')[0] ?? { of: 'authorise', result: 'unknown' },
        }),
      },
    },
    'payments.captureAsked': {
      undo: true,
      ask: {
        'payments.tryCapture': ({ amount, provider, reference }, { id, eventId }) => [
          { id, key: eventId, amount, provider, reference },
        ],
      },
      answered: {
        'payments.note': (_event, { id }, heard) => ({
          id,
          outcome: heard('payments.tryCapture')[0] ?? { of: 'capture', result: 'unknown' },
        }),
      },
    },
    'payments.voidAsked': {
      undo: true,
      ask: {
        'payments.tryVoid': ({ provider, reference }, { id, eventId }) => [{ id, key: eventId, provider, reference }],
      },
      answered: {
        'payments.note': (_event, { id }, heard) => ({
          id,
          outcome: heard('payments.tryVoid')[0] ?? { of: 'void', result: 'unknown' },
        }),
      },
    },
    'payments.refundAsked': {
      undo: true,
      ask: {
        'payments.tryRefund': ({ refundId, amount, provider, reference }, { id, eventId }) => [
          { id, key: eventId, refundId, amount, provider, reference },
        ],
      },
      answered: {
        'payments.note': ({ refundId }, { id }, heard) => ({
          id,
          outcome: heard('payments.tryRefund')[0] ?? { of: 'refund', refundId, result: 'unknown' },
        }),
      },
    },
    'payments.statusAsked': {
      undo: true,
      ask: {
        'payments.tryStatus': ({ of, refundId, payment, reference }, { id, eventId }) => [
          {
            id,
            key: eventId,
            of,
            payment,
            ...(refundId !== undefined && { refundId }),
            ...(reference !== undefined && { reference }),
          },
        ],
      },
      answered: {
        'payments.note': (_event, { id }, heard) => ({
          id,
          outcome: heard('payments.tryStatus')[0] ?? { of: 'authorise', result: 'unknown' },
        }),
      },
    },
  },
});
