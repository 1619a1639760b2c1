import { type Actions, on, service, task } from '../registry.ts';
import type { Caller, Owner } from '../runtime/caller.ts';
import { notFound } from '../runtime/errors.ts';
import { deriveId } from '../runtime/ids.ts';
import type { AnyService, Ctx, Handler } from '../runtime/service.ts';
import { cart } from './cart.ts';
import { type CartState, shownCart } from './cart-state.ts';
import { cartsContract } from './contract.schemas.ts';
import type { Cart, CartsActions, CartTerms, Fresh } from './contract.ts';
import { changesOf } from './lines.ts';

export type CartsSettings = {
  /** How long a cart lives after its last change. */
  readonly cartLifetimeMs: number;
};

type CartsCtx = Ctx<Actions>;

const { command, read } = on(cart);

const keyOf = ({ id }: { id: string }): string => id;
const nothing = () => ({});

/** A customer's cart is the customer's; a guest's is whoever's who knows its secret. */
const holderOf = ({ id, customerId }: Pick<Cart, 'id' | 'customerId'>): Owner =>
  customerId === undefined ? { guest: `cart:${id}` } : { customerId };

const ownerOf = ({ id, customerId }: CartState): Owner | undefined =>
  id === undefined ? undefined : holderOf({ id, ...(customerId !== undefined && { customerId }) });

function shown(state: CartState): Cart {
  const found = shownCart(state);
  if (!found) throw notFound('cart');
  return found;
}

/** The same command makes the same cart, however often it is asked for the id. */
const newCartId = ({ tenantId, commandId }: CartsCtx): string => deriveId('cart', `${tenantId}\n${commandId}`);

/** The terms of a tenant that is open for business. */
async function termsOf(ctx: CartsCtx): Promise<CartTerms | undefined> {
  const { terms } = await ctx.call('tenants.terms', {});
  if (terms?.status !== 'active') return undefined;
  const { currency, taxRate, pricesIncludeTax } = terms;
  return { currency, taxRate, pricesIncludeTax };
}

/** What the market says now of these lines. */
async function look({ lines }: Pick<Cart, 'lines'>, ctx: CartsCtx): Promise<Fresh> {
  const skus = lines.map(({ sku }) => sku);
  if (skus.length === 0) return { skus, offers: [] };
  const [terms, { offers }] = await Promise.all([termsOf(ctx), ctx.call('catalog.offers', { skus })]);
  return { ...(terms && { terms }), skus, offers };
}

const lookFor = async (id: string, ctx: CartsCtx): Promise<Fresh> => look(await ctx.call('carts.cart', { id }), ctx);

/** A guest's cart, if this caller has shown its secret beside the own log-in. */
async function guestCart(id: string, caller: Caller, ctx: CartsCtx): Promise<Cart> {
  if (caller.kind !== 'internal' && caller.guestOf !== `cart:${id}`) throw notFound('cart');
  const found = await ctx.call('carts.cart', { id });
  if (found.customerId !== undefined) throw notFound('cart');
  return found;
}

const create = ({ cartLifetimeMs: lifetimeMs }: CartsSettings): Handler<Record<string, never>, Cart> =>
  command({
    key: (_params, ctx) => newCartId(ctx),
    command: async (_params, ctx) => {
      const terms = await termsOf(ctx);
      const { accountId: customerId } = ctx.caller;
      const id = newCartId(ctx);
      return {
        type: 'create',
        id,
        ...(customerId !== undefined && { customerId }),
        ...(terms && { terms }),
        lifetimeMs,
      };
    },
    answer: shown,
  });

type Handlers<Name extends keyof CartsActions> = {
  readonly [N in Name]: Handler<CartsActions[N]['params'], CartsActions[N]['result']>;
};

const forPeople: Handlers<`carts.${'get' | 'setLine' | 'removeLine' | 'merge'}`> = {
  'carts.get': task(
    async ({ id }, ctx) => {
      const found = await ctx.call('carts.cart', { id });
      if (found.status !== 'open') return found;
      const changes = changesOf(found, await look(found, ctx));
      return changes.length === 0 ? found : ctx.call('carts.reprice', { id });
    },
    { owner: async ({ id }, ctx) => holderOf(await ctx.call('carts.cart', { id })) },
  ),
  'carts.setLine': command({
    key: keyOf,
    owner: ownerOf,
    command: async ({ sku, quantity }, ctx) => {
      if (quantity === 0) return { type: 'removeLine', sku };
      const { offers } = await ctx.call('catalog.offers', { skus: [sku] });
      const [offer] = offers;
      return { type: 'setLine', sku, quantity, ...(offer && { offer }) };
    },
    answer: shown,
  }),
  'carts.removeLine': command({
    key: keyOf,
    owner: ownerOf,
    command: ({ sku }) => ({ type: 'removeLine', sku }),
    answer: shown,
  }),
  'carts.merge': command({
    key: keyOf,
    owner: ownerOf,
    command: async ({ from }, ctx) => ({ type: 'takeLines', from: await guestCart(from, ctx.caller, ctx) }),
    answer: shown,
  }),
};

const ofOrders: Handlers<`carts.${'checkout' | 'thawed' | 'thaw' | 'close'}`> = {
  'carts.checkout': command({
    key: ({ cartId }) => cartId,
    command: async ({ cartId, ...asked }, ctx) => ({ type: 'checkout', ...asked, fresh: await lookFor(cartId, ctx) }),
    answer: ({ orderId = '' }) => ({ orderId }),
  }),
  'carts.thawed': read({
    key: keyOf,
    until: ({ status }) => status !== 'frozen',
    answer: ({ status }) => ({ status }),
  }),
  'carts.thaw': command({ key: keyOf, command: ({ orderId }) => ({ type: 'thaw', orderId }), answer: nothing }),
  'carts.close': command({ key: keyOf, command: ({ orderId }) => ({ type: 'close', orderId }), answer: nothing }),
};

export const cartsService = (settings: CartsSettings): AnyService =>
  service<CartsActions>(cartsContract, {
    'carts.create': create(settings),
    ...forPeople,
    ...ofOrders,
    'carts.cart': read({ key: keyOf, owner: ownerOf, answer: shownCart }),
    'carts.reprice': command({
      key: keyOf,
      command: async ({ id }, ctx) => ({ type: 'reprice', fresh: await lookFor(id, ctx) }),
      answer: shown,
    }),
    'carts.giveLines': command({ key: keyOf, command: ({ into }) => ({ type: 'giveLines', into }), answer: nothing }),
  });
