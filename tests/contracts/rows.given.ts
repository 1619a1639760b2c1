import {
  type Change,
  type CursorMove,
  type Query,
  type Row,
  type Rows,
  startCursor,
  type TableDefinition,
} from '../../actors/runtime/rows/rows.ts';

export const orders: TableDefinition = {
  name: 'orders',
  version: 1,
  indexes: { byDay: ['tenantId', 'day'], byVendor: ['tenantId', 'vendorId', 'total'] },
};

export const put = (key: string, row: Row): Change => ({ table: 'orders', key, row });
export const remove = (key: string): Change => ({ table: 'orders', key });

/** Rows of tenant `acme` whose `day` is given; undefined: the row has none. */
export const ofAcme = (days: Readonly<Record<string, string | number | undefined>>): Change[] =>
  Object.entries(days).map(([id, day]) => put(`acme/${id}`, { id, tenantId: 'acme', day }));

export const at = (number: number): { number: number; hash: string } =>
  number === 0 ? startCursor : { number, hash: `hash-${number}` };

export const move = (from: number, to: number, changes: readonly Change[] = [], consumer = 'orders'): CursorMove => ({
  consumer,
  partition: 'orders/00',
  expected: at(from),
  next: at(to),
  changes,
});

export const idsOf = (rows: readonly Row[]): unknown[] => rows.map((row) => row.id);

export const byDay = (query: Partial<Query> = {}): Query => ({ index: 'byDay', where: ['acme'], limit: 100, ...query });

export const found = async (rows: Rows, query: Partial<Query> = {}): Promise<unknown[]> =>
  idsOf((await rows.find('orders', byDay(query))).rows);

export async function pages(
  rows: Rows,
  query: Partial<Query>,
  between: () => Promise<void> = async () => {},
): Promise<unknown[]> {
  const ids: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await rows.find('orders', byDay({ ...query, ...(after === undefined ? {} : { after }) }));
    ids.push(...idsOf(page.rows));
    after = page.next;
    await between();
  } while (after !== undefined);
  return ids;
}

export const unavailable = { name: 'RowsUnavailable' };
export const wrongCursor = { type: 'VALIDATION', data: { fields: [{ field: 'cursor' }] } };
