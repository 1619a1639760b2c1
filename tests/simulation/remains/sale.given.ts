import type { ActionName, ParamsOf, ResultOf } from '../../../actors/registry.ts';
import { type Caller, internalCaller } from '../../../actors/runtime/caller.ts';
import type { Message } from '../../../actors/runtime/decider.ts';
import { encodeBatch } from '../../../actors/runtime/journal/format.ts';
import type { Head } from '../../../actors/runtime/journal/journal.ts';
import { memoryJournal } from '../../../actors/runtime/journal/memory.ts';
import { partitionOf } from '../../../actors/runtime/placement.ts';
import { Dice } from '../world/dice.ts';
import { House } from '../world/house.ts';
import { Process } from '../world/process.ts';
import type { Remains } from './all.ts';

const limits = { partitions: 1, mailboxLimit: 100, actorsInMemory: 100, maxEntriesPerBatch: 12, waitMs: 3_000 };
const shopper: Caller = { kind: 'account', accountId: 'acc_sam', roles: [], staff: {} };
const home = { name: 'Sam', line1: '1 High Street', city: 'York', postcode: 'YO1', country: 'GB' };

type Ask = <Name extends ActionName>(name: Name, params: ParamsOf<Name>, caller?: Caller) => Promise<ResultOf<Name>>;

export type Sale = {
  readonly remains: Remains;
  readonly domains: Process['node']['domains'];
  readonly sku: string;
  readonly orderId: string;
  readonly cartId: string;
};

async function openShop(ask: Ask): Promise<string> {
  await ask('tenants.open', { id: 'acme', name: 'Acme', currency: 'EUR', plan: 'enterprise' });
  await ask('customers.openAccount', { id: 'acc_v', email: 'v@example.org', passwordHash: '!', roles: [] });
  const opening = { id: 'ven_1', name: 'Mugs', handle: 'mugs', description: '', ownerId: 'acc_v', approved: true };
  await ask('vendors.open', opening);
  const product = await ask('catalog.create', {
    vendorId: 'ven_1',
    title: 'Mug',
    variants: [{ prices: { EUR: 900 } }],
  });
  await ask('catalog.publish', { id: product.id });
  const sku = product.variants[0]?.sku ?? '';
  await ask('inventory.receive', { sku, quantity: 5 });
  return sku;
}

async function buy(ask: Ask, sku: string, token: string): Promise<{ orderId: string; cartId: string }> {
  const { id } = await ask('carts.create', {}, shopper);
  const { total } = await ask('carts.setLine', { id, sku, quantity: 2 }, shopper);
  const order = { cartId: id, expectedTotal: total, email: 's@example.org', shippingAddress: home };
  const bought = await ask('orders.checkout', { ...order, payment: { provider: 'sim', token } }, shopper);
  return { orderId: bought.id, cartId: id };
}

/** One order that is confirmed and in part refunded, and one that is declined; then all that follows has happened. */
export async function sale(): Promise<Sale> {
  const house = new House(new Dice('a sale'));
  const process = new Process(house, { name: 'n1', limits });
  const ask: Ask = async (name, params, caller = internalCaller) => {
    const about = { tenantId: 'acme', caller, commandId: house.dice.id(), traceId: 't', deadlineMs: 30_000 };
    return (await process.transport.call(name, params, about)).result as never;
  };
  const story = async () => {
    await process.node.start();
    const sku = await openShop(ask);
    await buy(ask, sku, 'declined').catch(() => undefined);
    const bought = await buy(ask, sku, 'ok');
    await ask('orders.refund', { id: bought.orderId, amount: { amount: 500, currency: 'EUR' }, reason: 'chipped' });
    await process.node.settled();
    return { sku, ...bought };
  };
  let told: Awaited<ReturnType<typeof story>> | undefined;
  void story().then((found) => {
    told = found;
  });
  await house.scheduler.run(() => told !== undefined || house.scheduler.steps > 20_000);
  if (!told) throw new Error('the sale never ended');
  return { ...told, remains: house, domains: process.node.domains };
}

/** The same world, to be spoiled. */
export const copyOf = ({ journalDisk, rowsDisk, safe, history, provider }: Remains): Remains => ({
  journalDisk: structuredClone(journalDisk),
  rowsDisk: structuredClone(rowsDisk),
  safe: structuredClone(safe),
  history: { calls: [...history.calls], othersOf: (one) => history.othersOf(one) },
  provider: { accounts: structuredClone(provider.accounts) },
});

/** Writes these events as if their actor had decided them. */
export async function append(
  remains: Remains,
  area: string,
  stream: string,
  ...events: readonly Message[]
): Promise<void> {
  const journal = memoryJournal(remains.journalDisk);
  const partition = partitionOf(area, stream, 1);
  const [head] = (await journal.heads([partition])) as [Head];
  const past = await journal.stream(partition, stream, 0, 1_000);
  const version = (past.at(-1)?.version ?? 0) + events.length;
  const commandId = `spoiled ${stream} ${version}`;
  const { at } = head;
  const entry = {
    stream,
    version,
    at,
    by: 'nobody',
    commandId,
    bodyHash: '',
    traceId: '',
    events,
    answer: { result: null },
  };
  const header = { partition, number: head.number + 1, previousHash: head.hash, node: 'spoiler', nonce: commandId, at };
  const meta = { stream, version, events: events.length, commandId };
  await journal.append(partition, encodeBatch(header, [JSON.stringify(entry)], [meta]));
}
