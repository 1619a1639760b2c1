import { expect, test } from '@jest/globals';
import { answerKeyOf } from '../../actors/runtime/journal/format.ts';
import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { append, chain, commandsOf, refused, reserve, type Said, told } from './journal.given.ts';

export function lookupTests(journal: () => Journal): void {
  const stream = (name: string, after: number, limit = 100) => journal().stream('orders/00', name, after, limit);

  test('a stream is read after a version, in order, over many batches', async () => {
    const log = chain('orders/00');
    await append(
      journal(),
      log,
      [reserve('a', 1), reserve('b', 1), reserve('a', 2)],
      [reserve('b', 2)],
      [reserve('a', 3)],
    );
    expect((await stream('a', 0)).map(told)).toEqual([
      { batch: 1, version: 1, commandId: 'a#1' },
      { batch: 1, version: 2, commandId: 'a#2' },
      { batch: 3, version: 3, commandId: 'a#3' },
    ]);
    expect(commandsOf(await stream('a', 1))).toEqual(['a#2', 'a#3']);
    expect(await stream('a', 3)).toEqual([]);
    expect(await stream('c', 0)).toEqual([]);
  });

  test('a stream is read in pages', async () => {
    const log = chain('orders/00');
    await append(
      journal(),
      log,
      [reserve('a', 1), reserve('a', 2)],
      [reserve('a', 3), reserve('a', 4), reserve('a', 5)],
    );
    expect(commandsOf(await stream('a', 0, 1))).toEqual(['a#1']);
    expect(commandsOf(await stream('a', 1, 3))).toEqual(['a#2', 'a#3', 'a#4']);
    expect(commandsOf(await stream('a', 4, 3))).toEqual(['a#5']);
  });

  test('an entry with several events counts them all in its version', async () => {
    const both = { stream: 'a', version: 2, events: ['opened', 'filled'], commandId: 'c1' };
    await append(journal(), chain('orders/00'), [both, reserve('a', 3)], [reserve('a', 4)]);
    expect((await stream('a', 0)).map(({ version }) => version)).toEqual([2, 3, 4]);
    expect((await stream('a', 1)).map(({ version }) => version)).toEqual([2, 3, 4]);
    expect((await stream('a', 2)).map(({ version }) => version)).toEqual([3, 4]);
  });

  test('a refusal is no part of its stream, but its answer is found', async () => {
    const entries = [refused('a', 0, 'no1'), reserve('a', 1), refused('a', 1, 'no2'), reserve('a', 2)];
    await append(journal(), chain('orders/00'), entries, [refused('a', 2, 'no3')]);
    expect(commandsOf(await stream('a', 0))).toEqual(['a#1', 'a#2']);
    const keys = ['no1', 'no2', 'no3', 'a#2', 'never'].map((id) => answerKeyOf('a', id));
    const found = (await journal().answers('orders/00', keys)).map(told);
    expect(found).toHaveLength(4);
    expect(found).toEqual(
      expect.arrayContaining([
        { batch: 1, version: 0, commandId: 'no1' },
        { batch: 1, version: 1, commandId: 'no2' },
        { batch: 1, version: 2, commandId: 'a#2' },
        { batch: 2, version: 2, commandId: 'no3' },
      ]),
    );
  });

  test('two commands whose keys collide are both found', async () => {
    const log = chain('orders/00');
    const sameKey = (...entries: readonly Said[]) => {
      const batch = log.next(...entries);
      return { ...batch, entries: batch.entries.map((entry) => ({ ...entry, answerKey: 2 ** 53 - 1 })) };
    };
    await journal().append('orders/00', sameKey(reserve('a', 1), reserve('b', 1)));
    await journal().append('orders/00', sameKey(reserve('c', 1)));
    expect(commandsOf(await journal().answers('orders/00', [2 ** 53 - 1])).sort()).toEqual(['a#1', 'b#1', 'c#1']);
  });

  test('at most a thousand answers are asked for at once', async () => {
    const keys = Array.from({ length: 1_001 }, (_, key) => key);
    await expect(journal().answers('orders/00', keys)).rejects.toThrow(RangeError);
    expect(await journal().answers('orders/00', keys.slice(1))).toEqual([]);
    expect(await journal().answers('orders/00', [])).toEqual([]);
  });

  test.each([0, -1, 10_001])('a page of %d entries is refused', async (limit) => {
    await expect(stream('a', 0, limit)).rejects.toThrow(RangeError);
  });

  test('text of any script is cut at the right bytes', async () => {
    const log = chain('orders/00');
    const said = (version: number) => ({
      stream: 'a',
      version,
      events: ['Grüße 日本 🛒'],
      commandId: `ключ-${version}`,
    });
    await append(journal(), log, [said(1), reserve('b', 1), said(2)]);
    expect(commandsOf(await stream('a', 0))).toEqual(['ключ-1', 'ключ-2']);
    expect(commandsOf(await stream('b', 0))).toEqual(['b#1']);
  });
}
