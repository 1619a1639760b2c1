import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Checkout } from '../../../../actors/carts/contract.ts';
import { ask, newKey } from '../../api/ask.ts';
import { isProblem } from '../../api/problem.ts';
import { type KeptCart, keepCart } from '../cart/kept-cart.ts';
import { keepOrderToken } from '../orders/kept-orders.ts';
import { tell } from '../telling.ts';

/** A decision has been made about this try: the next one is another. Until then it may still come to an order. */
const isDecided = (error: unknown): boolean =>
  isProblem(error) && error.status >= 400 && error.retryAfterMs === undefined;

/** Orders once, however often it is pressed or tried again: a try keeps its name until Souk has decided about it. */
export function useCheckout({ id, token }: KeptCart) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (asked: Omit<Checkout, 'cartId'>) =>
      ask('orders.checkout', { ...asked, cartId: id }, { token, key: key.current }),
    onSuccess: async (order) => {
      if (order.token) keepOrderToken(order.id, order.token);
      keepCart(undefined);
      tell('paid', { order: order.id });
      await navigate({ to: '/orders/$id', params: { id: order.id } });
    },
    onError: (error) => {
      if (isDecided(error)) key.current = newKey();
      for (const about of ['cart', 'product']) void queries.invalidateQueries({ queryKey: [about] });
    },
  });
}
