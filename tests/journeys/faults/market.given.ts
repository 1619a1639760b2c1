import { logIn, openShop, type Person, register, type Shop, stockWare, type Ware } from '../market.given.ts';
import { type Visitor, visitor } from '../visitor.ts';

/** What is sold, and how many units of it ever came in. */
export type Good = Ware & { readonly shop: number; readonly received: number };

/** Everybody who can tell what became of a marketplace; it outlives the Souk it was made on. */
export type Market = {
  readonly guest: Visitor;
  readonly operator: Person;
  readonly ops: Person;
  readonly shops: readonly Shop[];
  readonly goods: readonly Good[];
};

const plenty = 1_000_000;
const owners = ['bea@example.org', 'cyd@example.org'];

/** Two vendors: three wares that never run out, and one of which there are only so many. */
export async function openMarket(url: string, scarce: number): Promise<Market> {
  const guest = visitor(url);
  const operator = await logIn(guest, 'operator@demo.example');
  const shops: Shop[] = [];
  for (const email of owners) shops.push(await openShop(operator, await register(guest, email), `Shop of ${email}`));
  const goods: Good[] = [];
  for (const [place, received] of [plenty, plenty, plenty, scarce].entries()) {
    const shop = place % owners.length;
    const ware = await stockWare(shops[shop] as Shop, `Ware ${place}`, 333 + 101 * place, received);
    goods.push({ ...ware, shop, received });
  }
  return { guest, operator, ops: await logIn(guest, 'ops@demo.example'), shops, goods };
}

/** The same people at the same marketplace, logged in anew: a token lives 15 minutes of the Souk's own clock. */
export async function comeBack({ goods, shops }: Market, url: string): Promise<Market> {
  const guest = visitor(url);
  const [operator, ops, ...vendors] = await Promise.all(
    ['operator@demo.example', 'ops@demo.example', ...owners].map((email) => logIn(guest, email)),
  );
  const back = shops.map(({ vendor }, place) => ({ vendor, owner: vendors[place] as Person }));
  return { guest, operator: operator as Person, ops: ops as Person, shops: back, goods };
}
