import { flow } from '../registry.ts';

/** Whoever wants to hear of it is written to, each under a key of one's own. */
export const stockFlow = flow({
  name: 'stock',
  from: 'now',
  rows: {
    'inventory.ranLow': {
      ask: {
        'mails.sendStock': ({ vendorId, below, available, mailTo }, { id: sku, eventId }) =>
          mailTo.map((accountId) => ({ key: `${eventId}:${accountId}`, accountId, vendorId, sku, below, available })),
      },
    },
  },
});
