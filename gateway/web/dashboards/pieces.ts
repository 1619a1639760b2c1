import type { Grain, SalesItem } from '../../../actors/analytics/contract.ts';

/** One piece of time, and what was there at the same place of the span before. */
export type Piece = { readonly start: string; readonly value: number; readonly before?: number };

const looks: Readonly<Record<Grain, Intl.DateTimeFormatOptions>> = {
  minute: { hour: '2-digit', minute: '2-digit' },
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
};

/** When a piece of time begins, as short as it can be told apart from the others. */
export const writeStart = (start: string, grain: Grain, tz: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZone: tz, ...looks[grain] }).format(Date.parse(start));

type Amounts = SalesItem;
type Sum = { readonly [Name in keyof Amounts]: Amounts[Name] extends number ? Name : never }[keyof Amounts];

/** A measure piece by piece, of one currency, beside what it was before. */
export function piecesOf(
  items: readonly SalesItem[],
  measure: NonNullable<Sum>,
  currency: string,
  before: readonly SalesItem[] = [],
): readonly Piece[] {
  const ofCurrency = (all: readonly SalesItem[]) => all.filter((item) => item.currency === currency);
  const earlier = ofCurrency(before);
  return ofCurrency(items).map((item, at): Piece => {
    const was = earlier[at]?.[measure];
    return { start: item.start ?? '', value: item[measure], ...(was !== undefined && { before: was }) };
  });
}

/** Every currency that something was sold in; what sold most comes first, as the API has it. */
export const currenciesOf = (totals: readonly { readonly currency: string }[]): readonly string[] => [
  ...new Set(totals.map(({ currency }) => currency)),
];
