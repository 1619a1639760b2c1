import { flow } from '../registry.ts';
import type { AskRefusal } from '../runtime/flow.ts';
import type { CartLine } from './contract.ts';

/** A cart that was checked out becomes an order; what comes of the order opens the cart again or closes it. */
export const cartFlow = flow({
  name: 'cart',
  from: 'start',
  rows: {
    'carts.checkedOut': {
      ask: {
        'orders.place': ({ orderId, customerId, lines, total, email, shippingAddress, payment }, { id }) => [
          {
            orderId,
            cartId: id,
            ...(customerId !== undefined && { customerId }),
            email,
            shippingAddress,
            lines: lines.map(ordered),
            expectedTotal: total,
            payment,
          },
        ],
      },
      refused: {
        'orders.refuse': ({ orderId }, _about, refusals) => ({ id: orderId, ...firstOf(refusals) }),
        'carts.thaw': ({ orderId }, { id }) => ({ id, orderId }),
      },
    },
    'carts.linesTaken': {
      ask: { 'carts.giveLines': ({ from }, { id }) => [{ id: from, into: id }] },
    },
    'orders.cancelled': {
      undo: true,
      ask: { 'carts.thaw': ({ cartId }, { id }) => (cartId === undefined ? [] : [{ id: cartId, orderId: id }]) },
    },
    'orders.confirmed': {
      ask: { 'carts.close': ({ cartId }, { id }) => (cartId === undefined ? [] : [{ id: cartId, orderId: id }]) },
    },
  },
});

const ordered = ({ previousPrice: _, gone: __, ...line }: CartLine) => line;

const firstOf = ([first]: readonly AskRefusal[]) => ({
  code: first?.code ?? 'ORDER_REFUSED',
  details: first?.details ?? {},
});
