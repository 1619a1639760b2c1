import type { Client } from './client.ts';
import type { Market } from './market.ts';
import type { Story } from './story.ts';

export type Watching = { readonly looks: number; readonly everyMs: number };

type Watcher = { readonly client: Client; readonly market: Market; readonly story: Story; readonly watching: Watching };

/** Looks at the same few things again and again, as pages do that many people have open. */
export async function watch({ client, market, story, watching }: Watcher): Promise<void> {
  for (let looks = watching.looks; looks > 0; looks -= 1) {
    await client.pause(watching.everyMs);
    const known = [...story.orders.values()].filter(({ tenantId }) => tenantId === market.tenantId);
    const { sku } = client.dice.pick(market.shelves);
    if (known.length === 0 || client.dice.happens(0.6)) await client.ask('inventory.available', { sku });
    else await client.ask('orders.order', { id: client.dice.pick(known).id });
  }
}
