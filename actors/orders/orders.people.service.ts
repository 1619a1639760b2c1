import { on, task } from '../registry.ts';
import type { Caller, Owner } from '../runtime/caller.ts';
import type { Message } from '../runtime/decider.ts';
import { notFound } from '../runtime/errors.ts';
import type { PastEntry } from '../runtime/service.ts';
import { toIso } from '../runtime/time.ts';
import { checkout } from './checkout.service.ts';
import type { Order, OrderEvent } from './contract.ts';
import type { TimelineEntry } from './order.schemas.ts';
import { order } from './order.ts';
import { shownOrder } from './order-shown.ts';
import type { Asker, OrderState } from './order-state.ts';
import { cancelled, type Handlers, isNothingCancelling } from './orders.answers.service.ts';
import { isOperator, list, ofVendor } from './orders.lists.service.ts';

const { command } = on(order);

/** To whom an order belongs: its customer, or whoever knows the secret of a guest's. */
const holderOf = ({ id, customerId }: { readonly id: string; readonly customerId?: string }): Owner =>
  customerId === undefined ? { guest: `order:${id}` } : { customerId };

export const ownerOf = ({ placed }: OrderState): Owner | undefined => placed && holderOf(placed);

const askerOf = (caller: Caller): Asker => (isOperator(caller) ? 'operator' : 'shopper');

/** The turn before this answer was about an order that is there, or its command was refused. */
function shown(state: OrderState): Order {
  const found = shownOrder(state);
  if (!found) throw notFound('order');
  return found;
}

const noteOf = (event: OrderEvent): string | undefined => {
  if (event.type === 'refundAsked') return event.reason;
  return 'note' in event ? event.note : undefined;
};

const isOrderEvent = (message: Message): message is OrderEvent => message.type in order.evolve;

/** An order made of a cart is placed by its flow, but it was its shopper who bought. */
const doerOf = (event: OrderEvent, by: string): string =>
  event.type === 'placed' && event.cartId !== undefined ? (event.customerId ?? 'guest') : by;

const told = ({ version, at, by, events }: PastEntry): TimelineEntry[] =>
  events.filter(isOrderEvent).map((event) => {
    const note = noteOf(event);
    return { version, at: toIso(at), what: event.type, by: doerOf(event, by), ...(note !== undefined && { note }) };
  });

/** More commits than these an order hardly has; the timeline shows the oldest. */
const maxTimeline = 1_000;

type PublicName = `orders.${'checkout' | 'get' | 'list' | 'ofVendor' | 'cancelByRequest' | 'refund'}`;

export const forPeople: Handlers<PublicName> = {
  'orders.checkout': checkout,
  'orders.get': task(
    async ({ id }, ctx) => {
      const [found, { parts: settlement }, past] = await Promise.all([
        ctx.call('orders.order', { id }),
        ctx.call('orders.settlement', { id }),
        ctx.history(order, id, 0, maxTimeline),
      ]);
      return { ...found, ...(isOperator(ctx.caller) && { settlement }), timeline: past.flatMap(told) };
    },
    { owner: async ({ id }, ctx) => holderOf(await ctx.call('orders.order', { id })) },
  ),
  'orders.list': list,
  'orders.ofVendor': ofVendor,
  'orders.cancelByRequest': command({
    key: ({ id }) => id,
    owner: ownerOf,
    command: ({ vendorId, reason: note }, { caller }) => ({
      type: 'cancelByRequest',
      by: askerOf(caller),
      ...(vendorId !== undefined && { vendorId }),
      ...(note !== undefined && { note }),
    }),
    until: isNothingCancelling,
    answer: (state, asked) => cancelled(state, asked, shown(state)),
  }),
  'orders.refund': command({
    key: ({ id }) => id,
    owner: ownerOf,
    command: ({ amount, reason, vendorId }, ctx) => ({
      type: 'refund',
      refundId: ctx.newId('ref'),
      amount,
      reason,
      by: askerOf(ctx.caller),
      ...(vendorId !== undefined && { vendorId }),
    }),
    answer: shown,
  }),
};
