import { flow } from '../registry.ts';

/** An export is written where analytics is, and goes when it is removed or whoever asked for it is erased. */
export const exportFlow = flow({
  name: 'export',
  from: 'start',
  rows: {
    'analytics.exportAsked': { ask: { 'analytics.runExport': ({ terms: { id } }) => [{ id }] } },
    'analytics.exportRemoved': { undo: true, ask: { 'analytics.dropExport': ({ id }) => [{ id }] } },
    'customers.erased': { undo: true, ask: { 'analytics.forgetExports': ({ id }) => [{ accountId: id }] } },
  },
});
