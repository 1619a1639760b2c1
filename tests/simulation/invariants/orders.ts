import type { Invariant } from './invariant.ts';
import { type Actor, has } from './truth.ts';

/** What may come after what; the flow table in other words. */
const follows: Readonly<Record<string, readonly string[]>> = {
  placed: [''],
  refused: [''],
  reserved: ['placed'],
  confirmed: ['reserved'],
  cancelled: ['placed', 'reserved'],
};

const decides = Object.keys(follows);

/** Every order that anybody was told of exists. */
export const everyToldOrderExists: Invariant = ({ truth, story }) =>
  [...story.orders.values()].flatMap(({ tenantId, id }) =>
    has(truth.find(tenantId, 'order', id), 'placed') ? [] : [`${tenantId}/${id} was told of and was never placed`],
  );

/** What a shopper was told does not turn out wrong: a confirmed order is never one that was cancelled before. */
export const whatWasToldStands: Invariant = ({ truth, story }) =>
  [...story.orders.values()].flatMap(({ tenantId, id, last }) => {
    const order = truth.find(tenantId, 'order', id);
    const isPaid = last?.status === 'confirmed' || last?.status === 'shipped' || last?.status === 'delivered';
    return isPaid && !has(order, 'confirmed') ? [`${tenantId}/${id} was told to be ${last.status} and is not`] : [];
  });

const partEnds = ['partCancelled', 'partKept', 'partShipped', 'partDelivered'];

/** What an order waits for: its decision, parts that are being cancelled, refunds that are out. */
export function openThings(order: Actor): string[] {
  const open = new Set<string>();
  for (const event of order.events) {
    const { type, vendorId, refundId } = event;
    if (type === 'placed') open.add('neither confirmed nor cancelled');
    if (type === 'confirmed' || type === 'cancelled') open.delete('neither confirmed nor cancelled');
    if (type === 'partCancelAsked') open.add(`the part of ${vendorId} is being cancelled`);
    if (partEnds.includes(type)) open.delete(`the part of ${vendorId} is being cancelled`);
    if (type === 'refundAsked' || (type === 'partCancelled' && isPaidBack(event)))
      open.add(`refund ${refundId} is out`);
    if (type === 'refunded' || type === 'refundRefused') open.delete(`refund ${refundId} is out`);
  }
  return [...open];
}

const isPaidBack = (event: Actor['events'][number]): boolean =>
  ((event.amount as { readonly amount?: number } | undefined)?.amount ?? 0) > 0;

/** The timeline follows the flow's table. */
export const timelineFollowsTheTable: Invariant = ({ truth }) =>
  truth.ofType('order').flatMap((order) => {
    const decided = order.events.map(({ type }) => type).filter((type) => decides.includes(type));
    return decided.flatMap((type, place) =>
      follows[type]?.includes(decided[place - 1] ?? '')
        ? []
        : [`${order.stream} was ${type} after ${decided[place - 1]}`],
    );
  });
