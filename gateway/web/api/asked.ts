import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ParamsOf } from '../../../actors/registry.ts';
import type { PageOf, PageParams } from '../../../actors/runtime/contract.ts';
import { ask, type BodyOf } from './ask.ts';
import type { AskedName } from './routes.ts';

/** A question as a query: everything under the action's name is forgotten together. */
export const asked = <Name extends AskedName>(name: Name, params: ParamsOf<Name>) =>
  queryOptions({
    queryKey: [name, params],
    queryFn: ({ signal }): Promise<BodyOf<Name>> => ask(name, params, { signal }),
  });

const pageSize = 100;

type Paged = {
  readonly [Name in AskedName]: BodyOf<Name> extends PageOf<unknown> ? Name : never;
}[AskedName];
type ItemOf<Name extends Paged> = BodyOf<Name> extends PageOf<infer Item> ? Item : never;

/** Page after page of a list, up to `most` items. */
export const askedAll = <Name extends Paged>(
  name: Name,
  params: Omit<ParamsOf<Name>, keyof PageParams>,
  most: number,
) =>
  queryOptions({
    queryKey: [name, params, 'all'],
    queryFn: async ({ signal }): Promise<readonly ItemOf<Name>[]> => {
      const items: ItemOf<Name>[] = [];
      let cursor: string | undefined;
      do {
        const page = { ...params, limit: pageSize, ...(cursor && { cursor }) } as ParamsOf<Name>;
        const answer = (await ask(name, page, { signal })) as PageOf<ItemOf<Name>>;
        items.push(...answer.items);
        cursor = answer.next;
      } while (cursor !== undefined && items.length < most);
      return items;
    },
  });

type Listed = readonly object[] | { readonly items: readonly object[] };

/**
 * Puts what a change was answered with into the lists that show the thing: the server's own lists follow a moment
 * later, so that asking again at once would show it as it was.
 */
export function putInLists<Item extends object>(
  queries: QueryClient,
  name: AskedName,
  now: Item,
  isIt: (item: Item) => boolean,
): void {
  const put = (items: readonly object[]) => items.map((item) => (isIt(item as Item) ? { ...item, ...now } : item));
  queries.setQueriesData<Listed>({ queryKey: [name] }, (data) => {
    if (data === undefined) return data;
    return 'items' in data ? { ...data, items: put(data.items) } : put(data);
  });
}
