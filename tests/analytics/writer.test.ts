import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { missingFrom } from '../../analytics/places.ts';
import { createPseudonyms, keysOf } from '../../analytics/rows/pseudonyms.ts';
import { personOf } from '../../tenants/isolation.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, confirmed, Log, posted, refunded } from './log.given.ts';
import { bent, feed, killed, summed, twoLogs, whole, writerOn } from './writer.given.ts';

(hasEngine ? describe : describe.skip)('What is committed', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(() => begunAnew(engine));
  const found = () => summed(engine);

  test('is written once, with all that is made of it, and nothing is missing', async () => {
    const logs = twoLogs();
    const writer = await writerOn(engine, logs);
    await feed(writer, logs);
    expect([await found(), await missingFrom(engine)]).toEqual([whole, []]);
  });

  test.each([
    ['whose answer was lost', ['lost']],
    ['that never came', ['never']],
    ['that never came, and then whose answer was lost, again and again', ['never', 'lost', 'lost', 'never', 'lost']],
  ] as const)('is written once after an insert %s', async (_, outcomes) => {
    const logs = twoLogs();
    const writer = await writerOn(bent(engine, ...outcomes), logs);
    await feed(writer, logs, 20);
    expect([await found(), await missingFrom(engine)]).toEqual([whole, []]);
  });

  test('is written once when more has come before a broken insert is tried again', async () => {
    const [order, ledger] = twoLogs() as [Log, Log];
    const writer = await writerOn(bent(engine, 'lost', 'never'), [order, ledger]);
    await expect(writer.handle(order.name, order.batches.slice(0, 3))).rejects.toThrow('lost');
    await feed(writer, [order, ledger], 20);
    expect([await found(), await missingFrom(engine)]).toEqual([whole, []]);
  });

  test.each([
    ['after an insert whose answer nobody heard', 'lost'],
    ['before an insert that was on its way', 'never'],
  ] as const)('is written once by a shop that died %s', async (_, outcome) => {
    const logs = twoLogs();
    const dead = await writerOn(bent(engine, outcome, 'never', 'never'), logs);
    await expect(feed(dead, logs, 1)).rejects.toThrow('never taken');
    await feed(await writerOn(engine, logs), logs);
    expect([await found(), await missingFrom(engine)]).toEqual([whole, []]);
  });

  test('is written once when the engine is killed in the middle of it, however often', async () => {
    const log = new Log('orders/00');
    const many = 2_000;
    for (let number = 1; number <= many; number += 1) {
      log.add([confirmed({ tenantId: 'acme', orderId: `ord_${number}`, placedAt: began + number })]);
    }
    for (const killedAfterMs of [10, 100]) {
      const writer = await writerOn(engine, [log]);
      const from = (await writer.start()).get(log.name) ?? 0;
      const writing = writer.handle(log.name, log.batches.slice(from, from + many / 2)).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, killedAfterMs));
      await killed(engine);
      await writing;
    }
    await feed(await writerOn(engine, [log]), [log]);
    expect(await found()).toMatchObject({ events: many, sold: 2 * many, gross: 3_600 * many, orders: many });
    expect(await missingFrom(engine)).toEqual([]);
  });

  test('of two months goes in two inserts, so that each is stored whole', async () => {
    const log = new Log('orders/00');
    const bought = { tenantId: 'acme', orderId: 'ord_1', placedAt: began };
    log.add([confirmed(bought)]).add([refunded(bought)], Date.UTC(2026, 11, 1));
    await feed(await writerOn(engine, [log]), [log]);
    expect(await engine.query('SELECT cut_from, cut_to, rows FROM cuts ORDER BY cut_to')).toEqual([
      { cut_from: 1, cut_to: 1, rows: 1 },
      { cut_from: 2, cut_to: 2, rows: 1 },
    ]);
  });

  test('of several months is written in their order, so that who comes after a crash goes on where it ended', async () => {
    const bought = { tenantId: 'acme', orderId: 'ord_1', placedAt: began };
    const december = Date.UTC(2026, 11, 1);
    const late = new Log('ledger/00').add([posted(bought)], december);
    const both = new Log('orders/00').add([confirmed(bought)]).add([refunded(bought)], december);
    const logs = [late, both];
    await feed(await writerOn(engine, logs), logs);
    await feed(await writerOn(engine, logs), logs);
    expect(await engine.query('SELECT log, cut_to, rows FROM cuts ORDER BY written, log')).toEqual([
      { log: 'orders/00', cut_to: 1, rows: 1 },
      { log: 'ledger/00', cut_to: 1, rows: 1 },
      { log: 'orders/00', cut_to: 2, rows: 1 },
    ]);
  });

  test('and is not there, or there twice, is found out', async () => {
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    await engine.command(`INSERT INTO cuts SELECT * FROM cuts WHERE log = 'ledger/03' LIMIT 1`);
    await engine.command(`INSERT INTO cuts VALUES ('orders/07', 5, 9, 2, 2, 1)`);
    expect(await missingFrom(engine)).toEqual([
      expect.stringMatching(/^orders\/07 has 1 gaps/),
      expect.stringMatching(/^ledger\/03 has \d+ rows of \d+/),
    ]);
  });

  test('names nobody: people have pseudonyms, which no two tenants share', async () => {
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    const dump = JSON.stringify(await engine.query('SELECT * FROM events'));
    expect(dump).not.toMatch(/acc_1|ada@|street|Ada/);
    const people = await engine.query<{ customer: string }>(
      `SELECT customer FROM sales WHERE kind = 'sale' GROUP BY customer, tenant ORDER BY tenant`,
    );
    expect(new Set(people.map(({ customer }) => customer)).size).toBe(2);
    expect(people.every(({ customer }) => /^[\w-]{22}$/.test(customer))).toBe(true);
  });

  test('has no pseudonym any more once the key of its tenant is destroyed', async () => {
    const erased = memoryVault(realWorld, emptySafe());
    await erased.ensure([personOf('acme', 'analytics-pseudonyms')]);
    await erased.forget(personOf('acme', 'analytics-pseudonyms'));
    const pseudonyms = createPseudonyms((tenantIds) => keysOf(erased, tenantIds));
    await pseudonyms.ready(['acme', 'other']);
    expect([pseudonyms.of('acme', 'acc_1'), pseudonyms.of('other', 'acc_1')]).toEqual([
      '',
      expect.stringMatching(/.{22}/),
    ]);
  });

  test('has no pseudonym any more a minute after that key is destroyed, also where it was in use', async () => {
    let now = began;
    const vault = memoryVault(realWorld, emptySafe());
    const pseudonyms = createPseudonyms(
      (tenantIds) => keysOf(vault, tenantIds),
      () => now,
    );
    const nameAt = async (instant: number) => {
      now = instant;
      await pseudonyms.ready(['acme']);
      return pseudonyms.of('acme', 'acc_1');
    };
    const name = await nameAt(began);
    expect([name.length, await nameAt(began + 120_000)]).toEqual([22, name]);
    await vault.forget(personOf('acme', 'analytics-pseudonyms'));
    expect(await nameAt(began + 240_000)).toBe('');
  });
});
