import { cartsService } from '../../../actors/carts/carts.service.ts';
import { ordersService } from '../../../actors/orders/orders.service.ts';
import { Domains } from '../../../actors/runtime/domains.ts';
import type { Call as Try } from '../history.ts';
import { ActorCalls, type Ask } from './actor-calls.ts';
import { ActorModel, type ActorState } from './actor-model.ts';
import { fold } from './operations.ts';

export const sku = 'mug-1';
const terms = { status: 'active', currency: 'EUR', taxRate: 0, pricesIncludeTax: true, commissionRate: 1_000 };
const offer = {
  sku,
  productId: 'mug',
  vendorId: 'v1',
  title: 'Mug',
  options: {},
  vendorSku: 'MUG',
  stocked: true,
  prices: { EUR: 900 },
  onSale: true,
};

/** A market in which nothing changes. */
const market: Readonly<Record<string, unknown>> = {
  'tenants.terms': { terms },
  'vendors.terms': { vendors: [{ vendorId: 'v1', status: 'approved' }] },
  'catalog.offers': { offers: [offer] },
  'carts.cart': { lines: [{ sku }] },
};

const ask: Ask = async (action) => market[action];

export const calls = new ActorCalls(
  new Domains([cartsService({ cartLifetimeMs: 1_000 }), ordersService({ payTimeoutMs: 1_000 })]),
  ask,
);

type Wish = Pick<Try, 'stream' | 'kind' | 'action' | 'params'> & { readonly commandId?: string };

/** As one actor would serve them, one after the other: wish `n` from step `2n` to `2n + 1`. */
export async function served(wishes: readonly Wish[]): Promise<readonly Try[]> {
  const model = new ActorModel();
  const tries = wishes.map(({ commandId, ...wish }, place): Try => {
    const id = commandId ?? `c${place}`;
    return { ...wish, commandId: id, who: 'ann', invokedAt: 2 * place, outcome: { kind: 'unknown', code: 'UNHEARD' } };
  });
  const states = new Map<string, ActorState>();
  const asked = await calls.of(tries.flatMap((one) => fold([one]).operations));
  return asked.map(({ input }, place) => {
    const { state, told } = model.serve(states.get(input.stream) ?? model.init(), input);
    states.set(input.stream, state);
    const outcome = told ?? { kind: 'answered', result: null, meta: { version: state.version } };
    return { ...(tries[place] as Try), returnedAt: 2 * place + 1, outcome };
  });
}
