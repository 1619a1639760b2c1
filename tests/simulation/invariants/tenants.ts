import type { Invariant } from './invariant.ts';

/** Nothing of one tenant stands in another's events. */
export const tenantsApart: Invariant = ({ truth, markets }) => {
  const names = markets.map(({ tenantId }) => tenantId);
  return [...truth.actors.values()].flatMap(({ tenantId, stream, events }) => {
    const text = JSON.stringify(events);
    const strange = names.find((name) => name !== tenantId && tenantId !== 'platform' && text.includes(name));
    return strange === undefined ? [] : [`${stream} knows something of ${strange}`];
  });
};
