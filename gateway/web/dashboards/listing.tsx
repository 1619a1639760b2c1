import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, Table } from '../design/table.tsx';
import { Bar } from './charts/bar.tsx';
import { type Measure, writeMeasure } from './measures.ts';
import './charts/charts.css';

type Measured<Name extends Measure> = { readonly [Key in Name]?: number | undefined };

type ListingProps<Row extends Measured<Name>, Name extends Measure> = {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What a row is. */
  readonly head: string;
  readonly name: (row: Row) => ReactNode;
  readonly measures: readonly Name[];
  /** Which of them is drawn, too. */
  readonly bar?: Name;
  readonly currency: string;
};

/** Things side by side, each with its measures. */
export function Listing<Row extends Measured<Name>, Name extends Measure>(props: ListingProps<Row, Name>) {
  const { caption, rows, keyOf, head, name, bar } = props;
  const most = bar === undefined ? 0 : Math.max(0, ...rows.map((row) => row[bar] ?? 0));
  const drawn: readonly Column<Row>[] =
    bar === undefined || most === 0
      ? []
      : [
          {
            id: 'bar',
            head: null,
            cell: (row) => (
              <div className="bar-cell">
                <Bar value={row[bar] ?? 0} most={most} />
              </div>
            ),
          },
        ];
  const columns = [{ id: 'name', head, cell: name }, ...drawn, ...useColumns(props)];
  return <Table caption={caption} rows={rows} keyOf={keyOf} columns={columns} />;
}

function useColumns<Row extends Measured<Name>, Name extends Measure>(
  props: ListingProps<Row, Name>,
): readonly Column<Row>[] {
  const { measures, currency } = props;
  const { t, i18n } = useTranslation('dashboards');
  return measures.map((measure) => ({
    id: measure,
    head: t(`measure.${measure as Measure}`),
    atEnd: true,
    cell: (row) => {
      const value = row[measure];
      return value === undefined ? '–' : writeMeasure(measure, value, { currency, language: i18n.language });
    },
  }));
}
