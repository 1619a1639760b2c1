import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ClickHouse, rowLine, type Values } from '../../analytics/clickhouse.ts';

const tables = [
  `CREATE TABLE sold (shop String, at DateTime64(3, 'UTC'), amount Int64, tags Array(String))
    ENGINE = MergeTree ORDER BY (shop, at) SETTINGS non_replicated_deduplication_window = 100`,
  `CREATE TABLE days (shop String, day Date, amount Int64)
    ENGINE = SummingMergeTree ORDER BY (shop, day) SETTINGS non_replicated_deduplication_window = 100`,
  `CREATE MATERIALIZED VIEW days_of_sold TO days AS
    SELECT shop, toDate(at) AS day, sum(amount) AS amount FROM sold GROUP BY shop, day`,
];

const noon = Date.UTC(2026, 10, 22, 12);

export const rows: readonly Values[] = [
  ['a', noon, 250, ['red', "it's"]],
  ['a', noon + 1, 4_000_000_000_000, []],
  ['b', noon, -50, ['x']],
];

export const insert = (clickHouse: ClickHouse, token: string, given = rows): Promise<void> =>
  clickHouse.insert('sold', ['shop', 'at', 'amount', 'tags'], given.map(rowLine), token);

const sums = `SELECT (SELECT count() FROM sold) AS rows, (SELECT sum(amount) FROM sold) AS sold,
  (SELECT sum(amount) FROM days) AS days`;

/** Of the table, and of what is made of it. */
export const summed = async (clickHouse: ClickHouse) => (await clickHouse.query(sums))[0];

const once = { rows: 3, sold: 4_000_000_000_200, days: 4_000_000_000_200 };
const twice = { rows: 6, sold: 8_000_000_000_400, days: 8_000_000_000_400 };

export const counted = { once, twice };

/** Makes the tables anew. */
export async function begin(clickHouse: ClickHouse): Promise<void> {
  await clickHouse.drop();
  await clickHouse.create();
  for (const table of tables) await clickHouse.command(table);
}

/** What every ClickHouse must do, wherever it runs. */
export function clickHouseSuite(name: string, open: () => Promise<ClickHouse>): void {
  describe(`ClickHouse ${name}`, () => {
    let clickHouse: ClickHouse;
    beforeAll(async () => {
      clickHouse = await open();
    });

    test('gives back what was written, large sums as numbers', async () => {
      await begin(clickHouse);
      await insert(clickHouse, 'first');
      const found = await clickHouse.query('SELECT shop, toString(at) AS at, amount, tags FROM sold ORDER BY shop, at');
      expect(found).toEqual([
        { shop: 'a', at: '2026-11-22 12:00:00.000', amount: 250, tags: ['red', "it's"] },
        { shop: 'a', at: '2026-11-22 12:00:00.001', amount: 4_000_000_000_000, tags: [] },
        { shop: 'b', at: '2026-11-22 12:00:00.000', amount: -50, tags: ['x'] },
      ]);
    });

    test('keeps an insert that is repeated once, and what is made of it too', async () => {
      await begin(clickHouse);
      for (const token of ['one', 'one', 'two', 'one']) await insert(clickHouse, token);
      expect(await summed(clickHouse)).toEqual(twice);
    });

    test.each([
      ["a'; DROP TABLE sold; --"],
      ['\\'],
      ["\\'"],
      ['a\tb\nc\r'],
      ['{shop:String}'],
      ['`"$1'],
      ['日本 ☕'],
      [''],
    ])('never takes a parameter for a part of its question: %j', async (shop) => {
      expect(await clickHouse.query('SELECT {shop:String} AS shop, {many:UInt32} AS many', { shop, many: 3 })).toEqual([
        { shop, many: 3 },
      ]);
    });

    test('stops a question that takes too much', async () => {
      const endless = clickHouse.query('SELECT count() AS n FROM numbers(1000000000000)');
      await expect(endless).rejects.toMatchObject({ name: 'ClickHouseRefused', code: 'TIMEOUT_EXCEEDED' });
      const huge = clickHouse.query('SELECT number FROM numbers(200000)');
      await expect(huge).rejects.toMatchObject({ name: 'ClickHouseRefused', code: 'TOO_MANY_ROWS_OR_BYTES' });
    });

    test('says by its own name what it does not want', async () => {
      const refused = { name: 'ClickHouseRefused' };
      await expect(clickHouse.query('SELECT * FROM nowhere')).rejects.toMatchObject({
        ...refused,
        code: 'UNKNOWN_TABLE',
      });
      await expect(clickHouse.query('SELEC 1')).rejects.toMatchObject({ ...refused, code: 'SYNTAX_ERROR' });
      await expect(clickHouse.query('SELECT {x:UInt8}', { x: 'many' })).rejects.toMatchObject(refused);
    });

    test('gives an answer as a file, all of it or none', async () => {
      const most = { rows: 1_000, bytes: 100_000 };
      const ask = (many: number, format: 'csv' | 'parquet', limits = most) =>
        clickHouse.file("SELECT number AS n, 'a,b' AS t FROM numbers({many:UInt32})", { many }, format, limits);
      expect(Buffer.from(await ask(2, 'csv')).toString()).toBe('"n","t"\n0,"a,b"\n1,"a,b"\n');
      const packed = Buffer.from(await ask(1_000, 'parquet'));
      expect([packed.subarray(0, 4).toString(), packed.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
      const tooMuch = { name: 'ClickHouseRefused', code: 'TOO_MANY_ROWS_OR_BYTES' };
      await expect(ask(1_001, 'csv')).rejects.toMatchObject(tooMuch);
      await expect(ask(1_000, 'parquet', { ...most, bytes: 1_000 })).rejects.toMatchObject(tooMuch);
    });

    test('answers while it writes', async () => {
      await begin(clickHouse);
      const writing = insert(clickHouse, 'many', Array.from({ length: 20_000 }, () => rows).flat());
      expect(await clickHouse.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await writing;
      expect(await summed(clickHouse)).toMatchObject({ rows: 60_000 });
    });
  });
}
