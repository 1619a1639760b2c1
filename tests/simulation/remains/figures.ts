import { eventsOf, type HeardEvent } from '../../../actors/runtime/feed/events.ts';
import type { Facts } from '../../../analytics/rows/facts.ts';
import { factsOfEvent } from '../../../analytics/rows/row.ts';
import { type Breach, Breaches } from './breach.ts';
import type { Truth } from './truth.ts';

/** What rows say of one order: `told` by itself, `posted` by its ledger; account -> amount. */
type Order = { readonly told: Map<string, number>; readonly posted: Map<string, number>; readonly kinds: Set<string> };

const figuresAreMadeOf: ReadonlySet<string> = new Set(['orders.confirmed', 'orders.refunded', 'ledger.posted']);

/**
 * What figures are made of equals the ledger, order by order, and so of every tenant, vendor, currency and day. The rows are
 * made by the code that writes them to ClickHouse; what ClickHouse makes of rows is tried on the worlds of
 * `figures.test.ts`.
 */
export function figuresBreaches(truth: Truth): readonly Breach[] {
  const breaches = new Breaches('figures');
  for (const [id, { told, posted, kinds }] of ordersIn(truth, breaches)) {
    // Paid too late for an order that was cancelled: it goes back as no sale, or stays where the provider refuses that.
    if (kinds.has('unsold') || !kinds.has('orders.confirmed')) continue;
    for (const account of new Set([...told.keys(), ...posted.keys()])) {
      const [is, due] = [told.get(account) ?? 0, posted.get(account) ?? 0];
      breaches.expect(is === due, () => `figures have ${is} of ${id} in ${account}, and its ledger ${due}`);
    }
  }
  return breaches.all;
}

function ordersIn({ batches }: Truth, breaches: Breaches): ReadonlyMap<string, Order> {
  const orders = new Map<string, Order>();
  for (const heard of [...batches.values()].flat().flatMap(eventsOf)) {
    if (!figuresAreMadeOf.has(heard.name)) continue;
    const key = `${heard.about.tenantId}/${heard.about.id}`;
    const order = orders.get(key) ?? { told: new Map(), posted: new Map(), kinds: new Set() };
    orders.set(key, order);
    const facts = factsIfAny(heard);
    breaches.expect(facts !== undefined, () => `no row can be made of ${heard.name} of ${key}`);
    if (facts) note(order, heard.name, facts);
  }
  return orders;
}

function factsIfAny(heard: HeardEvent): Facts | undefined {
  try {
    return factsOfEvent(heard);
  } catch {
    return undefined;
  }
}

function note({ told, posted, kinds }: Order, name: string, facts: Facts): void {
  const { shares = [], lines = [], posts = [], money, code } = facts;
  const kind = name === 'ledger.posted' ? code : name === 'orders.confirmed' ? 'capture' : 'refund';
  const sign = kind === 'capture' ? 1 : -1;
  const place = (account: string, vendor = ''): string => [kind, account, vendor, money?.currency].join(' ');
  kinds.add(name === 'orders.refunded' && code === 'unsold' ? code : name);
  for (const { account, vendor, amount } of posts) add(posted, place(account, vendor), amount);
  for (const { vendorId, payable, commission, tax } of shares) {
    add(told, place('vendor_payable', vendorId), sign * payable);
    add(told, place('commission'), sign * commission);
    add(told, place('tax'), sign * tax);
    add(told, place(sign > 0 ? 'shopper_clearing' : 'refunds'), -sign * (payable + commission + tax));
  }
  if (lines.length > 0)
    add(
      told,
      place('lines'),
      lines.reduce((sum, { amount }) => sum + amount, 0),
    );
  if (name === 'ledger.posted' && kind === 'capture') add(posted, place('lines'), money?.amount ?? 0);
}

const add = (sums: Map<string, number>, place: string, amount: number): void =>
  void sums.set(place, (sums.get(place) ?? 0) + amount);
