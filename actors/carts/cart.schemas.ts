import Joi from 'joi';
import { amount, basisPoints, currency, id, instant, moneyOf, quantity, shape, text } from '../runtime/schemas.ts';
import type { Cart, CartLine, CartStatus } from './contract.ts';

const statuses: readonly CartStatus[] = ['open', 'frozen', 'closed', 'merged', 'expired'];

export const cartStatus = () => Joi.string().valid(...statuses);

const cartLine = shape<CartLine>({
  sku: id().required(),
  productId: id().required(),
  vendorId: id().required(),
  title: text(300).required(),
  options: Joi.object().pattern(text(60), text(120)).required(),
  vendorSku: text(64).required(),
  stocked: Joi.boolean().required(),
  unitPrice: amount().required(),
  quantity: quantity().required(),
  previousPrice: amount(),
  gone: Joi.boolean(),
});

export const cartSchema = shape<Cart>({
  id: id().required(),
  status: cartStatus().required(),
  customerId: id(),
  currency: currency().required(),
  taxRate: basisPoints().required(),
  pricesIncludeTax: Joi.boolean().required(),
  lines: Joi.array().items(cartLine).max(200).required(),
  subtotal: moneyOf().required(),
  tax: moneyOf().required(),
  total: moneyOf().required(),
  orderId: id(),
  expiresAt: instant().required(),
});

const pounds = (minor: number) => ({ amount: minor, currency: 'GBP' });

/** What the API's document shows. */
export const emptyCart: Cart = {
  id: 'cart_9d2k5m8q1v4x7b0c3n6r',
  status: 'open',
  currency: 'GBP',
  taxRate: 2_000,
  pricesIncludeTax: true,
  lines: [],
  subtotal: pounds(0),
  tax: pounds(0),
  total: pounds(0),
  expiresAt: '2026-12-22T09:00:00.000Z',
};

export const cartOfCups: Cart = {
  ...emptyCart,
  lines: [
    {
      sku: 'prod_4k1v9q0m2x7c8r5t6w3z-1',
      productId: 'prod_4k1v9q0m2x7c8r5t6w3z',
      vendorId: 'ven_7m2k4q9x1c5v8b3n6r0t',
      title: 'White cup',
      options: {},
      vendorSku: 'CUP-W',
      stocked: true,
      unitPrice: 1_200,
      quantity: 2,
    },
  ],
  subtotal: pounds(2_400),
  tax: pounds(400),
  total: pounds(2_400),
};
