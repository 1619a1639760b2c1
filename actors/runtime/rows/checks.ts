import { fieldsOf, valuesOf } from './order.ts';
import type { Change, CursorMove, TableDefinition } from './rows.ts';

const longestKey = 512;
const longestRow = 1_000_000;
const mostChanges = 20_000;
const mostKeys = 1_000;

/** A table or field becomes a part of SQL text and of file names: nothing but these characters gets there. */
const namePattern = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;

const checkName = (name: string): void => {
  if (!namePattern.test(name)) throw new TypeError(`${JSON.stringify(name)} cannot name a table, an index or a field`);
};

export function checkDefinition({ name, version, indexes }: TableDefinition): void {
  if (!Number.isInteger(version)) throw new TypeError(`the version of ${name} must be a whole number`);
  for (const used of [name, ...Object.keys(indexes), ...Object.values(indexes).flat()]) checkName(used);
}

export const consumerOf = ({ name, consumer }: TableDefinition): string => consumer ?? name;

/** Two definitions of one shape keep each other's rows. */
export const shapeOf = (definition: TableDefinition): string =>
  JSON.stringify([definition.version, consumerOf(definition), definition.indexes]);

export const indexesOf = (shape: string): TableDefinition['indexes'] =>
  (JSON.parse(shape) as [number, string, TableDefinition['indexes']])[2];

export type Tables = ReadonlyMap<string, TableDefinition>;

export function tableOf(tables: Tables, name: string): TableDefinition {
  const definition = tables.get(name);
  if (!definition) throw new TypeError(`no table ${name} was defined`);
  return definition;
}

/** The row as it is stored; undefined: it goes. */
export function bodyOf({ key, row }: Change): string | undefined {
  if (key.length === 0 || key.length > longestKey || !key.isWellFormed())
    throw new RangeError(`not a row's key: ${key}`);
  if (row === undefined) return undefined;
  const body = JSON.stringify(row);
  if (body.length > longestRow) throw new RangeError(`the row ${key} has ${body.length} characters: too many`);
  return body;
}

/** Throws when a row of this table cannot be stored, as the engine would. */
export const rowCheck =
  ({ indexes }: Pick<TableDefinition, 'indexes'>) =>
  (change: Change): void => {
    bodyOf(change);
    if (change.row) valuesOf(change.row, fieldsOf(indexes));
  };

export function checkChanges(changes: readonly Change[]): void {
  if (changes.length > mostChanges) throw new RangeError(`${changes.length} changes are too many for one transaction`);
}

export function checkMove({ next, changes }: CursorMove): void {
  if (!Number.isSafeInteger(next.number) || next.number < 0) throw new RangeError(`not a batch number: ${next.number}`);
  checkChanges(changes);
}

export function checkKeys(keys: readonly string[]): void {
  if (keys.length > mostKeys) throw new RangeError(`${keys.length} keys are too many for one read`);
}
