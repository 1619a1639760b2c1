import { useTranslation } from 'react-i18next';
import { type Column, Table } from '../../design/table.tsx';
import { growthOf, writeGrowth } from '../measures.ts';
import type { Piece } from '../pieces.ts';
import type { LineChartProps } from './line-chart-props.ts';

type PieceTableProps = Omit<LineChartProps, 'label'> & { readonly caption: string };

/** What a line chart shows, in rows. */
export function PieceTable(props: PieceTableProps) {
  const { caption, pieces } = props;
  const columns = useColumns(props);
  return <Table caption={caption} rows={pieces} keyOf={({ start }) => start} columns={columns} />;
}

function useColumns({ caption, pieces, writeValue, writeStart, onChosen }: PieceTableProps): readonly Column<Piece>[] {
  const { t, i18n } = useTranslation('dashboards');
  const time = ({ start }: Piece) => {
    const shown = writeStart(start);
    if (!onChosen) return shown;
    const title = t('piece.closer', { time: shown });
    return (
      <button type="button" className="filter-link" title={title} onClick={() => onChosen(start)}>
        {shown}
      </button>
    );
  };
  const change = ({ value, before }: Piece) => {
    const growth = before === undefined ? undefined : growthOf(value, before);
    return growth === undefined ? '–' : writeGrowth(growth, i18n.language);
  };
  const compared: readonly Column<Piece>[] = [
    {
      id: 'before',
      head: t('piece.before'),
      cell: ({ before }) => (before === undefined ? '–' : writeValue(before)),
      atEnd: true,
    },
    { id: 'change', head: t('piece.change'), cell: change, atEnd: true },
  ];
  return [
    { id: 'time', head: t('piece.time'), cell: time },
    { id: 'value', head: caption, cell: ({ value }) => writeValue(value), atEnd: true },
    ...(pieces.some(({ before }) => before !== undefined) ? compared : []),
  ];
}
