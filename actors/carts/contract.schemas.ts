import Joi from 'joi';
import { addressSchema } from '../customers/account.schemas.ts';
import { choice } from '../payments/words.schemas.ts';
import { type Contract, internal } from '../runtime/contract.ts';
import { email, empty, id, moneyOf, shape } from '../runtime/schemas.ts';
import { cartOfCups, cartSchema, cartStatus, emptyCart } from './cart.schemas.ts';
import { type CartStatus, type CartsActions, type CheckedOut, cartPersonal } from './contract.ts';

type ParamsOf<Name extends keyof CartsActions> = CartsActions[Name]['params'];

const cartId = emptyCart.id;
const sku = 'prod_4k1v9q0m2x7c8r5t6w3z-1';
const byId = shape<{ id: string }>({ id: id().required() });
const ofOrder = shape<ParamsOf<'carts.thaw'>>({ id: id().required(), orderId: id().required() });
const whileOpen = ['UNKNOWN_CART', 'CART_FROZEN', 'CART_CLOSED'];

export const cartsContract: Contract<CartsActions> = {
  area: 'carts',
  personal: { cart: cartPersonal },
  codes: {
    TENANT_SUSPENDED: 'The marketplace takes no orders now.',
    UNKNOWN_CART: ['NotFound', 'There is no such cart.'],
    CART_FROZEN: 'An order is being made of the cart; wait until it is decided.',
    CART_CLOSED: 'The cart was bought, merged or has expired; the details say which. Make another.',
    UNKNOWN_SKU: ['NotFound', 'No such sku has been opened.'],
    NOT_ON_SALE: 'The product is not on sale.',
    NO_PRICE: 'The product has no price in the currency of the cart.',
    CART_FULL: 'A cart holds at most 200 lines.',
    CART_EMPTY: 'There is nothing in the cart.',
    CURRENCY_DIFFERS: 'The amount is in another currency than the marketplace or the order.',
    LINE_GONE: 'A line is not sold any more; take it out.',
    TOTAL_TOO_HIGH: 'The total is above the highest amount; split the order.',
    PRICE_CHANGED: 'The total is not the one you saw; look at it and confirm again.',
  },
  actions: {
    'carts.create': {
      summary: 'Makes an empty cart: of a guest, or of whoever is logged in',
      rest: 'POST /carts',
      status: 201,
      access: { all: ['anyone'] },
      params: empty(),
      result: cartSchema,
      example: { params: {}, result: emptyCart },
      refusals: ['TENANT_SUSPENDED'],
    },
    'carts.get': {
      summary: 'A cart with the prices of now, and what they were where they have changed',
      rest: 'GET /carts/{id}',
      access: { own: ['shopper', 'guest'] },
      params: byId,
      result: cartSchema,
      example: { params: { id: cartId }, result: cartOfCups },
    },
    'carts.setLine': {
      summary: 'Puts a quantity of a sku into a cart; 0 takes it out',
      rest: 'PUT /carts/{id}/lines/{sku}',
      access: { own: ['shopper', 'guest'] },
      params: shape<ParamsOf<'carts.setLine'>>({
        id: id().required(),
        sku: id().required(),
        quantity: Joi.number().integer().min(0).max(1_000_000).required(),
      }),
      result: cartSchema,
      example: { params: { id: cartId, sku, quantity: 2 }, result: cartOfCups },
      refusals: [...whileOpen, 'UNKNOWN_SKU', 'NOT_ON_SALE', 'NO_PRICE', 'CART_FULL', 'TOTAL_TOO_HIGH'],
    },
    'carts.removeLine': {
      summary: 'Takes a sku out of a cart',
      rest: 'DELETE /carts/{id}/lines/{sku}',
      access: { own: ['shopper', 'guest'] },
      params: shape<ParamsOf<'carts.removeLine'>>({ id: id().required(), sku: id().required() }),
      result: cartSchema,
      example: { params: { id: cartId, sku }, result: emptyCart },
      refusals: whileOpen,
    },
    'carts.merge': {
      summary: "Takes the lines of a guest's cart into the caller's own",
      rest: 'POST /carts/{id}/merge',
      status: 200,
      access: { own: ['shopper'] },
      params: shape<ParamsOf<'carts.merge'>>({ id: id().required(), from: id().required() }),
      result: cartSchema,
      example: { params: { id: cartId, from: 'cart_2b5d8f1h4k7m0p3r6t9v' }, result: cartOfCups },
      refusals: [...whileOpen, 'CART_FULL'],
    },
    'carts.cart': {
      summary: 'What the channel of a cart shows',
      access: { own: ['shopper', 'guest'] },
      params: byId,
      result: cartSchema,
    },
    'carts.reprice': {
      summary: 'Brings the prices of a cart up to date',
      access: internal,
      params: byId,
      result: cartSchema,
    },
    'carts.checkout': {
      summary: 'Freezes a cart for one order',
      access: internal,
      params: shape<ParamsOf<'carts.checkout'>>({
        cartId: id().required(),
        expectedTotal: moneyOf().required(),
        email: email().required(),
        shippingAddress: addressSchema.required(),
        payment: choice().required(),
      }),
      result: shape<CheckedOut>({ orderId: id().required() }),
      refusals: [
        'UNKNOWN_CART',
        'CART_CLOSED',
        'CART_EMPTY',
        'CURRENCY_DIFFERS',
        'LINE_GONE',
        'TOTAL_TOO_HIGH',
        'PRICE_CHANGED',
      ],
    },
    'carts.thawed': {
      summary: 'Waits until a cart is not frozen any more',
      access: internal,
      params: byId,
      result: shape<{ status: CartStatus }>({ status: cartStatus().required() }),
    },
    'carts.giveLines': {
      summary: 'Ends a cart whose lines were taken into another',
      access: internal,
      params: shape<ParamsOf<'carts.giveLines'>>({ id: id().required(), into: id().required() }),
      result: empty(),
    },
    'carts.thaw': {
      summary: 'Opens a cart whose order came to nothing',
      access: internal,
      params: ofOrder,
      result: empty(),
    },
    'carts.close': {
      summary: 'Closes a cart whose order is confirmed',
      access: internal,
      params: ofOrder,
      result: empty(),
    },
  },
};
