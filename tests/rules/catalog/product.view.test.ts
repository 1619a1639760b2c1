import { describe, expect, test } from '@jest/globals';
import type { CatalogEvents } from '../../../actors/catalog/contract.ts';
import { productCount, productsOfVendor } from '../../../actors/catalog/product.view.ts';
import type { EventAbout } from '../../../actors/runtime/view.ts';
import { aboutOf } from '../about.ts';
import { rowsOf } from '../rows.ts';
import { id, shirt } from './product.story.ts';

const about = aboutOf({ type: 'product', id });
const published = { ...shirt, status: 'published' } as const;

describe("a vendor's list", () => {
  test('holds every accepted product as it is now, under its tenant', () => {
    const { on } = productsOfVendor;
    const changes = [
      ...(on['catalog.accepted']?.({ type: 'accepted', product: shirt, dropped: [] }, about) ?? []),
      ...(on['catalog.published']?.({ type: 'published', product: published }, about) ?? []),
    ];
    const { vendorId, createdAt } = shirt;
    const row = { tenantId: 'acme', vendorId, status: 'published', createdAt, product: published };
    expect([...rowsOf(changes)]).toEqual([[`acme/${id}`, row]]);
  });
  test('begins every index with the tenant and the vendor', () => {
    for (const fields of Object.values(productsOfVendor.indexes))
      expect(fields.slice(0, 2)).toEqual(['tenantId', 'vendorId']);
  });
});

describe("a tenant's count of products", () => {
  const proposed = (proposal: number, at: EventAbout) =>
    productCount.on['catalog.proposed']?.(
      { type: 'proposed', proposal, product: shirt, claims: [], newStock: [] },
      at,
    ) ?? [];
  const refused = (proposal: number, at: EventAbout) =>
    productCount.on['catalog.refused']?.({ type: 'refused', proposal, taken: [], undo: [], newStock: [] }, at) ?? [];

  test('is kept per partition, counts first proposals and takes back those refused', () => {
    const there = aboutOf({ partition: 'catalog/07' });
    const story = [
      proposed(1, about),
      proposed(1, about),
      proposed(2, about),
      refused(1, about),
      refused(2, about),
      proposed(1, there),
    ];
    expect([...rowsOf(story.flat()).values()]).toEqual([
      { tenantId: 'acme', products: 1 },
      { tenantId: 'acme', products: 1 },
    ]);
  });
  test('hears every event of its own name', () => {
    const names: readonly (keyof CatalogEvents)[] = ['catalog.proposed', 'catalog.refused'];
    expect(Object.keys(productCount.on)).toEqual(names);
  });
});
