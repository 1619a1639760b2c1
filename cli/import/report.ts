import { writeFile } from 'node:fs/promises';
import type { ClassTotal, Trade } from './month.ts';
import type { Equal } from './reconcile.ts';
import type { RowClass } from './rows.ts';

export type Report = {
  readonly file: string;
  readonly tenant: string;
  readonly rows: number;
  readonly classes: readonly {
    class: RowClass;
    rows: number;
    invoices: number;
    pence: number;
    unitsUp: number;
    unitsDown: number;
  }[];
  readonly listed: readonly { readonly line: number; readonly reason: string }[];
  readonly reconciliation: readonly Equal[];
  readonly equal: boolean;
  readonly ordersPerSecond: number;
  readonly productsPerSecond: number;
};

const mostShown = 20;

const classLine = ([name, total]: [string, ClassTotal]) => ({
  class: name as RowClass,
  rows: total.rows,
  invoices: total.invoices.size,
  pence: total.pence,
  unitsUp: total.unitsUp,
  unitsDown: total.unitsDown,
});

export const classesOf = (trade: Trade): Report['classes'] => Object.entries(trade.totals).map(classLine);

const number = new Intl.NumberFormat('en-GB');
const cell = (value: number): string => number.format(value).padStart(14);

/** For the person at the terminal. */
export function printed(report: Report): string {
  const classes = report.classes.map(
    (one) => `  ${one.class.padEnd(12)}${cell(one.rows)}${cell(one.invoices)}${cell(one.pence)}`,
  );
  const lines = report.reconciliation.map(
    ({ what, file, souk, equal }) => `  ${equal ? 'equal ' : 'DIFFER'} ${what.padEnd(46)}${cell(file)}${cell(souk)}`,
  );
  return [
    '',
    `  ${'class'.padEnd(12)}${'rows'.padStart(14)}${'invoices'.padStart(14)}${'pence'.padStart(14)}`,
    ...classes,
    ...listedLines(report),
    '',
    `  ${''.padEnd(53)}${'file'.padStart(14)}${'Souk'.padStart(14)}`,
    ...lines,
    '',
    report.equal ? '  Every line is equal.' : '  NOT every line is equal.',
  ].join('\n');
}

const listedLines = ({ listed }: Report): string[] => {
  if (listed.length === 0) return [];
  const shown = listed.slice(0, mostShown).map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = listed.length - shown.length;
  return ['', '  Not sold:', ...shown, ...(more > 0 ? [`  ... and ${more} more (--report FILE has them all)`] : [])];
};

export const writeReport = (path: string, report: Report): Promise<void> =>
  writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
