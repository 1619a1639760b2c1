import { expect, test } from '@jest/globals';
import { emptyHead, type Journal } from '../../actors/runtime/journal/journal.ts';
import { append, chain, commandsOf, reserve } from './journal.given.ts';

export function appendTests(journal: () => Journal): void {
  test('a partition that was never written is empty', async () => {
    expect(await journal().heads(['orders/00'])).toEqual([emptyHead]);
    expect(await journal().batchAt('orders/00', 1)).toBeUndefined();
    expect(await journal().read('orders/00', 0, 1_000)).toEqual([]);
    expect(await journal().stream('orders/00', 'acme/order/o1', 0, 10)).toEqual([]);
    expect(await journal().answers('orders/00', [1, 2])).toEqual([]);
    expect(await journal().names()).toEqual([]);
  });

  test('the first who come to a new journal may come all at once', async () => {
    const [names, partitions, outcome, entries] = await Promise.all([
      journal().names(),
      journal().partitions(4),
      journal().append('orders/00', chain('orders/00').next(reserve('a', 1))),
      journal().stream('orders/00', 'a', 0, 10),
    ]);
    expect(partitions).toBe(4);
    expect(outcome).toBe('stored');
    expect([names.length, entries.length].every((found) => found <= 1)).toBe(true);
    expect(commandsOf(await journal().stream('orders/00', 'a', 0, 10))).toEqual(['a#1']);
  });

  test('it says of the newest batch alone that it is the head', async () => {
    expect([await journal().isHead('orders/00', 0), await journal().isHead('orders/00', 1)]).toEqual([true, false]);
    await append(journal(), chain('orders/00'), [reserve('a', 1)], [reserve('a', 2)]);
    const said = await Promise.all([0, 1, 2, 3].map((number) => journal().isHead('orders/00', number)));
    expect(said).toEqual([false, false, true, false]);
    expect(await journal().isHead('orders/01', 0)).toBe(true);
  });

  test('a batch is stored after the head and comes back byte for byte', async () => {
    const log = chain('orders/00');
    const [first, second] = await append(journal(), log, [reserve('a', 1)], [reserve('a', 2), reserve('b', 1)]);
    const { entries: _, ...stored } = second as NonNullable<typeof second>;
    expect(await journal().batchAt('orders/00', 2)).toEqual(stored);
    expect(await journal().heads(['orders/00', 'orders/01'])).toEqual([
      { number: 2, hash: second?.hash, at: 1_002 },
      emptyHead,
    ]);
    expect((await journal().read('orders/00', 0, 1_000_000)).map(({ hash }) => hash)).toEqual([
      first?.hash,
      second?.hash,
    ]);
  });

  test('an empty batch moves the head and nothing else', async () => {
    await append(journal(), chain('orders/00'), [], []);
    expect(await journal().heads(['orders/00'])).toMatchObject([{ number: 2 }]);
  });

  test('looks for commands it knows when asked to, and stores nothing that repeats one', async () => {
    const log = chain('orders/00');
    await append(journal(), log, [reserve('a', 1)]);
    const again = log.next(reserve('b', 1), reserve('a', 1));
    expect(await journal().append('orders/00', again, true)).toBe('known');
    expect(await journal().heads(['orders/00'])).toMatchObject([{ number: 1 }]);
  });

  test('finds nothing known in another partition', async () => {
    await append(journal(), chain('carts/00'), [reserve('a', 1)]);
    expect(await journal().append('orders/00', chain('orders/00').next(reserve('a', 1)), true)).toBe('stored');
  });

  test('another batch at a taken number conflicts and changes nothing', async () => {
    const [mine] = await append(journal(), chain('orders/00'), [reserve('a', 1)]);
    expect(await journal().append('orders/00', chain('orders/00', 'n2').next(reserve('b', 1)))).toBe('conflict');
    expect(await journal().heads(['orders/00'])).toMatchObject([{ number: 1, hash: mine?.hash }]);
    expect(await journal().stream('orders/00', 'b', 0, 10)).toEqual([]);
  });

  test('of many partitions that are written at once each stands or falls by itself, and the same may come twice', async () => {
    const partitions = Array.from({ length: 150 }, (_, number) => `orders/${String(number).padStart(3, '0')}`);
    const taken = new Set(partitions.filter((_, number) => number % 7 === 0));
    await Promise.all([...taken].map((name) => append(journal(), chain(name, 'other'), [reserve('a', 1)])));
    const batches = partitions.map((name) => [name, chain(name).next(reserve('b', 1))] as const);
    const store = () => Promise.all(batches.map(([name, batch]) => journal().append(name, batch)));
    const expected = partitions.map((name) => (taken.has(name) ? 'conflict' : 'stored'));
    expect(await store()).toEqual(expected);
    expect(await store()).toEqual(expected);
    const heads = await journal().heads(partitions);
    expect(heads.filter(({ hash }, place) => hash === batches[place]?.[1].hash).length).toBe(150 - taken.size);
  });

  test('a batch that would leave a hole conflicts', async () => {
    const log = chain('orders/00');
    log.next(reserve('a', 1));
    expect(await journal().append('orders/00', log.next(reserve('a', 2)))).toBe('conflict');
    expect(await journal().heads(['orders/00'])).toEqual([emptyHead]);
    expect(await journal().names()).toEqual([]);
  });

  test('the same batch sent again is stored once, also when others came after it', async () => {
    const log = chain('orders/00');
    const [first] = await append(journal(), log, [reserve('a', 1)], [reserve('a', 2)]);
    expect(await journal().append('orders/00', first as NonNullable<typeof first>)).toBe('stored');
    expect(await journal().heads(['orders/00'])).toMatchObject([{ number: 2 }]);
    expect(commandsOf(await journal().stream('orders/00', 'a', 0, 10))).toEqual(['a#1', 'a#2']);
  });

  test('the same number and nonce with other bytes conflicts', async () => {
    await append(journal(), chain('orders/00'), [reserve('a', 1)]);
    expect(await journal().append('orders/00', chain('orders/00').next(reserve('b', 1)))).toBe('conflict');
  });

  test('of two owners that append the same number at once exactly one wins', async () => {
    const both = await Promise.all(
      ['n1', 'n2'].map((node) => journal().append('orders/00', chain('orders/00', node).next(reserve('a', 1)))),
    );
    expect(both.sort()).toEqual(['conflict', 'stored']);
  });

  test('partitions append side by side, and the conflict of one leaves the others alone', async () => {
    await append(journal(), chain('orders/03'), [reserve('x', 1)]);
    const names = Array.from({ length: 8 }, (_, number) => `orders/0${number}`);
    const outcomes = await Promise.all(
      names.map((name) => journal().append(name, chain(name, 'n2').next(reserve('a', 1)))),
    );
    expect(outcomes).toEqual(names.map((name) => (name === 'orders/03' ? 'conflict' : 'stored')));
    expect(await journal().heads(names)).toMatchObject(names.map(() => ({ number: 1 })));
    expect(await journal().names()).toEqual(names);
  });

  test('partitions do not see each other, whatever their streams and commands are called', async () => {
    await append(journal(), chain('orders/00'), [reserve('a', 1)]);
    const [other] = await append(journal(), chain('carts/00'), [reserve('a', 1), reserve('a', 2)]);
    const key = other?.entries[1]?.answerKey as number;
    expect(commandsOf(await journal().stream('orders/00', 'a', 0, 10))).toEqual(['a#1']);
    expect(await journal().answers('orders/00', [key])).toEqual([]);
    expect(commandsOf(await journal().answers('carts/00', [key]))).toEqual(['a#2']);
  });
}
