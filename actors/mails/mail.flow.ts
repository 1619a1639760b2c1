import { flow } from '../registry.ts';

/** Whom Souk writes to, and when. Under the id of the event, so that a redelivery writes the same mail. */
export const mailFlow = flow({
  name: 'mail',
  from: 'start',
  rows: {
    'orders.confirmed': {
      ask: {
        'mails.send': ({ email, number, total }, { id, eventId }) => [
          { key: eventId, to: email, letter: { kind: 'orderConfirmed', number, orderId: id, total } },
        ],
      },
    },
    'orders.cancelled': {
      ask: {
        'mails.send': ({ email, number, reason }, { id, eventId }) => [
          {
            key: eventId,
            to: email,
            letter: { kind: 'orderCancelled', orderId: id, reason, ...(number !== undefined && { number }) },
          },
        ],
      },
    },
    'orders.partCancelled': {
      ask: {
        'mails.sendCancelled': ({ status, reason }, { id, eventId }) =>
          status === 'cancelled' ? [{ key: eventId, orderId: id, reason }] : [],
      },
    },
    'fulfilments.shipped': {
      ask: {
        'mails.send': ({ email, orderId, orderNumber, carrier, tracking }, { eventId }) => [
          {
            key: eventId,
            to: email,
            letter: {
              kind: 'shipped',
              number: orderNumber,
              orderId,
              carrier,
              ...(tracking !== undefined && { tracking }),
            },
          },
        ],
      },
    },
    'vendors.staffInvited': {
      ask: {
        'mails.send': ({ email, invitationId, vendorName, role }, { id, eventId }) => [
          { key: eventId, to: email, letter: { kind: 'invitation', vendorId: id, vendorName, invitationId, role } },
        ],
      },
    },
    'customers.resetAsked': {
      ask: {
        'mails.send': ({ email, resetId, expiresAt }, { id, eventId }) => [
          { key: eventId, to: email, letter: { kind: 'passwordReset', accountId: id, resetId, expiresAt } },
        ],
      },
    },
  },
});
