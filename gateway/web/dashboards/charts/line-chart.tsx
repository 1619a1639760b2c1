import { type KeyboardEvent, useState } from 'react';
import type { LineChartProps } from './line-chart-props.ts';
import { LineMarks } from './line-marks.tsx';
import { pieceAt } from './scale.ts';
import { useWidth } from './use-width.ts';
import './charts.css';

const height = 260;
const steps = { ArrowRight: 1, ArrowLeft: -1, PageUp: 7, PageDown: -7, Home: -Infinity, End: Infinity } as const;
const isStep = (key: string): key is keyof typeof steps => Object.hasOwn(steps, key);
const stepped = (key: keyof typeof steps, at: number, last: number) => Math.max(0, Math.min(last, at + steps[key]));

/** A line over time, and the one of the span before; walked with the arrow keys, piece by piece, or with the pointer. */
export function LineChart(props: LineChartProps) {
  const { label, pieces, onChosen } = props;
  const [place, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number>();
  const last = pieces.length - 1;
  const now = Math.min(at ?? last, last);
  const choose = (piece: number) => onChosen?.(pieces[piece]?.start ?? '');
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') choose(now);
    else if (isStep(event.key)) setAt(stepped(event.key, now, last));
    else return;
    event.preventDefault();
  };
  const pointed = (clientX: number) =>
    pieceAt(clientX - (place.current?.getBoundingClientRect().left ?? 0), width, pieces.length);
  return (
    <>
      <div
        ref={place}
        className="line-chart"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={now}
        aria-valuetext={sentenceOf(props, now)}
        data-leads={onChosen !== undefined || undefined}
        onKeyDown={press}
        onPointerMove={({ clientX }) => setAt(pointed(clientX))}
        onPointerLeave={() => setAt(undefined)}
        onBlur={() => setAt(undefined)}
        onClick={({ clientX }) => choose(pointed(clientX))}
      >
        {width > 0 && <LineMarks {...props} size={{ width, height }} at={at === undefined ? undefined : now} />}
      </div>
      <Legend {...props} />
    </>
  );
}

/** Two lines are told apart; the words of the chart say it to those who do not see it. */
const Legend = ({ pieces, nowLabel, beforeLabel }: LineChartProps) =>
  pieces.some(({ before }) => before !== undefined) && (
    <p className="chart-legend" aria-hidden>
      <span>{nowLabel}</span>
      <span data-before>{beforeLabel}</span>
    </p>
  );

/** One piece in words: when, how much, and how much before. */
export function sentenceOf({ pieces, writeValue, writeStart, beforeLabel }: LineChartProps, at: number): string {
  const piece = pieces[at];
  if (!piece) return '';
  const before = piece.before === undefined ? '' : `, ${beforeLabel}: ${writeValue(piece.before)}`;
  return `${writeStart(piece.start)}: ${writeValue(piece.value)}${before}`;
}
