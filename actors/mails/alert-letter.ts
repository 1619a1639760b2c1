import type { AlertLetter } from './contract.ts';
import { amountText, inline, known } from './values.ts';

const numberText = (figure: number, locale: string): string => new Intl.NumberFormat(known(locale)).format(figure);

const shareText = (share: number, locale: string): string =>
  new Intl.NumberFormat(known(locale), { style: 'percent', maximumFractionDigits: 2 }).format(share / 10_000);

function figureText(figure: number, { unit, currency }: AlertLetter, locale: string): string {
  if (unit === 'money' && currency !== undefined) return amountText({ amount: figure, currency }, locale);
  if (unit === 'share') return shareText(figure, locale);
  if (unit === 'ms') return `${numberText(figure, locale)} ms`;
  if (unit === 'hundredths') return numberText(figure / 100, locale);
  return numberText(unit === 'tenths' ? figure / 10 : figure, locale);
}

function spanText(minutes: number): string {
  if (minutes % 1_440 === 0) return minutes === 1_440 ? 'day' : `${minutes / 1_440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? 'hour' : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}

function boundText(letter: AlertLetter, locale: string): string {
  const { when, than, before = 0 } = letter;
  if (when === 'above' || when === 'below') return `It watches for ${when} ${figureText(than, letter, locale)}.`;
  const change = `It was ${figureText(before, letter, locale)} in as long a time before.`;
  return `${change} It watches for what ${when} by more than ${shareText(than, locale)}.`;
}

/** What was seen, and what is watched for. */
export function alertSentence(letter: AlertLetter, locale: string): string {
  const { what, key, minutes, figure } = letter;
  const which = key === undefined ? '' : ` (${inline(key)})`;
  const seen = `${inline(what)}${which} in the last ${spanText(minutes)}: ${figureText(figure, letter, locale)}.`;
  return `${seen} ${boundText(letter, locale)}`;
}
