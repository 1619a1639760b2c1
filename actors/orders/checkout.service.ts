import { task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import type { SoukError } from '../runtime/errors.ts';
import type { Handler } from '../runtime/service.ts';
import { ordersContract } from './contract.schemas.ts';
import type { CheckOut, CheckoutOutcome, Order } from './contract.ts';

const { codes } = ordersContract;

/** What refused or cancelled an order, as its shopper hears it: the reason's code, and what could not be kept. */
function whyNot(orderId: string, { order, refusal }: CheckoutOutcome): SoukError {
  if (order) return codeError(codes, order.reason ?? 'ORDER_CANCELLED', { orderId, refusals: order.refusals ?? [] });
  if (!refusal) return codeError(codes, 'NOT_PLACED_YET', { orderId });
  const { code, details } = refusal;
  if (code in codes) return codeError(codes, code, { orderId, ...details });
  return codeError(codes, 'ORDER_REFUSED', { orderId, code, ...details });
}

/** The cart opens a moment later all the same; the shopper hears the reason in any case. */
const keepReason = (): void => undefined;

/**
 * The cart is frozen for one order, which its flow places; from there on the order decides alone, and whoever lets go of
 * this call loses nothing. A cart whose order came to nothing is open again before its shopper hears why.
 */
export const checkout: Handler<CheckOut, Order> = task(
  async ({ wait = true, ...asked }, ctx) => {
    const { cartId } = asked;
    const { orderId } = await ctx.call('carts.checkout', asked);
    const outcome = await ctx.call(wait ? 'orders.decided' : 'orders.begun', { id: orderId });
    if (outcome.order && outcome.order.status !== 'cancelled') return outcome.order;
    if (outcome.order || outcome.refusal) await ctx.call('carts.thawed', { id: cartId }).catch(keepReason);
    throw whyNot(orderId, outcome);
  },
  {
    owner: async ({ cartId }, ctx) => {
      const { customerId } = await ctx.call('carts.cart', { id: cartId });
      return customerId === undefined ? { guest: `cart:${cartId}` } : { customerId };
    },
  },
);
