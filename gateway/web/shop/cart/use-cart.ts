import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Cart } from '../../../../actors/carts/contract.ts';
import { ask } from '../../api/ask.ts';
import { hasCode } from '../../api/problem.ts';
import { partsOf } from '../../frame/sku.ts';
import { useLive } from '../../live/live.ts';
import { useAccount } from '../../session/session.ts';
import { tell } from '../telling.ts';
import { withQuantity } from './cart-lines.ts';
import { type KeptCart, keepCart, keptCart, watchCart } from './kept-cart.ts';

/** Where a page is made before anybody has come. */
const noCart = () => undefined;

const cartKey = (id: string) => ['cart', id] as const;

/** Whether a cart can still be bought from: a closed one has become an order. */
export const isOpen = ({ status }: Pick<Cart, 'status'>): boolean => status === 'open' || status === 'frozen';

const cartQuery = (kept: KeptCart | undefined) =>
  queryOptions({
    queryKey: cartKey(kept?.id ?? ''),
    queryFn: () => ask('carts.get', { id: kept?.id ?? '' }, { token: kept?.token }),
    enabled: kept !== undefined,
  });

/** The cart of this browser, which other tabs and devices may change meanwhile. */
export function useCart() {
  const kept = useSyncExternalStore(watchCart, keptCart, noCart);
  const queries = useQueryClient();
  const { data, error, isPending } = useQuery(cartQuery(kept));
  const isLost = hasCode(error, 'NOT_FOUND', 'UNAUTHENTICATED') || (data !== undefined && !isOpen(data));
  useEffect(() => {
    if (isLost) keepCart(undefined);
  }, [isLost]);
  useLive<Cart>(
    kept && `cart:${kept.id}`,
    { state: (cart) => queries.setQueryData(cartKey(cart.id), cart) },
    kept?.token,
  );
  return { kept, cart: isLost ? undefined : data, isPending: kept !== undefined && isPending };
}

async function openCart(): Promise<KeptCart> {
  const { id, token } = await ask('carts.create', {});
  const cart = { id, ...(token && { token }) };
  keepCart(cart);
  return cart;
}

type Wish = { readonly sku: string; readonly quantity: number };

/** Sets how many units of a sku the cart holds: shown at once, and taken back where it is refused. */
export function useSetLine() {
  const queries = useQueryClient();
  return useMutation({
    // One after another: the last wish is the one that stands.
    scope: { id: 'cart' },
    mutationFn: async ({ sku, quantity }: Wish) => {
      const { id, token } = keptCart() ?? (await openCart());
      return ask('carts.setLine', { id, sku, quantity }, { token });
    },
    onMutate: async ({ sku, quantity }) => {
      const id = keptCart()?.id ?? '';
      await queries.cancelQueries({ queryKey: cartKey(id) });
      const before = queries.getQueryData<Cart>(cartKey(id));
      if (before) queries.setQueryData(cartKey(id), withQuantity(before, sku, quantity));
      return { before };
    },
    onError: (_error, _wish, undo) => {
      if (undo?.before) queries.setQueryData(cartKey(undo.before.id), undo.before);
    },
    onSuccess: (cart, { sku, quantity }, { before }) => {
      queries.setQueryData(cartKey(cart.id), cart);
      const was = before?.lines.find((line) => line.sku === sku)?.quantity ?? 0;
      const { productId: product } = partsOf(sku);
      if (quantity !== was) tell(quantity > was ? 'added' : 'removed', { product, sku });
    },
  });
}

/** Whoever signs in takes the guest's cart along. */
export function useCartOfAccount(): void {
  const account = useAccount();
  const kept = useSyncExternalStore(watchCart, keptCart, noCart);
  const queries = useQueryClient();
  const { mutate, isIdle } = useMutation({
    mutationFn: async ({ id, token }: KeptCart) => {
      const own = await ask('carts.create', {}, { key: `home-of-${id}` });
      return ask('carts.merge', { id: own.id, from: id }, { token });
    },
    onSuccess: (cart) => {
      queries.setQueryData(cartKey(cart.id), cart);
      keepCart({ id: cart.id });
    },
  });
  useEffect(() => {
    if (account && kept?.token && isIdle) mutate(kept);
  }, [account, kept, isIdle, mutate]);
}
