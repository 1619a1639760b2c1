import { productOf } from '../../../actors/catalog/contract.ts';
import type { Client } from './client.ts';
import { type Market, operatorOf } from './market.ts';
import type { Story } from './story.ts';

type Wavering = { readonly client: Client; readonly market: Market; readonly story: Story };

const pauseMs = 100;

/** An operator who suspends a vendor, and approves it again: whoever was told so finds it approved from then on. */
export async function waver({ client, market, story }: Wavering): Promise<void> {
  const { wavering, tenantId } = market;
  if (!wavering) return;
  const caller = operatorOf(tenantId);
  const { rounds, shelf } = wavering;
  const { vendorId: id, sku } = shelf;
  const publish = () => client.ask('catalog.publish', { id: productOf(sku) }, { caller });
  for (let left = rounds; left > 0; left -= 1) {
    await client.pause(pauseMs);
    await client.ask('catalog.archive', { id: productOf(sku) }, { caller });
    const suspended = await client.ask('vendors.suspend', { id, reason: 'on second thoughts' }, { caller });
    // It may still happen, whatever comes later.
    if ('error' in suspended) return;
    await publish();
    const approved = await client.ask('vendors.approve', { id }, { caller });
    if ('error' in approved) return;
    const told = await publish();
    const isRefused = 'error' in told && told.error.type === 'VENDOR_NOT_APPROVED';
    if (isRefused) story.contradictions.push(`${tenantId}/${id} was approved, and then refused as if it were not`);
  }
}
