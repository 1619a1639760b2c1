import type { Piece } from '../pieces.ts';
import type { LineChartProps } from './line-chart-props.ts';
import {
  areaBelow,
  labelledOf,
  lineThrough,
  type Place,
  room,
  type Scale,
  type Size,
  scaleOf,
  ticksOf,
} from './scale.ts';

type LineMarksProps = LineChartProps & {
  readonly size: Size;
  /** The piece that is pointed at. */
  readonly at: number | undefined;
};

/** What a line chart is drawn of. Readers hear its words instead. */
export function LineMarks(props: LineMarksProps) {
  const { pieces, writeValue, writeStart, size, at } = props;
  const values = pieces.flatMap(({ value, before = 0 }) => [value, before]);
  const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values));
  const scale = scaleOf(size, pieces.length, ticks);
  const line = pieces.map(({ value }, piece): Place => ({ x: scale.x(piece), y: scale.y(value) }));
  const earlier = pieces.flatMap(({ before }, piece): readonly Place[] =>
    before === undefined ? [] : [{ x: scale.x(piece), y: scale.y(before) }],
  );
  const pointed = at === undefined ? undefined : pieces[at];
  return (
    <>
      <svg width={size.width} height={size.height} aria-hidden>
        <Axes
          ticks={values.every((value) => value === 0) ? [0] : ticks}
          scale={scale}
          size={size}
          write={(tick) => writeValue(tick, true)}
        />
        {labelledOf(pieces.length, size.width).map((piece) => (
          <text
            key={piece}
            className="chart-label"
            x={scale.x(piece)}
            y={size.height - 8}
            textAnchor={piece > 0 && piece === pieces.length - 1 ? 'end' : 'middle'}
          >
            {writeStart(pieces[piece]?.start ?? '')}
          </text>
        ))}
        <path className="chart-area" d={areaBelow(line, scale.y(0))} />
        <path className="chart-before" d={lineThrough(earlier)} />
        <path className="chart-line" d={lineThrough(line)} />
        {pieces.length === 1 && line[0] && <circle className="chart-dot" cx={line[0].x} cy={line[0].y} r={4} />}
        {at !== undefined && line[at] && <Pointer place={line[at]} height={size.height} />}
      </svg>
      {pointed && <Tip {...props} piece={pointed} side={(at ?? 0) > pieces.length / 2 ? 'start' : 'end'} />}
    </>
  );
}

type TipProps = LineChartProps & { readonly piece: Piece; readonly side: 'start' | 'end' };

const Tip = ({ piece, side, writeStart, writeValue, beforeLabel }: TipProps) => (
  <p className="chart-tip" data-side={side} aria-hidden>
    <span className="soft">{writeStart(piece.start)}</span>
    <strong className="numbers">{writeValue(piece.value)}</strong>
    {piece.before !== undefined && (
      <span className="soft numbers">
        {beforeLabel}: {writeValue(piece.before)}
      </span>
    )}
  </p>
);

type AxesProps = {
  readonly ticks: readonly number[];
  readonly scale: Scale;
  readonly size: Size;
  readonly write: (tick: number) => string;
};

const Axes = ({ ticks, scale, size, write }: AxesProps) => (
  <>
    {ticks.map((tick) => (
      <g key={tick}>
        <line
          className="chart-grid"
          x1={room.start}
          x2={size.width - room.end}
          y1={scale.y(tick)}
          y2={scale.y(tick)}
          data-zero={tick === 0 || undefined}
        />
        <text className="chart-label" x={room.start - 8} y={scale.y(tick)} dy="0.35em" textAnchor="end">
          {write(tick)}
        </text>
      </g>
    ))}
  </>
);

const Pointer = ({ place, height }: { readonly place: Place; readonly height: number }) => (
  <>
    <line className="chart-pointer" x1={place.x} x2={place.x} y1={room.top} y2={height - room.bottom} />
    <circle className="chart-dot" cx={place.x} cy={place.y} r={5} />
  </>
);
