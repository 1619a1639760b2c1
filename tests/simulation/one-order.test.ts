import { expect, test } from '@jest/globals';
import type { ActionName, ParamsOf, ResultOf } from '../../actors/registry.ts';
import { type Caller, internalCaller } from '../../actors/runtime/caller.ts';
import { Dice } from './world/dice.ts';
import { House } from './world/house.ts';
import { Process } from './world/process.ts';

const limits = { partitions: 1, mailboxLimit: 100, actorsInMemory: 100, maxEntriesPerBatch: 12, waitMs: 3_000 };
const shopper: Caller = { kind: 'account', accountId: 'acc_sam', roles: [], staff: {} };
const home = { name: 'Sam', line1: '1 High Street', city: 'York', postcode: 'YO1', country: 'GB' };

type Ask = <Name extends ActionName>(name: Name, params: ParamsOf<Name>, caller?: Caller) => Promise<ResultOf<Name>>;

async function sell(ask: Ask): Promise<string> {
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
  const { id } = await ask('carts.create', {}, shopper);
  const { total } = await ask('carts.setLine', { id, sku, quantity: 2 }, shopper);
  const order = { cartId: id, expectedTotal: total, email: 's@example.org', shippingAddress: home };
  return (await ask('orders.checkout', { ...order, payment: { provider: 'sim', token: 'ok' } }, shopper)).status;
}

async function run(seed: string): Promise<{ status: string | undefined; digest: string; steps: number }> {
  const house = new House(new Dice(seed));
  const process = new Process(house, { name: 'n1', limits });
  const ask: Ask = async (name, params, caller = internalCaller) => {
    const about = { tenantId: 'acme', caller, commandId: house.dice.id(), traceId: 't', deadlineMs: 30_000 };
    return (await process.transport.call(name, params, about)).result as never;
  };
  let status: string | undefined;
  void process.node
    .start()
    .then(() => sell(ask))
    .then((found) => {
      status = found;
    });
  await house.scheduler.run(() => status !== undefined || house.scheduler.steps > 5_000);
  return { status, digest: house.scheduler.digest, steps: house.scheduler.steps };
}

test('An order goes through the real areas in a simulated house, and the same seed takes the same steps', async () => {
  const first = await run('a seed');
  expect(first.status).toBe('confirmed');
  expect(await run('a seed')).toEqual(first);
  expect((await run('another seed')).digest).not.toBe(first.digest);
});
