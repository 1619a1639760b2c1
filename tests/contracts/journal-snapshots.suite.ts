import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Journal, Snapshot } from '../../actors/runtime/journal/journal.ts';
import { append, chain, reserve } from './journal.given.ts';

const snapshot = (version: number, schema = 1): Snapshot => ({
  stream: 'a',
  schema,
  version,
  bytes: new TextEncoder().encode(`state at ${version}`),
});

export const snapshotTests = (journal: () => Journal, reopen: () => Promise<Journal>): void =>
  describe('with snapshots', () => snapshots(journal, reopen));

function snapshots(journal: () => Journal, reopen: () => Promise<Journal>): void {
  const load = (schema = 1) => journal().loadSnapshot('orders/00', 'a', schema);

  beforeEach(async () => {
    await append(
      journal(),
      chain('orders/00'),
      [reserve('a', 1), reserve('a', 2)],
      [reserve('a', 3)],
      [reserve('b', 1)],
    );
  });

  test('the snapshot with the highest version is kept, whoever comes last', async () => {
    await journal().saveSnapshot('orders/00', snapshot(2));
    await journal().saveSnapshot('orders/00', snapshot(3));
    await journal().saveSnapshot('orders/00', snapshot(1));
    expect(await load()).toEqual(snapshot(3));
    await reopen();
    expect(await load()).toEqual(snapshot(3));
  });

  test('each shape of the state has its own snapshot', async () => {
    await journal().saveSnapshot('orders/00', snapshot(3, 1));
    await journal().saveSnapshot('orders/00', snapshot(2, 2));
    expect(await load(1)).toEqual(snapshot(3, 1));
    expect(await load(2)).toEqual(snapshot(2, 2));
    expect(await load(3)).toBeUndefined();
  });

  test('a snapshot belongs to its stream and its partition', async () => {
    await journal().saveSnapshot('orders/00', snapshot(2));
    expect(await journal().loadSnapshot('orders/00', 'b', 1)).toBeUndefined();
    expect(await journal().loadSnapshot('carts/00', 'a', 1)).toBeUndefined();
  });

  test('a snapshot of a version that is not stored is not kept', async () => {
    await journal().saveSnapshot('orders/00', snapshot(4));
    await journal().saveSnapshot('carts/00', snapshot(1));
    expect(await load()).toBeUndefined();
    expect(await journal().loadSnapshot('carts/00', 'a', 1)).toBeUndefined();
  });

  test('a part of a larger buffer is saved as the part it is', async () => {
    const bytes = new TextEncoder().encode('before|state|after').subarray(7, 12);
    await journal().saveSnapshot('orders/00', { ...snapshot(2), bytes });
    expect(Buffer.from((await load())?.bytes ?? []).toString()).toBe('state');
  });
}
