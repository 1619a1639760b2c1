import { expect, test } from '@jest/globals';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { append, chain, reserve } from './journal.given.ts';

export function readTests(journal: () => Journal): void {
  const numbers = async (after: number, maxBytes: number): Promise<number[]> =>
    (await journal().read('orders/00', after, maxBytes)).map(({ number }) => number);

  const versions = (count: number): readonly (readonly ReturnType<typeof reserve>[])[] =>
    Array.from({ length: count }, (_, place) => [reserve('a', place + 1)]);

  test('a reader goes on from any number', async () => {
    await append(journal(), chain('orders/00'), ...versions(4));
    await append(journal(), chain('orders/01'), ...versions(2));
    expect(await numbers(0, 1_000_000)).toEqual([1, 2, 3, 4]);
    expect(await numbers(2, 1_000_000)).toEqual([3, 4]);
    expect(await numbers(4, 1_000_000)).toEqual([]);
  });

  test('a page holds about as many bytes as asked, and always one batch', async () => {
    const [, batch] = await append(journal(), chain('orders/00'), ...versions(5));
    const size = batch?.bytes.byteLength as number;
    expect(await numbers(0, 1)).toEqual([1]);
    expect(await numbers(1, size * 3 + 50)).toEqual([2, 3, 4]);
  });

  test('a page holds at most a thousand batches', async () => {
    const log = chain('orders/00');
    const batches = Array.from({ length: 1_002 }, () => log.next());
    for (let first = 0; first < batches.length; first += 1) {
      await journal().append('orders/00', batches[first] as NonNullable<(typeof batches)[0]>);
    }
    expect(await numbers(0, 1_000_000_000)).toHaveLength(1_000);
    expect(await numbers(1_000, 1_000_000_000)).toEqual([1_001, 1_002]);
  });

  test('a large batch comes back whole', async () => {
    const entries = Array.from({ length: 5_000 }, (_, place) => reserve('a', place + 1));
    const [batch] = await append(journal(), chain('orders/00'), entries);
    const [read] = await journal().read('orders/00', 0, 1);
    expect(Buffer.compare(read?.bytes as Uint8Array, batch?.bytes as Uint8Array)).toBe(0);
    expect(await journal().stream('orders/00', 'a', 4_998, 10)).toMatchObject([{ version: 4_999 }, { version: 5_000 }]);
  });
}
