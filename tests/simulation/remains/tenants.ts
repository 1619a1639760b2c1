import type { StockEvent } from '../../../actors/inventory/contract.ts';
import type { MemoryDisk } from '../../../actors/runtime/rows/memory.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { type Breach, Breaches } from './breach.ts';
import { eventsOf, storiesOf, type Truth } from './truth.ts';
import { rowsIn } from './views.ts';

/** Rows lie under their own tenant's keys, and nobody's stock knows an order of another tenant. */
export function tenantBreaches(truth: Truth, disk: MemoryDisk): readonly Breach[] {
  const breaches = new Breaches('tenants');
  for (const table of disk.tables.keys()) {
    for (const [key, { tenantId }] of rowsIn(disk, table)) {
      const isOwn = tenantId === undefined || key.startsWith(`${tenantId}/`);
      breaches.expect(isOwn, () => `${table} keeps a row of ${tenantId} under ${key}`);
    }
  }
  for (const story of storiesOf(truth, 'stock')) {
    for (const event of eventsOf(story) as readonly StockEvent[]) {
      const orderId = 'orderId' in event ? event.orderId : undefined;
      const isKnown = orderId === undefined || truth.stories.has(streamOf(story.tenantId, 'order', orderId));
      breaches.expect(isKnown, () => `${story.stream} knows ${orderId}, which is no order of its tenant`);
    }
  }
  return breaches.all;
}
