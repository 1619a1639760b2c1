import type { ClickHouse } from '../analytics/clickhouse.ts';

const tables = `SELECT create_table_query AS statement
FROM system.tables
WHERE database = {database:String} AND name != 'migrations' AND NOT startsWith(name, '.')
ORDER BY name`;

const functions = `SELECT create_query AS statement FROM system.functions WHERE origin = 'SQLUserDefined' ORDER BY name`;

const head = '-- What the migrations make, as ClickHouse tells it. `npm run docs:analytics` writes this file.';

/** Before what a line of a schema begins with. */
const breaks =
  /, (?=`)| (?=ENGINE |PARTITION BY|ORDER BY|TTL |SETTINGS |FROM |WHERE |ARRAY JOIN|GROUP BY|AS SELECT|AS WITH)/g;

/** Everything that the migrations have made, as one text. */
export async function wholeSchema(clickHouse: ClickHouse, database: string): Promise<string> {
  const made = await clickHouse.query<{ statement: string }>(tables, { database });
  const named = await clickHouse.query<{ statement: string }>(functions);
  const statements = [...made, ...named].map(({ statement }) =>
    statement.replaceAll(`${database}.`, '').replaceAll(breaks, (found) => `${found.trimEnd()}\n  `),
  );
  return `${head}\n\n${statements.join(';\n\n')};\n`;
}
