import type { Machine } from './machine.ts';
import type { Row } from './row.ts';

const figure = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });

const shownFigure = (value: number | null, unit = ''): string =>
  value === null ? '' : `${figure.format(value)}${unit && ` ${unit}`}`;

const verdict = ({ holds }: Row): string => (holds === null ? '' : holds ? 'yes' : 'NO');

const cells = (row: Row): string[] => [
  row.name,
  shownFigure(row.ours, row.unit),
  shownFigure(row.baseline, row.unit),
  shownFigure(row.ratio),
  row.goal ?? '',
  verdict(row),
];

const heads = ['what', 'ours', 'baseline', 'ratio', 'goal', 'holds'];

/** Busier than that, and the figures are rough. */
const quietLoad = 0.5;

export function headline({ cores, node, rawPerSecond, load, scale }: Machine): string {
  const raw = figure.format(Math.round(rawPerSecond));
  const busy =
    load > quietLoad ? `; the machine was busy when it began (load ${load.toFixed(1)}), so figures are rough` : '';
  return `${cores} cores, Node ${node}; raw node:http ${raw} requests/s, so absolute goals are scaled by ${scale.toFixed(2)}${busy}`;
}

/** For a terminal. */
export function table(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cells)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** For `docs/performance.md`. */
export function markdown(machine: Machine, rows: readonly Row[]): string {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const body = rows.map((row) => line(cells(row).map((cell) => cell.replaceAll('|', '\\|'))));
  return [`${headline(machine)}.`, '', line(heads), '| --- | ---: | ---: | ---: | --- | --- |', ...body].join('\n');
}
