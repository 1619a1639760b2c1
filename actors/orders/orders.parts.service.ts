import { on } from '../registry.ts';
import type { Caller, Owner } from '../runtime/caller.ts';
import { notFound } from '../runtime/errors.ts';
import type { VendorOrder } from './contract.ts';
import { order } from './order.ts';
import { vendorOrder } from './order-shown.ts';
import type { Asker, OrderState } from './order-state.ts';
import { cancelled, type Handlers, isNothingCancelling } from './orders.answers.service.ts';
import { isOperator } from './orders.lists.service.ts';

const { command, read } = on(order);

type OfPart = { readonly id: string; readonly vendorId: string };

const keyOf = ({ id }: OfPart): string => id;

/** A vendor's own is its part alone. */
const ownerOfPart = ({ parts }: OrderState, { vendorId }: OfPart): Owner | undefined =>
  parts.has(vendorId) ? { vendorId } : undefined;

const askerOf = (caller: Caller): Asker => (isOperator(caller) ? 'operator' : 'vendor');

/** The turn before this answer was about a part that is there, or its command was refused. */
function shown(state: OrderState, { vendorId }: OfPart): VendorOrder {
  const found = vendorOrder(state, vendorId);
  if (!found) throw notFound('order');
  return found;
}

/** For the people of a vendor: the answers show nothing of other vendors, and nobody's mail address. */
export const forVendors: Handlers<`orders.${'part' | 'cancelPart' | 'refundPart'}`> = {
  'orders.part': read({
    key: keyOf,
    owner: ownerOfPart,
    answer: (state, { vendorId }) => vendorOrder(state, vendorId),
  }),
  'orders.cancelPart': command({
    key: keyOf,
    owner: ownerOfPart,
    command: ({ vendorId, reason: note }, { caller }) => ({
      type: 'cancelByRequest',
      by: askerOf(caller),
      vendorId,
      ...(note !== undefined && { note }),
    }),
    until: isNothingCancelling,
    answer: (state, asked) => cancelled(state, asked, shown(state, asked)),
  }),
  'orders.refundPart': command({
    key: keyOf,
    owner: ownerOfPart,
    command: ({ vendorId, amount, reason }, ctx) => ({
      type: 'refund',
      refundId: ctx.newId('ref'),
      amount,
      reason,
      by: askerOf(ctx.caller),
      vendorId,
    }),
    answer: shown,
  }),
};
