import { describe, expect, test } from '@jest/globals';
import type { ProductEvent } from '../../../actors/catalog/contract.ts';
import { productFlow } from '../../../actors/catalog/product.flow.ts';
import { aboutOf } from '../about.ts';
import { firstClaims, handle, id, shirt, sku } from './product.story.ts';

const about = aboutOf({ type: 'product', id });
const { rows } = productFlow;
type Proposed = Extract<ProductEvent, { type: 'proposed' }>;
const proposed: Proposed = {
  type: 'proposed',
  proposal: 1,
  product: shirt,
  claims: firstClaims,
  newStock: [sku(1), sku(2)],
};
const row = rows['catalog.proposed'];

describe('a proposed product', () => {
  test('claims its names and opens its stock', () => {
    expect(row?.ask?.['claims.take']?.(proposed, about)).toEqual(firstClaims);
    expect(row?.ask?.['inventory.open']?.(proposed, about)).toEqual([
      { sku: sku(1), vendorId: 'ven_1', proposal: 1 },
      { sku: sku(2), vendorId: 'ven_1', proposal: 1 },
    ]);
  });
  test('is accepted when all were free', () => {
    const tell = row?.answered?.['catalog.accept'];
    const heard = (() => []) as unknown as Parameters<NonNullable<typeof tell>>[2];
    expect(tell?.(proposed, about, heard)).toEqual({ id, proposal: 1 });
  });
  test('is refused with the names that were not, and without their owner', () => {
    const params = { ...firstClaims[0] };
    const refusals = [{ action: 'claims.take', params, code: 'TAKEN', details: {} }];
    expect(row?.refused?.['catalog.refuse']?.(proposed, about, refusals)).toEqual({
      id,
      proposal: 1,
      taken: [handle('blue-shirt')],
    });
  });
});

describe('names that are not needed', () => {
  test('are given up once the new ones are there', () => {
    const event = { type: 'accepted', product: shirt, dropped: firstClaims } as const;
    expect(rows['catalog.accepted']?.ask?.['claims.drop']?.(event, about)).toEqual(firstClaims);
  });
  test('are given back at once when a proposal failed, past whatever else waits', () => {
    const event = { type: 'refused', proposal: 1, taken: [], undo: firstClaims, newStock: [sku(2)] } as const;
    expect(rows['catalog.refused']?.undo).toBe(true);
    expect(rows['catalog.refused']?.ask?.['claims.drop']?.(event, about)).toEqual(firstClaims);
    expect(rows['catalog.refused']?.ask?.['inventory.close']?.(event, about)).toEqual([{ sku: sku(2), proposal: 1 }]);
  });
});
