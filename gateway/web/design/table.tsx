import type { ReactNode } from 'react';
import { useMore } from './more.tsx';

export type Column<Row> = {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers and money stand at the end of their cell. */
  readonly atEnd?: boolean;
};

type TableProps<Row> = {
  /** What it lists, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
};

/** Rows that are looked at, the first of them at once. */
export function Table<Row>({ rows, ...props }: TableProps<Row>) {
  const { shown, more } = useMore(rows);
  return (
    <>
      <Rows rows={shown} {...props} />
      {more}
    </>
  );
}

function Rows<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {columns.map(({ id, head, atEnd }) => (
              <th key={id} scope="col" className={atEnd ? 'end' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, cell, atEnd }) => (
                <td key={id} className={atEnd ? 'end' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
