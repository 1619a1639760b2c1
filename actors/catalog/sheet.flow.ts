import { flow } from '../registry.ts';

/** A sheet goes on piece by piece, also after a restart. Its actor is the vendor's. */
export const sheetFlow = flow({
  name: 'sheet',
  from: 'start',
  rows: {
    'catalog.sheetAsked': {
      ask: { 'catalog.runSheet': ({ terms }, { id: vendorId }) => [{ vendorId, id: terms.id, from: 0 }] },
    },
    'catalog.sheetAdvanced': {
      ask: {
        'catalog.runSheet': ({ id, taken, left }, { id: vendorId }) =>
          left > 0 ? [{ vendorId, id, from: taken }] : [],
      },
    },
  },
});
