import { queryOptions } from '@tanstack/react-query';
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
