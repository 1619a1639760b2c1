import type { Row } from '../../actors/runtime/rows/rows.ts';
import type { RowChange } from '../../actors/runtime/view.ts';

/** The rows that these changes lead to, by key. */
export function rowsOf<R extends Row>(changes: readonly RowChange<R>[]): ReadonlyMap<string, R> {
  const rows = new Map<string, R>();
  for (const { key, change } of changes) {
    const row = change(rows.get(key));
    if (row) rows.set(key, row);
    else rows.delete(key);
  }
  return rows;
}
