import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Cart } from '../../../../actors/carts/contract.ts';
import type { ListedProduct } from '../../../../actors/search/contract.ts';
import { followAll } from '../../live/live.ts';
import { withAvailable } from '../product/choice.ts';
import { productQuery } from '../queries.ts';
import { type LineTrouble, troubleOf } from './cart-lines.ts';

/** A socket follows a hundred channels at most; further lines show what was asked last. */
const mostFollowed = 60;

/** What hinders or has changed of each line, by its sku; kept true by the stock of each. */
export function useTroubles({ lines }: Pick<Cart, 'lines'>): ReadonlyMap<string, LineTrouble> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))];
  const products = useQueries({ queries: productIds.map(productQuery) });
  useLiveStock(lines);
  return useMemo(() => {
    const known = products.flatMap(({ data }) => data?.variants ?? []);
    const leftOf = (sku: string) => known.find((variant) => variant.sku === sku)?.available;
    return new Map(
      lines.flatMap((line): [string, LineTrouble][] => {
        const trouble = troubleOf(line, leftOf(line.sku));
        return trouble ? [[line.sku, trouble]] : [];
      }),
    );
  }, [lines, products]);
}

function useLiveStock(lines: Cart['lines']): void {
  const queries = useQueryClient();
  const followed = lines
    .filter(({ stocked }) => stocked)
    .slice(0, mostFollowed)
    .map(({ sku, productId }) => `${sku} ${productId}`)
    .join('\n');
  useEffect(() => {
    const pairs = followed
      .split('\n')
      .filter(Boolean)
      .map((pair) => pair.split(' ') as [string, string]);
    return followAll<{ readonly available: number }>(
      pairs.map(([sku, productId]) => [
        `stock:${sku}`,
        ({ available }) =>
          queries.setQueryData<ListedProduct>(
            ['product', productId],
            (shown) => shown && withAvailable(shown, sku, available),
          ),
      ]),
    );
  }, [followed, queries]);
}
