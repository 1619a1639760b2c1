import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { realWorld } from '../../actors/runtime/world.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { migrate } from '../../analytics/migrate.ts';
import { missingFrom, nobodyWrites } from '../../analytics/places.ts';
import type { Writing } from '../../analytics/writing/writing.ts';
import { eventually } from '../journeys/eventually.ts';
import { begunAnew, openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began, confirmed, Log } from './log.given.ts';
import { killed as engineKilled, summed, twoLogs, whole } from './writer.given.ts';
import { isLevel, killed, Shop } from './writing.given.ts';

const megabyte = 1_048_576;

(hasEngine ? describe : describe.skip)('The process that writes what is committed', () => {
  let engine: EmbeddedClickHouse;
  let shop: Shop;
  let writing: Writing;
  beforeAll(async () => {
    engine = await openEngine();
  });
  beforeEach(async () => {
    await begunAnew(engine);
    shop = new Shop();
  });
  afterEach(async () => {
    await writing.end();
    await shop.journal.close();
  });

  const begin = async () => {
    writing = shop.write(engine);
    await writing.ready;
  };

  test('reads the journal itself, what was there and what comes, and says how far it is', async () => {
    const [order, ledger] = twoLogs() as [Log, Log];
    await shop.store(order);
    await begin();
    await shop.store(ledger);
    await eventually('all is written', () => isLevel(writing));
    expect([await summed(engine), await missingFrom(engine)]).toEqual([whole, []]);
    // A log in which nothing has happened for long is not old: nothing of it is left.
    const looked = realWorld.now();
    await eventually('nothing is left of it', () => writing.seen(order.name) >= looked);
  });

  test('asks the shop for the keys of pseudonyms, and has no other', async () => {
    for (const log of twoLogs()) await shop.store(log);
    await begin();
    await eventually('all is written', () => isLevel(writing));
    expect(new Set(shop.asked)).toEqual(new Set(['acme', 'other']));
  });

  test('leaves what is sealed as it is', async () => {
    const log = new Log('orders/00');
    const { events, ...entry } = confirmed({ tenantId: 'acme', orderId: 'ord_1', placedAt: began });
    const $sealed = { person: 'acme/acc_1', fields: ['email', 'shippingAddress'], bytes: 'c2VhbGVk' };
    const [{ email: _, shippingAddress: __, ...shown }] = events as unknown as [Record<string, unknown>];
    log.add([{ ...entry, events: [{ ...shown, type: 'confirmed', $sealed } as (typeof events)[number]] }]);
    await shop.store(log);
    await begin();
    await eventually('all is written', () => isLevel(writing));
    expect(await engine.query('SELECT country, length(customer) AS pseudonym FROM sales LIMIT 1')).toEqual([
      { country: 'GB', pseudonym: 22 },
    ]);
  });

  test('writes everything once, however often it is killed in the middle of it', async () => {
    const log = new Log('orders/00');
    const many = 3_000;
    for (let number = 1; number <= many; number += 1) {
      log.add([confirmed({ tenantId: 'acme', orderId: `ord_${number}`, placedAt: began + number })]);
    }
    await shop.store(log);
    for (const killedAfterMs of [20, 120]) {
      await begin();
      await new Promise((resolve) => setTimeout(resolve, killedAfterMs));
      await killed(writing);
      await migrate(engine);
      await nobodyWrites(engine, realWorld);
    }
    await begin();
    await eventually('all is written', () => isLevel(writing));
    expect(await summed(engine)).toMatchObject({ events: many, sold: 2 * many, gross: 3_600 * many, orders: many });
    expect(await missingFrom(engine)).toEqual([]);
  });

  test('goes on with an engine that was killed and is found at another place', async () => {
    const [order, ledger] = twoLogs() as [Log, Log];
    await shop.store(order);
    await begin();
    await eventually('all is written', () => isLevel(writing));
    await engineKilled(engine);
    await shop.store(ledger);
    await eventually('all is written', () => isLevel(writing));
    expect([await summed(engine), await missingFrom(engine)]).toEqual([whole, []]);
  });

  test('goes on with an engine that grew too large and was begun anew, and who asks meanwhile hears so', async () => {
    const told: string[] = [];
    const hungry = await openEngine({
      limits: { seconds: 30, resultRows: 10, memoryBytes: 2_000 * megabyte, threads: 1 },
      ...{ memoryBytes: 2_000 * megabyte, mostBytes: 700 * megabyte },
      warn: (line) => told.push(line),
    });
    await begunAnew(hungry);
    const [order, ledger] = twoLogs() as [Log, Log];
    await shop.store(order);
    writing = shop.write(hungry);
    await writing.ready;
    const large = hungry.query('SELECT length(groupArray(number)) AS many, sleep(3) AS slept FROM numbers(64000000)');
    await shop.store(ledger);
    await expect(large).rejects.toMatchObject({ name: 'ClickHouseUnavailable' });
    await eventually('it is there again', () => told.length > 0 && hungry.problem() === undefined);
    expect(told[0]).toMatch(/had grown to \d+ MB/);
    await eventually('all is written', () => isLevel(writing));
    expect([await summed(hungry), await missingFrom(hungry)]).toEqual([whole, []]);
  });

  test('says why it ended', async () => {
    writing = shop.write({ ...engine, address: () => ({ url: 'http://127.0.0.1:1', database: 'souk' }) });
    await expect(writing.ready).rejects.toThrow(/ClickHouse cannot be used now/);
    expect(await writing.gone).toMatch(/ClickHouse cannot be used now/);
  });
});
