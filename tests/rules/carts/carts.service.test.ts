import { describe, expect, test } from '@jest/globals';
import { cart } from '../../../actors/carts/cart.ts';
import { type CartCommand, type CartState, shownCart } from '../../../actors/carts/cart-state.ts';
import { cartsService } from '../../../actors/carts/carts.service.ts';
import { anyone, type Caller, type Owner } from '../../../actors/runtime/caller.ts';
import { given } from '../given.ts';
import { createForGuest, cup, filled, id, lamp, lifetimeMs, offer, set, story, terms } from './cart.story.ts';

type Ctx = object;
type Served = {
  run(params: object, ctx: Ctx): Promise<unknown>;
  spec: {
    key(params: object, ctx: Ctx): string;
    command(params: object, ctx: Ctx): Promise<CartCommand>;
    owner(state: CartState, params: object): Owner | undefined;
  };
};

const { handlers } = cartsService({ cartLifetimeMs: lifetimeMs });
const served = (name: string) => handlers[name] as unknown as Served;
const ada: Caller = { kind: 'account', accountId: 'ada', roles: [], staff: {} };
const stateOf = (...commands: readonly CartCommand[]) => given(cart, ...story(...commands)).state();

/** A market with these offers and this cart in it, and the calls that were made to it. */
function market({ offers = [cup, lamp], status = 'active', state = stateOf(...filled), caller = ada } = {}) {
  const called: string[] = [];
  const answers: Readonly<Record<string, (params: { skus: readonly string[] }) => unknown>> = {
    'tenants.terms': () => ({ terms: { ...terms, status } }),
    'catalog.offers': ({ skus }) => ({ offers: offers.filter(({ sku }) => skus.includes(sku)) }),
    'carts.cart': () => shownCart(state),
    'carts.reprice': () => 'the cart with new prices',
  };
  const call = async (name: string, params: never) => {
    called.push(name);
    return answers[name]?.(params);
  };
  return { called, ctx: { tenantId: 'acme', commandId: 'c1', caller, call } };
}

describe('a cart that is looked at', () => {
  test('is shown as it stands while nothing has changed, and nothing is written', async () => {
    const { ctx, called } = market();
    expect(await served('carts.get').run({ id }, ctx)).toMatchObject({ id, status: 'open' });
    expect(called).toEqual(['carts.cart', 'tenants.terms', 'catalog.offers']);
  });
  test('is brought up to date once a price has moved', async () => {
    const { ctx } = market({ offers: [offer('cup', 1_300), lamp] });
    expect(await served('carts.get').run({ id }, ctx)).toBe('the cart with new prices');
  });
  test('asks for no prices while it is empty or not open', async () => {
    for (const state of [stateOf(createForGuest), stateOf(...filled, { type: 'giveLines', into: 'cart_2' })]) {
      const { ctx, called } = market({ state });
      await served('carts.get').run({ id }, ctx);
      expect(called).toEqual(['carts.cart']);
    }
  });
});

describe('a new cart', () => {
  const { key, command } = served('carts.create').spec;
  test('belongs to whoever is logged in, and gets the same id from the same command', async () => {
    const { ctx } = market();
    const asked = await command({}, ctx);
    expect(asked).toEqual({ type: 'create', id: key({}, ctx), customerId: 'ada', terms, lifetimeMs });
    expect(await command({}, market({ caller: anyone }).ctx)).not.toHaveProperty('customerId');
    expect(key({}, { ...ctx, tenantId: 'other' })).not.toBe(key({}, ctx));
  });
  test('has no terms while the tenant is suspended', async () => {
    expect(await command({}, market({ status: 'suspended' }).ctx)).not.toHaveProperty('terms');
  });
});

describe('a line that is set', () => {
  const { command } = served('carts.setLine').spec;
  test('brings the offer of now', async () => {
    expect(await command({ id, sku: 'cup', quantity: 2 }, market().ctx)).toEqual(set(2));
    expect(await command({ id, sku: 'bowl', quantity: 2 }, market().ctx)).not.toHaveProperty('offer');
  });
  test('to nothing is taken out', async () => {
    expect(await command({ id, sku: 'cup', quantity: 0 }, market().ctx)).toEqual({ type: 'removeLine', sku: 'cup' });
  });
});

describe('a checkout', () => {
  test('looks at every line first', async () => {
    const { ctx } = market();
    const asked = await served('carts.checkout').spec.command({ cartId: id, email: 'ada@demo.example' }, ctx);
    const fresh = { terms, skus: ['cup', 'lamp'], offers: [cup, lamp] };
    expect(asked).toEqual({ type: 'checkout', email: 'ada@demo.example', fresh });
  });
});

describe("a guest's cart", () => {
  const { command } = served('carts.merge').spec;
  const guests = stateOf(createForGuest, set(1));
  const take = (caller: Caller, state = guests) => command({ id: 'cart_2', from: id }, market({ caller, state }).ctx);
  test('is merged by whoever shows its secret', async () => {
    expect(await take({ ...ada, guestOf: `cart:${id}` })).toMatchObject({
      type: 'takeLines',
      from: { id, status: 'open' },
    });
  });
  test('is not there for anybody else', async () => {
    await expect(take(ada)).rejects.toMatchObject({ class: 'NotFound' });
    await expect(take({ ...ada, guestOf: 'cart:cart_8' })).rejects.toMatchObject({ class: 'NotFound' });
    await expect(take({ ...ada, guestOf: `cart:${id}` }, stateOf(...filled))).rejects.toMatchObject({
      class: 'NotFound',
    });
  });
  test('belongs to its secret, and a customer’s cart to the customer', () => {
    const { owner } = served('carts.setLine').spec;
    expect(owner(guests, {})).toEqual({ guest: `cart:${id}` });
    expect(owner(stateOf(...filled), {})).toEqual({ customerId: 'ada' });
    expect(owner(cart.initial(), {})).toBeUndefined();
  });
});
