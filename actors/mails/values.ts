import type { Money } from '../runtime/money.ts';

const longestValue = 200;

/** A value in a sentence stays in its line: no break that could begin a header, no mark that turns the text around. */
export const inline = (value: string): string =>
  value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, longestValue);

/** A locale that formats can be made for. */
export const known = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** Making a format costs more than a letter. As many as there are currencies in locales, and no more than this. */
const formats = new Map<string, Intl.NumberFormat>();
const mostFormats = 500;

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(known(locale), { style: 'currency', currency });
  if (formats.size >= mostFormats) formats.clear();
  formats.set(key, format);
  return format;
}

/** `£49.98`: in the locale's own way, with as many places as the currency has. */
export function amountText({ amount, currency }: Money, locale: string): string {
  const format = formatOf(currency, locale);
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
