import type { Listed, RowClass, TradeRow } from './rows.ts';

export type Invoice = {
  readonly number: string;
  readonly customer: string;
  readonly country: string;
  /** Of its first line. */
  readonly at: number;
  readonly rows: TradeRow[];
};

/** All that the file says of one stock code. */
export type Code = {
  readonly code: string;
  readonly title: string;
  readonly pence: number;
  /** A code that does not begin with five digits is a service: it keeps no stock. */
  readonly stocked: boolean;
  /** What the file sells and writes off: with it nothing is ever refused. */
  readonly opening: number;
};

export type ClassTotal = {
  rows: number;
  pence: number;
  unitsUp: number;
  unitsDown: number;
  readonly invoices: Set<string>;
};

export type Trade = {
  readonly invoices: readonly Invoice[];
  readonly adjustments: readonly TradeRow[];
  readonly codes: ReadonlyMap<string, Code>;
  readonly totals: Readonly<Record<RowClass, ClassTotal>>;
  readonly listed: readonly Listed[];
  readonly rows: number;
};

/** An order takes no more lines. */
const mostLines = 2_000;

const noTotal = (): ClassTotal => ({ rows: 0, pence: 0, unitsUp: 0, unitsDown: 0, invoices: new Set() });

const isStocked = (code: string): boolean => /^\d{5}/.test(code);

type Tally = { titles: Map<string, number>; prices: Map<number, number>; opening: number };

/** Collects a file row by row; `trade` is what it comes to. */
export class Month {
  readonly #invoices = new Map<string, Invoice>();
  readonly #adjustments: TradeRow[] = [];
  readonly #codes = new Map<string, Tally>();
  readonly #listed: Listed[] = [];
  readonly #totals: Record<RowClass, ClassTotal> = {
    sale: noTotal(),
    credit: noTotal(),
    badDebt: noTotal(),
    subPenny: noTotal(),
    adjustment: noTotal(),
    unreadable: noTotal(),
  };
  #rows = 0;

  list(listed: Listed): void {
    this.#rows += 1;
    this.#totals.unreadable.rows += 1;
    this.#listed.push(listed);
  }

  add(row: TradeRow): void {
    if (row.class === 'sale' && (this.#invoices.get(row.invoice)?.rows.length ?? 0) >= mostLines) {
      this.list({ line: row.line, reason: `the invoice has more than ${mostLines} lines` });
      return;
    }
    this.#rows += 1;
    count(this.#totals[row.class], row);
    if (row.class === 'sale') this.#sell(row);
    if (row.class === 'adjustment') this.#adjust(row);
    if (row.class === 'subPenny')
      this.#listed.push({ line: row.line, reason: 'the price is no whole number of pence' });
  }

  trade(): Trade {
    return {
      invoices: [...this.#invoices.values()].sort((a, b) => a.at - b.at),
      adjustments: this.#adjustments,
      codes: new Map([...this.#codes].map(([code, tally]) => [code, codeOf(code, tally)])),
      totals: this.#totals,
      listed: this.#listed,
      rows: this.#rows,
    };
  }

  #sell(row: TradeRow): void {
    const { invoice: number, customer, country, at } = row;
    const invoice = this.#invoices.get(number) ?? { number, customer, country, at, rows: [] };
    this.#invoices.set(number, invoice);
    invoice.rows.push(row);
    const tally = this.#tally(row);
    tally.opening += row.quantity;
    tally.prices.set(row.pence, (tally.prices.get(row.pence) ?? 0) + 1);
  }

  #adjust(row: TradeRow): void {
    this.#adjustments.push(row);
    const tally = this.#tally(row);
    if (row.quantity < 0) tally.opening -= row.quantity;
  }

  #tally({ code, description, class: kind }: TradeRow): Tally {
    const tally = this.#codes.get(code) ?? { titles: new Map(), prices: new Map(), opening: 0 };
    this.#codes.set(code, tally);
    // What people write beside an adjustment is a reason, not a name.
    if (description && kind === 'sale') tally.titles.set(description, (tally.titles.get(description) ?? 0) + 1);
    return tally;
  }
}

function count(total: ClassTotal, { quantity, pence, invoice }: TradeRow): void {
  total.rows += 1;
  total.pence += Number.isInteger(pence) ? quantity * pence : 0;
  if (quantity > 0) total.unitsUp += quantity;
  else total.unitsDown -= quantity;
  total.invoices.add(invoice);
}

const mostFrequent = <Key>(counts: ReadonlyMap<Key, number>): Key | undefined =>
  [...counts].reduce<readonly [Key, number] | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  )?.[0];

const codeOf = (code: string, { titles, prices, opening }: Tally): Code => ({
  code,
  title: (mostFrequent(titles) ?? code).slice(0, 200),
  pence: mostFrequent(prices) ?? 0,
  stocked: isStocked(code),
  opening: isStocked(code) ? opening : 0,
});
