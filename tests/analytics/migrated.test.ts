import { beforeAll, describe, expect, test } from '@jest/globals';
import { createAsk } from '../../analytics/ask.ts';
import { type ClickHouse, rowLine } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { migrate, migrations } from '../../analytics/migrate.ts';
import { missingFrom } from '../../analytics/places.ts';
import { vendorBalances } from '../../analytics/queries/vendor-balances.ts';
import { openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { Log } from './log.given.ts';
import { feed, summed, twoLogs, whole, writerOn } from './writer.given.ts';

/** As a release has left it that knew so many migrations. */
async function migrateTo(clickHouse: ClickHouse, last: number): Promise<void> {
  await clickHouse.command(
    "CREATE TABLE migrations (number UInt32, name String, at DateTime('UTC') DEFAULT now()) ENGINE = MergeTree ORDER BY number",
  );
  for (const { number, name, statements } of migrations().filter((one) => one.number <= last)) {
    for (const statement of statements) await clickHouse.command(statement);
    await clickHouse.insert('migrations', ['number', 'name'], [rowLine([number, name])], `migration-${number}`);
  }
}

function firstOf({ name, batches }: Log, many: number): Log {
  const first = new Log(name);
  first.batches.push(...batches.slice(0, many));
  return first;
}

(hasEngine ? describe : describe.skip)('What an earlier release has written', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
  });

  test.each([
    ['', 1],
    [', also when it is begun again', 2],
  ])('is owed to vendors once it is followed by balances of their own%s', async (_, times) => {
    await engine.drop();
    await engine.create();
    await migrateTo(engine, 6);
    const logs = twoLogs();
    for (const many of [2, 4]) {
      const begun = logs.map((log) => firstOf(log, many));
      await feed(await writerOn(engine, begun), begun);
    }
    for (let time = 0; time < times; time += 1) {
      await migrate(engine);
      if (time + 1 < times)
        await engine.command('ALTER TABLE migrations DELETE WHERE number = 7 SETTINGS mutations_sync = 2');
    }
    await feed(await writerOn(engine, logs), logs);
    const balances = await createAsk(engine)({ tenantId: 'other' }, vendorBalances, {});
    expect(balances.map(({ key, balance }) => [key, balance])).toEqual([
      ['ven_1', 2_700],
      ['ven_2', 5_400],
    ]);
    expect([await summed(engine), await missingFrom(engine)]).toEqual([whole, []]);
  });
});
