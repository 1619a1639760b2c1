import type { Money } from '../../../actors/runtime/money.ts';

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** `1800` of GBP is £18.00, of JPY ¥1,800. */
export function formatMoney({ amount, currency }: Money, language: string): string {
  const units = amount / 10 ** digitsOf(currency);
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(units);
}

/** `1800` of GBP is `18.00`, as `parseMoney` reads it. */
export const plainAmount = (amount: number, currency: string): string =>
  (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

/** Minor units of what somebody typed: `18`, `18.5`, `18,50`; undefined where it is no price. */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const found = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim());
  if (!found || (found[2]?.length ?? 0) > digits) return undefined;
  return Number(`${found[1]}${(found[2] ?? '').padEnd(digits, '0')}`);
}

export const formatDate = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso));

export const formatTime = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `5 minutes ago`; the date itself where that is more than a week ago. */
export function formatAgo(iso: string, now: number, language: string): string {
  const passedMs = now - Date.parse(iso);
  if (passedMs > 7 * 86_400_000) return formatDate(iso, language);
  const [unit, length] = steps.find(([, ms]) => passedMs >= ms) ?? (['second', 1_000] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(passedMs / length), unit);
}
