import { flow } from '../registry.ts';

/** A product waits for its names and its stock actors; a proposal that fails gives back what it may have taken. */
export const productFlow = flow({
  name: 'product',
  from: 'start',
  rows: {
    'catalog.proposed': {
      ask: {
        'claims.take': ({ claims }) => claims,
        'inventory.open': ({ product, newStock, proposal }) =>
          newStock.map((sku) => ({ sku, vendorId: product.vendorId, proposal })),
      },
      answered: { 'catalog.accept': ({ proposal }, { id }) => ({ id, proposal }) },
      refused: {
        'catalog.refuse': ({ proposal, claims }, { id }, refusals) => {
          const wasRefused = (kind: string, value: string) =>
            refusals.some(({ params }) => params.kind === kind && params.value === value);
          const taken = claims.filter(({ kind, value }) => wasRefused(kind, value));
          return { id, proposal, taken: taken.map(({ owner: _, ...name }) => name) };
        },
      },
    },
    'catalog.accepted': { ask: { 'claims.drop': ({ dropped }) => dropped } },
    'catalog.refused': {
      undo: true,
      ask: {
        'claims.drop': ({ undo }) => undo,
        'inventory.close': ({ newStock, proposal }) => newStock.map((sku) => ({ sku, proposal })),
      },
    },
  },
});
