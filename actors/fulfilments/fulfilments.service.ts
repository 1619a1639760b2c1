import { on, service, task } from '../registry.ts';
import { notFound } from '../runtime/errors.ts';
import { toIso } from '../runtime/time.ts';
import { fulfilmentsContract } from './contract.schemas.ts';
import type { Fulfilment, FulfilmentsActions, Shipment } from './contract.ts';
import { type FulfilmentState, fulfilment, type ShipmentState, statusOf } from './fulfilment.ts';
import { fulfilmentsOfVendor } from './fulfilment.view.ts';

const { command, read } = on(fulfilment);

const keyOf = ({ id }: { id: string }): string => id;
const owner = ({ opened }: FulfilmentState) => opened && { vendorId: opened.vendorId };

const shownShipment = ({ shippedAt, deliveredAt, ...shipment }: ShipmentState): Shipment => ({
  ...shipment,
  shippedAt: toIso(shippedAt),
  ...(deliveredAt !== undefined && { deliveredAt: toIso(deliveredAt) }),
});

function shown(state: FulfilmentState): Fulfilment | undefined {
  if (!state.opened) return undefined;
  const { id, orderId, orderNumber, vendorId, shippingAddress, lines, at } = state.opened;
  return {
    id,
    orderId,
    orderNumber,
    vendorId,
    status: statusOf(state),
    shippingAddress,
    lines,
    shipments: [...state.shipments.values()].map(shownShipment),
    openedAt: toIso(at),
  };
}

const known = (state: FulfilmentState): Fulfilment => {
  const whole = shown(state);
  if (!whole) throw notFound('fulfilment');
  return whole;
};

const status = (state: FulfilmentState) => ({ status: statusOf(state) });

export const fulfilments = service<FulfilmentsActions>(fulfilmentsContract, {
  'fulfilments.get': read({ key: keyOf, owner, answer: shown }),
  'fulfilments.ofVendor': task(
    async ({ id, status: asked, limit = 20, cursor }, ctx) => {
      // Where there is no such vendor the caller learns so, also when it is another tenant's.
      await ctx.call('vendors.get', { id });
      const page = await ctx.find(fulfilmentsOfVendor, {
        index: asked ? 'byStatus' : 'byAge',
        where: [ctx.tenantId, id, ...(asked ? [asked] : [])],
        descending: true,
        limit,
        ...(cursor && { after: cursor }),
      });
      const found = await Promise.all(page.rows.map((row) => ctx.call('fulfilments.get', { id: row.id })));
      // The list may lag behind: what has gone on meanwhile is not shown under the status it had.
      const items = found.filter((one) => asked === undefined || one.status === asked);
      return { items, ...(page.next && { next: page.next }) };
    },
    { owner: ({ id }) => ({ vendorId: id }) },
  ),
  'fulfilments.pick': command({ key: keyOf, owner, command: () => ({ type: 'pick' }), answer: known }),
  'fulfilments.ship': command({
    key: keyOf,
    owner,
    command: ({ id: _, ...shipment }, ctx) => ({ type: 'ship', shipmentId: ctx.newId('shp'), ...shipment }),
    answer: known,
  }),
  'fulfilments.deliver': command({
    key: keyOf,
    owner,
    command: ({ shipmentId }) => ({ type: 'deliver', ...(shipmentId !== undefined && { shipmentId }) }),
    answer: known,
  }),
  'fulfilments.open': command({ key: keyOf, command: (opening) => ({ type: 'open', ...opening }), answer: status }),
  'fulfilments.cancel': command({ key: keyOf, command: () => ({ type: 'cancel' }), answer: status }),
});
