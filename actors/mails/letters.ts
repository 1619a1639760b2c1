import { type Instant, minute } from '../runtime/time.ts';
import { alertSentence } from './alert-letter.ts';
import type { Letter } from './contract.ts';
import { amountText, inline, known } from './values.ts';

export type Stationery = {
  /** The tenant's name, as its customers know it. */
  readonly shop: string;
  /** BCP 47; one that nobody knows is read as English. */
  readonly locale: string;
  /** Where the letter leads. */
  readonly link: string;
};

export type Written = { readonly subject: string; readonly text: string };

type KindOf<Kind extends Letter['kind']> = Extract<Letter, { readonly kind: Kind }>;
type Draft = { readonly subject: string; readonly paragraphs: readonly string[] };

const timeText = (at: Instant, locale: string): string => {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(known(locale), style).format(Math.floor(at / minute) * minute)} UTC`;
};

const orderName = (number: string | undefined): string =>
  number === undefined ? 'Your order' : `Order ${inline(number)}`;

const reasons: ReadonlyMap<string, string> = new Map([
  ['OUT_OF_STOCK', 'Something in it was sold out before we could set it aside for you.'],
  ['UNKNOWN_SKU', 'Something in it is no longer sold.'],
  ['PAYMENT_DECLINED', 'The payment was declined.'],
  ['PAYMENT_FAILED', 'The payment did not go through.'],
  ['PAYMENT_TIMEOUT', 'The payment was not confirmed in time.'],
  ['CANCELLED_BY_SHOPPER', 'You asked us to cancel it.'],
  ['CANCELLED_BY_OPERATOR', 'The shop had to cancel it.'],
  ['CANCELLED_BY_VENDOR', 'The seller had to cancel it.'],
]);

const orderConfirmed = ({ number, total }: KindOf<'orderConfirmed'>, { shop, locale, link }: Stationery): Draft => ({
  subject: `${orderName(number)} is confirmed`,
  paragraphs: [
    `Thank you for your order at ${shop}.`,
    `${orderName(number)} is paid and confirmed: ${amountText(total, locale)} in all.`,
    `This link shows how far it is:\n${link}`,
  ],
});

const orderCancelled = ({ number, reason }: KindOf<'orderCancelled'>, { link }: Stationery): Draft => ({
  subject: `${orderName(number)} is cancelled`,
  paragraphs: [
    `${orderName(number)} is cancelled. ${reasons.get(reason) ?? ''}`.trim(),
    'You owe nothing for it, and whatever was taken is given back to you.',
    `This link shows the details:\n${link}`,
  ],
});

const shipped = ({ number, carrier, tracking }: KindOf<'shipped'>, { link }: Stationery): Draft => ({
  subject: `${orderName(number)} is on its way`,
  paragraphs: [
    `A parcel of your order ${inline(number)} left with ${inline(carrier)}.`,
    ...(tracking === undefined ? [] : [`Its tracking number is ${inline(tracking)}.`]),
    `This link shows how far it is:\n${link}`,
  ],
});

const invitation = ({ vendorName, role }: KindOf<'invitation'>, { shop, link }: Stationery): Draft => ({
  subject: `${inline(vendorName)} invites you`,
  paragraphs: [
    `You are invited to work for ${inline(vendorName)} at ${shop}, as ${inline(role)}.`,
    `Log in with this mail address, or register with it, and follow this link:\n${link}`,
    'If you expected nothing like this, leave it: nothing happens then.',
  ],
});

const passwordReset = ({ expiresAt }: KindOf<'passwordReset'>, { shop, locale, link }: Stationery): Draft => ({
  subject: `A new password at ${shop}`,
  paragraphs: [
    `Somebody, most likely you, asked for a new password at ${shop}. This link sets one:\n${link}`,
    `It works once and until ${timeText(expiresAt, locale)}.`,
    'If it was not you, leave it: your password stays as it is.',
  ],
});

const alert = (letter: KindOf<'alert'>, { locale, link }: Stationery): Draft => {
  const { name, isTrial } = letter;
  return {
    subject: `${isTrial ? 'Trial' : 'Alert'}: ${inline(name)}`,
    paragraphs: [
      ...(isTrial ? ['Somebody tries whether this alert reaches you.'] : []),
      alertSentence(letter, locale),
      `The alerts of the market are at\n${link}`,
    ],
  };
};

const stockLow = ({ title, available, below }: KindOf<'stockLow'>, { shop, link }: Stationery): Draft => ({
  subject: available === 0 ? `${inline(title)} is sold out` : `${inline(title)} is running out`,
  paragraphs: [
    `${inline(title)} is running out at ${shop}: ${available} left to sell. You asked to hear of it below ${below}.`,
    `Your stock is at\n${link}`,
  ],
});

/** Plain text, and a subject of one line. */
export function writeLetter(letter: Letter, { shop, ...paper }: Stationery): Written {
  const named = { ...paper, shop: inline(shop) };
  const { subject, paragraphs } = draft(letter, named);
  return { subject: inline(subject), text: `${[...paragraphs, named.shop].join('\n\n')}\n` };
}

function draft(letter: Letter, paper: Stationery): Draft {
  switch (letter.kind) {
    case 'orderConfirmed':
      return orderConfirmed(letter, paper);
    case 'orderCancelled':
      return orderCancelled(letter, paper);
    case 'shipped':
      return shipped(letter, paper);
    case 'invitation':
      return invitation(letter, paper);
    case 'passwordReset':
      return passwordReset(letter, paper);
    case 'alert':
      return alert(letter, paper);
    case 'stockLow':
      return stockLow(letter, paper);
  }
}
