import { readFileSync } from 'node:fs';

// Reads a retailer's month by another hand than the import's: nothing here comes from there, nor from any other part of
// Souk. What is asked of it is asked of analytics too, and both must say the same.

export type Sale = {
  readonly invoice: string;
  readonly code: string;
  readonly units: number;
  readonly pence: number;
  /** Of the invoice's first line, as the file has it: `2010-12-01T08:26:00`. */
  readonly at: string;
  readonly customer: string;
  readonly country: string;
};

/** The cells of one line; some are quoted, and hold commas and doubled quotes. */
function cells(line: string): string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] as string;
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      found.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...found, cell];
}

/** Whole pence, or nothing: `2.55` is 255, `2.555` is no price. */
function wholePence(price: string): number | undefined {
  const [pounds = '', rest = ''] = price.split('.');
  if (Number(rest.slice(2) || '0') !== 0) return undefined;
  return Number(pounds) * 100 + Number(`${rest}00`.slice(0, 2));
}

/** What was sold: neither cancelled, nor written off, nor given away, nor priced below a penny. */
export function readSales(file: string): readonly Sale[] {
  const first = new Map<string, string>();
  const sales: Sale[] = [];
  for (const line of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
    const [invoice = '', code = '', , units = '', at = '', price = '', customer = '', country = ''] = cells(
      line.trimEnd(),
    );
    const pence = wholePence(price);
    if (!/^\d/.test(invoice) || price.startsWith('-') || !pence || Number(units) <= 0) continue;
    const begun = first.get(invoice) ?? at;
    first.set(invoice, begun);
    const paid = Number(units) * pence;
    sales.push({ invoice, code: code.toUpperCase(), units: Number(units), pence: paid, at: begun, customer, country });
  }
  return sales;
}

export type Sums = { readonly orders: number; readonly units: number; readonly gross: number };

export const sumsOf = (sales: readonly Sale[]): Sums => ({
  orders: new Set(sales.map(({ invoice }) => invoice)).size,
  units: sales.reduce((sum, { units }) => sum + units, 0),
  gross: sales.reduce((sum, { pence }) => sum + pence, 0),
});

/** The sums of each part, by what it is called; parts without a sale are not there. */
export function sumsBy(sales: readonly Sale[], nameOf: (sale: Sale) => string): Readonly<Record<string, Sums>> {
  const parts = Map.groupBy(sales, nameOf);
  return Object.fromEntries([...parts].sort().map(([name, own]) => [name, sumsOf(own)]));
}

const monday = (at: string): string => {
  const date = new Date(`${at.slice(0, 10)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
};

export const dayOf = ({ at }: Sale): string => at.slice(0, 10);
export const hourOf = ({ at }: Sale): string => at.slice(0, 13);
export const weekOf = ({ at }: Sale): string => monday(at);
export const monthOf = ({ at }: Sale): string => at.slice(0, 7);

/** The day in a zone so many hours east of Greenwich. */
export const dayEastOf =
  (hours: number) =>
  ({ at }: Sale): string =>
    new Date(Date.parse(`${at}Z`) + hours * 3_600_000).toISOString().slice(0, 10);

const countries: Readonly<Record<string, string>> = {
  Australia: 'AU',
  Austria: 'AT',
  Bahrain: 'BH',
  Belgium: 'BE',
  'Channel Islands': 'JE',
  Cyprus: 'CY',
  Denmark: 'DK',
  EIRE: 'IE',
  Finland: 'FI',
  France: 'FR',
  Germany: 'DE',
  Iceland: 'IS',
  Israel: 'IL',
  Italy: 'IT',
  Japan: 'JP',
  Lithuania: 'LT',
  Netherlands: 'NL',
  Norway: 'NO',
  Poland: 'PL',
  Portugal: 'PT',
  Spain: 'ES',
  Sweden: 'SE',
  Switzerland: 'CH',
  'United Kingdom': 'GB',
};

export const countryOf = ({ country }: Sale): string => countries[country] ?? `unknown: ${country}`;

export const isKnown = ({ customer }: Sale): boolean => customer !== '';

/** One question, asked of Souk and of the file. */
export type Compared = { readonly question: string; readonly souk: unknown; readonly file: unknown };
