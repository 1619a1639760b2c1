import { readdirSync, readFileSync } from 'node:fs';
import { type ClickHouse, rowLine } from './clickhouse.ts';

const folder = new URL('./migrations/', import.meta.url);

export type Migration = { readonly number: number; readonly name: string; readonly statements: readonly string[] };

/** Numbered SQL files, one change a file, forward only. A line that ends with `;` ends a statement. */
export const migrations = (): readonly Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      statements: statementsOf(readFileSync(new URL(file, folder), 'utf8')),
    }));

export const statementsOf = (sql: string): readonly string[] =>
  sql
    .replaceAll(/^ *--.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);

const log = `CREATE TABLE IF NOT EXISTS migrations (number UInt32, name String, at DateTime('UTC') DEFAULT now())
  ENGINE = MergeTree ORDER BY number`;

/** Every statement can be repeated, so a migration that was cut off is begun again. Throws when the database is newer. */
export async function migrate(clickHouse: ClickHouse): Promise<void> {
  await clickHouse.command(log);
  const done = await clickHouse.query<{ number: number; name: string }>('SELECT number, name FROM migrations');
  const known = migrations();
  const newer = done.find(({ number, name }) => !known.some((one) => one.number === number && one.name === name));
  if (newer)
    throw new Error(
      `the analytics database has migration ${newer.number} (${newer.name}), which this release does not know`,
    );
  for (const { number, name, statements } of known) {
    if (done.some((one) => one.number === number)) continue;
    for (const statement of statements) await clickHouse.command(statement);
    await clickHouse.insert('migrations', ['number', 'name'], [rowLine([number, name])], `migration-${number}`);
  }
}
