import type { Client } from './client.ts';
import { type Market, operatorOf } from './market.ts';
import type { KnownOrder, Story } from './story.ts';

export type Chores = {
  readonly rounds: number;
  readonly pauseMs: number;
  readonly does: Readonly<Record<'ship' | 'deliver' | 'refund' | 'cancel' | 'receive' | 'adjust' | 'look', number>>;
};

type Working = { readonly client: Client; readonly market: Market; readonly story: Story; readonly chores: Chores };

/** The operator and the vendors' staff: parcels leave, money goes back, goods come in. */
export async function work(working: Working): Promise<void> {
  const { client, chores } = working;
  for (let rounds = chores.rounds; rounds > 0; rounds -= 1) {
    await client.pause(chores.pauseMs);
    await doChore(working, client.dice.choose(chores.does));
  }
}

async function doChore({ client, market, story }: Working, chore: keyof Chores['does']): Promise<void> {
  const caller = operatorOf(market.tenantId);
  const { sku } = client.dice.pick(market.shelves);
  if (chore === 'receive') return void (await client.ask('inventory.receive', { sku, quantity: 3 }, { caller }));
  if (chore === 'adjust') {
    const quantity = client.dice.pick([-2, -1, 1]);
    return void (await client.ask('inventory.adjust', { sku, quantity, reason: 'counted' }, { caller }));
  }
  const known = [...story.orders.values()].filter(({ tenantId }) => tenantId === market.tenantId);
  if (known.length > 0) await handle(client, market, client.dice.pick(known), chore);
}

async function handle(
  client: Client,
  market: Market,
  { id, last }: KnownOrder,
  chore: keyof Chores['does'],
): Promise<void> {
  const caller = operatorOf(market.tenantId);
  const part = last && client.dice.pick(last.parts);
  if (!part) return;
  const [fulfilmentId, vendorId] = [part.fulfilmentId, part.vendorId];
  switch (chore) {
    case 'ship':
      return void (await client.ask('fulfilments.ship', { id: fulfilmentId, carrier: 'Post' }, { caller }));
    case 'deliver':
      return void (await client.ask('fulfilments.deliver', { id: fulfilmentId }, { caller }));
    case 'refund': {
      const amount = { amount: client.dice.between(1, last.total.amount), currency: 'EUR' };
      return void (await client.ask('orders.refund', { id, amount, reason: 'sorry', vendorId }, { caller }));
    }
    case 'cancel':
      return void (await client.ask('orders.cancelByRequest', { id, vendorId }, { caller }));
    default:
      return void (await client.ask('orders.list', { limit: 5 }, { caller }));
  }
}
