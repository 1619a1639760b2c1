import { logIn, openShop, type Person, register, type Shop, stockWare, type Ware } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform, openTenant } from './tenants.given.ts';
import { type Visitor, visitor } from './visitor.ts';

/** A Souk that counts, with a shop of one ware, and the operator of another tenant, who may see nothing of it. */
export type Figures = {
  readonly souk: Souk;
  readonly guest: Visitor;
  readonly operator: Person;
  readonly stranger: Person;
  readonly bees: Shop;
  readonly honey: Ware;
};

export async function givenFigures(): Promise<Figures> {
  const souk = await startSouk({ env: { ANALYTICS: 'on' } });
  const guest = visitor(souk.url);
  const operator = await logIn(guest, 'operator@demo.example');
  const stranger = await openTenant(await logInToPlatform(souk), 'acme');
  const bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
  return { souk, guest, operator, stranger, bees, honey: await stockWare(bees, 'Heather honey', 750, 10) };
}
