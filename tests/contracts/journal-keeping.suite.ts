import { expect, test } from '@jest/globals';
import { answerKeyOf } from '../../actors/runtime/journal/format.ts';
import { emptyHead, type Journal } from '../../actors/runtime/journal/journal.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';
import { append, chain, commandsOf, refused, reserve, unavailable } from './journal.given.ts';

export function keepingTests(journal: () => Journal, reopen: () => Promise<Journal>, fail: () => () => void): void {
  test('the number of partitions is fixed by the first who asks', async () => {
    expect(await journal().partitions(16)).toBe(16);
    expect(await journal().partitions(64)).toBe(16);
    await reopen();
    expect(await journal().partitions(8)).toBe(16);
  });

  test('all that was stored is there when it is opened again, and goes on', async () => {
    const log = chain('orders/00');
    await append(journal(), log, [reserve('a', 1), refused('a', 1, 'no')], [reserve('b', 1)]);
    await reopen();
    expect(commandsOf(await journal().stream('orders/00', 'a', 0, 10))).toEqual(['a#1']);
    expect(commandsOf(await journal().answers('orders/00', [answerKeyOf('a', 'no')]))).toEqual(['no']);
    await append(journal(), log, [reserve('a', 2)]);
    expect(await journal().heads(['orders/00'])).toMatchObject([{ number: 3 }]);
    expect(await verifyJournal(journal())).toEqual([]);
  });

  test('while the engine fails an append says so, and nothing that was stored is lost', async () => {
    const log = chain('orders/00');
    await append(journal(), log, [reserve('a', 1)]);
    const recover = fail();
    const next = log.next(reserve('a', 2));
    await expect(journal().append('orders/00', next)).rejects.toMatchObject(unavailable);
    await expect(journal().append('carts/00', chain('carts/00').next())).rejects.toMatchObject(unavailable);
    recover();
    expect(await journal().heads(['orders/00', 'carts/00'])).toMatchObject([{ number: 1 }, { number: 0 }]);
    expect(await journal().append('orders/00', next)).toBe('stored');
    expect(commandsOf(await journal().stream('orders/00', 'a', 0, 10))).toEqual(['a#1', 'a#2']);
    expect(await verifyJournal(journal())).toEqual([]);
  });

  test('while the engine fails, of batches that many partitions bring at once none is said to be stored', async () => {
    const names = Array.from({ length: 8 }, (_, number) => `orders/0${number}`);
    const batches = names.map((name) => [name, chain(name).next(reserve('a', 1))] as const);
    const store = () => Promise.allSettled(batches.map(([name, batch]) => journal().append(name, batch)));
    await append(journal(), chain('carts/00'), [reserve('a', 1)]);
    const recover = fail();
    expect(await store()).toMatchObject(names.map(() => ({ status: 'rejected', reason: unavailable })));
    recover();
    expect(await journal().heads(names)).toEqual(names.map(() => emptyHead));
    expect(await store()).toEqual(names.map(() => ({ status: 'fulfilled', value: 'stored' })));
    expect(await journal().heads(names)).toMatchObject(names.map(() => ({ number: 1 })));
  });

  test('a probe says whether it takes writes, and leaves nothing to read', async () => {
    await journal().probe();
    await journal().probe();
    expect(await journal().names()).toEqual([]);
    const recover = fail();
    await expect(journal().probe()).rejects.toMatchObject(unavailable);
    recover();
    await journal().probe();
    expect(await journal().partitions(16)).toBe(16);
  });

  test('a journal that was closed is unavailable', async () => {
    await journal().close();
    await expect(journal().heads(['orders/00'])).rejects.toMatchObject(unavailable);
    await expect(journal().append('orders/00', chain('orders/00').next())).rejects.toMatchObject(unavailable);
    await expect(journal().read('orders/00', 0, 1)).rejects.toMatchObject(unavailable);
  });

  test('a journal of many partitions and streams verifies', async () => {
    for (const partition of ['orders/00', 'orders/01', 'carts/00']) {
      const log = chain(partition);
      const batches = Array.from({ length: 20 }, (_, number) => [
        ...['a', 'b', 'c'].map((stream) => reserve(stream, number + 1)),
        refused('d', 0, `no${number}`),
      ]);
      await append(journal(), log, ...batches);
    }
    const verified: unknown[] = [];
    expect(await verifyJournal(journal(), (partition) => verified.push(partition))).toEqual([]);
    expect(verified).toEqual(['carts/00', 'orders/00', 'orders/01'].map((partition) => ({ partition, batches: 20 })));
  });
}
