/** One line of the file, as text. */
export type RawRow = Readonly<Record<Column, string>>;

export type Column =
  | 'InvoiceNo'
  | 'StockCode'
  | 'Description'
  | 'Quantity'
  | 'InvoiceDate'
  | 'UnitPrice'
  | 'CustomerID'
  | 'Country';

export type RowClass = 'credit' | 'badDebt' | 'subPenny' | 'adjustment' | 'sale' | 'unreadable';

export type TradeRow = {
  readonly class: RowClass;
  /** In the file, the header being line 1. */
  readonly line: number;
  readonly invoice: string;
  /** Upper-cased: the file spells some codes twice. */
  readonly code: string;
  readonly description: string;
  readonly quantity: number;
  /** UTC, milliseconds. */
  readonly at: number;
  /** Minor units of one; never a fraction in a `sale` or an `adjustment`. */
  readonly pence: number;
  /** Empty: a guest. */
  readonly customer: string;
  readonly country: string;
};

export type Listed = { readonly line: number; readonly reason: string };

/** Orders and stock take no more of one thing. */
const mostUnits = 1_000_000;

/** A row that the shop can use, or the reason why not. */
export function readRow(raw: RawRow, line: number): TradeRow | Listed {
  const quantity = wholeNumber(raw.Quantity);
  const pence = penceOf(raw.UnitPrice);
  const at = instantOf(raw.InvoiceDate);
  const invoice = raw.InvoiceNo.trim();
  const code = raw.StockCode.trim().toUpperCase();
  const reason = wrong(invoice, code, quantity, pence, at);
  if (reason !== undefined || quantity === undefined || pence === undefined || at === undefined) {
    return { line, reason: reason ?? 'unreadable' };
  }
  const row = {
    line,
    invoice,
    code,
    quantity,
    pence,
    at,
    description: raw.Description.trim(),
    customer: raw.CustomerID.trim().replace(/\.0$/, ''),
    country: raw.Country.trim(),
  };
  const kind = classOf(invoice, quantity, pence);
  return kind === 'unreadable' ? { line, reason: notASale(quantity, pence) } : { ...row, class: kind };
}

export const isListed = (row: TradeRow | Listed): row is Listed => 'reason' in row;

function wrong(
  invoice: string,
  code: string,
  quantity: number | undefined,
  pence: number | undefined,
  at: number | undefined,
): string | undefined {
  if (!/^[\w-]{1,40}$/.test(invoice)) return 'InvoiceNo is no number';
  if (code === '' || code.length > 64) return 'StockCode is missing or longer than 64';
  if (quantity === undefined) return 'Quantity is no whole number';
  if (pence === undefined) return 'UnitPrice is no amount';
  if (at === undefined) return 'InvoiceDate is no date';
  return Math.abs(quantity) > mostUnits ? `Quantity is beyond ${mostUnits}` : undefined;
}

/** The order of these looks is the table in docs/import.md. */
function classOf(invoice: string, quantity: number, pence: number): RowClass {
  if (/^c/i.test(invoice)) return 'credit';
  if (/^a/i.test(invoice)) return 'badDebt';
  if (!Number.isInteger(pence)) return 'subPenny';
  if (pence === 0) return quantity === 0 ? 'unreadable' : 'adjustment';
  return quantity > 0 && pence > 0 ? 'sale' : 'unreadable';
}

const notASale = (quantity: number, pence: number): string =>
  pence < 0 ? 'UnitPrice is below zero' : `Quantity ${quantity} is no sale`;

const wholeNumber = (text: string): number | undefined => (/^\s*-?\d{1,12}\s*$/.test(text) ? Number(text) : undefined);

/** Exact: digits beyond the penny leave a fraction, zeros beyond it do not. */
export function penceOf(text: string): number | undefined {
  const [, sign, pounds, fraction = ''] = /^\s*(-?)(\d{1,10})(?:\.(\d{1,12}))?\s*$/.exec(text) ?? [];
  if (pounds === undefined) return undefined;
  const whole = Number(pounds) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  const rest = fraction.slice(2);
  const amount = /[1-9]/.test(rest) ? whole + Number(`0.${rest}`) : whole;
  return sign && amount !== 0 ? -amount : amount;
}

const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?Z?$/;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/;

/** `2010-12-01T08:26:00` or, as other copies of the data set have it, `12/1/2010 8:26`; UTC. */
export function instantOf(text: string): number | undefined {
  const trimmed = text.trim();
  const parts = iso.exec(trimmed)?.slice(1) ?? monthFirst(american.exec(trimmed));
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(at);
  // `Date.UTC` takes the year 12 for 1912, and the 61st second for the next minute.
  const isDay = back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return isDay && hour < 24 && minute < 60 && second < 60 ? at : undefined;
}

const monthFirst = (found: RegExpExecArray | null): (string | undefined)[] | undefined =>
  found ? [found[3], found[1], found[2], found[4], found[5]] : undefined;
