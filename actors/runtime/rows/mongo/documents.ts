import type { Document, Filter } from 'mongodb';
import { bodyOf } from '../checks.ts';
import { valuesOf } from '../order.ts';
import type { Plan } from '../plan.ts';
import type { Change, Row, TableDefinition } from '../rows.ts';
import { behind, indexKey, partOf } from './index-key.ts';

/** A row under its key: its JSON as text, and one text for each index (`i0`, `i1`, ...), in the order of their names. */
export type RowDocument = { readonly _id: string; readonly body: string; readonly [index: `i${number}`]: string };

type Definition = Pick<TableDefinition, 'indexes'>;

const namesOf = ({ indexes }: Definition): readonly string[] => Object.keys(indexes).sort();

export const fieldOf = (definition: Definition, index: string): `i${number}` =>
  `i${namesOf(definition).indexOf(index)}`;

export const fieldsOf = (definition: Definition): readonly `i${number}`[] =>
  namesOf(definition).map((index) => fieldOf(definition, index));

export function toDocument(definition: Definition, change: Change, row: Row): RowDocument {
  const keys = namesOf(definition).map((index) => {
    const fields = definition.indexes[index] as readonly string[];
    return [fieldOf(definition, index), indexKey(valuesOf(row, fields), change.key)];
  });
  return { _id: change.key, body: bodyOf(change) as string, ...Object.fromEntries(keys) };
}

export type Range = { readonly filter: Filter<RowDocument>; readonly sort: Document };

/** Rows between the bounds of a plan, behind the page before. */
export function rangeOf(definition: Definition, plan: Plan): Range {
  const field = fieldOf(definition, plan.index);
  const equal = partOf(plan.equal.map(({ value }) => value));
  const from = plan.lower === undefined ? equal : equal + partOf([plan.lower]);
  const to = behind(plan.upper === undefined ? equal : equal + partOf([plan.upper]));
  const last = plan.after && equal + indexKey(plan.after.values, plan.after.key);
  const bounds = plan.descending
    ? { $gte: from, $lt: last ?? to }
    : { ...(last ? { $gt: last } : { $gte: from }), $lt: to };
  return { filter: { [field]: bounds }, sort: { [field]: plan.descending ? -1 : 1 } };
}
