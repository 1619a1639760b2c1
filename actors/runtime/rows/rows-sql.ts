import { fieldsOf, type IndexValue, type IndexValues } from './order.ts';
import type { Plan } from './plan.ts';
import type { TableDefinition } from './rows.ts';

/** Names were checked (`checks.ts`): none holds a quote. */
const quoted = (name: string): string => `"${name}"`;
export const tableName = (table: string): string => quoted(`rows/${table}`);
const indexName = (table: string, index: string): string => quoted(`${table}/${index}`);
const column = (field: string): string => quoted(`field/${field}`);

/** Missing is stored as a number below all others, so that one comparison of tuples finds where a page goes on. */
export const stored = (value: IndexValue): string | number => value ?? Number.NEGATIVE_INFINITY;

export function createSql({ name, indexes }: TableDefinition): string {
  const columns = fieldsOf(indexes).map((field) => `, ${column(field)} NOT NULL`);
  const table = `CREATE TABLE ${tableName(name)} (key TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL${columns.join('')})`;
  return [table, ...Object.entries(indexes).map(([index, fields]) => createIndexSql(name, index, fields))].join(';\n');
}

const createIndexSql = (table: string, index: string, fields: readonly string[]): string =>
  `CREATE INDEX ${indexName(table, index)} ON ${tableName(table)} (${[...fields.map(column), 'key'].join(', ')})`;

export const dropSql = (table: string): string => `DROP TABLE IF EXISTS ${tableName(table)}`;

export function putSql(table: string, fields: readonly string[]): string {
  const columns = ['key', 'body', ...fields.map(column)];
  const marks = columns.map(() => '?').join(', ');
  const sets = columns.slice(1).map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO ${tableName(table)} (${columns.join(', ')}) VALUES (${marks})
    ON CONFLICT (key) DO UPDATE SET ${sets.join(', ')}`;
}

export const deleteSql = (table: string): string => `DELETE FROM ${tableName(table)} WHERE key = ?`;

export const getSql = (table: string): string => `SELECT body FROM ${tableName(table)} WHERE key = ?`;

type Condition = { readonly sql: string; readonly values: IndexValues };

/** A statement with its values; the texts of one index are few, so that they can stay prepared. */
export type Select = { readonly sql: string; readonly values: readonly (string | number)[] };

export function findSelect(plan: Plan): Select {
  const direction = plan.descending ? 'DESC' : 'ASC';
  const order = [...plan.rest.map(column), 'key'].map((name) => `${name} ${direction}`);
  const { sql, values } = fromWhere(plan);
  return { sql: `SELECT key, body ${sql} ORDER BY ${order.join(', ')} LIMIT ?`, values: [...values, plan.limit + 1] };
}

export function countSelect(plan: Plan): Select {
  const { sql, values } = fromWhere(plan);
  return { sql: `SELECT count(*) AS counted FROM (SELECT 1 ${sql} LIMIT ?)`, values: [...values, plan.limit] };
}

function fromWhere(plan: Plan): Select {
  const conditions = [...plan.equal.map(equals), ...boundsOf(plan), ...afterOf(plan)];
  const where = conditions.map((condition) => condition.sql).join(' AND ');
  const sql = `FROM ${tableName(plan.table)} INDEXED BY ${indexName(plan.table, plan.index)} WHERE ${where}`;
  return { sql, values: conditions.flatMap((condition) => condition.values).map(stored) };
}

const equals = ({ field, value }: Plan['equal'][number]): Condition => ({
  sql: `${column(field)} = ?`,
  values: [value],
});

/** The bound that the page's start has passed is left out: else SQLite would seek there, and walk to the start. */
function boundsOf({ rest, lower, upper, after, descending }: Plan): readonly Condition[] {
  const field = column(rest[0] ?? '');
  const isLowerPassed = after !== undefined && !descending;
  const isUpperPassed = after !== undefined && descending;
  return [
    ...(lower === undefined || isLowerPassed ? [] : [{ sql: `${field} >= ?`, values: [lower] }]),
    ...(upper === undefined || isUpperPassed ? [] : [{ sql: `${field} <= ?`, values: [upper] }]),
  ];
}

function afterOf({ rest, after, descending }: Plan): readonly Condition[] {
  if (!after) return [];
  const columns = [...rest.map(column), 'key'];
  const marks = columns.map(() => '?').join(', ');
  const sql = `(${columns.join(', ')}) ${descending ? '<' : '>'} (${marks})`;
  return [{ sql, values: [...after.values, after.key] }];
}
