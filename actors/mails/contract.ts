import type { Action } from '../runtime/contract.ts';
import type { Money } from '../runtime/money.ts';

export type Letter =
  | { readonly kind: 'orderConfirmed'; readonly number: string; readonly orderId: string; readonly total: Money }
  | { readonly kind: 'orderCancelled'; readonly number?: string; readonly orderId: string; readonly reason: string }
  | {
      readonly kind: 'shipped';
      readonly number: string;
      readonly orderId: string;
      readonly carrier: string;
      readonly tracking?: string;
    }
  | {
      readonly kind: 'invitation';
      readonly vendorId: string;
      readonly vendorName: string;
      readonly invitationId: string;
      readonly role: string;
    }
  | {
      readonly kind: 'passwordReset';
      readonly accountId: string;
      readonly resetId: string;
      readonly expiresAt: number;
    }
  | AlertLetter
  | {
      readonly kind: 'stockLow';
      /** Of the product, with what distinguishes the variant. */
      readonly title: string;
      readonly available: number;
      readonly below: number;
    };

/** How a figure is written. `share`: basis points. */
export type LetterUnit = 'money' | 'share' | 'ms' | 'hundredths' | 'tenths' | 'count';

/** What an alert has seen. */
export type AlertLetter = {
  readonly kind: 'alert';
  readonly name: string;
  /** `gross of sales`. */
  readonly what: string;
  readonly when: 'above' | 'below' | 'rises' | 'falls';
  /** Of `rises` and `falls`: basis points. */
  readonly than: number;
  readonly minutes: number;
  readonly figure: number;
  readonly before?: number;
  readonly unit: LetterUnit;
  /** Which of them. */
  readonly key?: string;
  readonly currency?: string;
  /** Somebody wants to see whether it comes. */
  readonly isTrial: boolean;
};

export interface MailsActions {
  /**
   * `key` is the id of the event that asks: a mail is written once under it. Without `to` (an erased person) nothing is
   * sent, nor to the reserved domain `.invalid` (people of an import).
   */
  'mails.send': Action<{ key: string; to: string | null; letter: Letter }, { sent: boolean }>;
  /** To whoever placed the order, that the whole of it was cancelled after it had been confirmed. */
  'mails.sendCancelled': Action<{ key: string; orderId: string; reason: string }, { sent: boolean }>;
  /** To an account that may see figures; one that is gone, or may not any more, gets none. */
  'mails.sendAlert': Action<{ key: string; accountId: string; letter: AlertLetter }, { sent: boolean }>;

  /** To somebody of the vendor that a sku is running out; one who works there no more gets none. */
  'mails.sendStock': Action<
    { key: string; accountId: string; vendorId: string; sku: string; available: number; below: number },
    { sent: boolean }
  >;

  /** Absent: it has not been handed over, as far as anybody knows. */
  'mails.outcome': Action<{ key: string }, { sent?: boolean }>;
  'mails.note': Action<{ key: string; sent: boolean }, Record<string, never>>;
}

/** `sent` is false when the post refused it for good. */
export type MailEvent = { readonly type: 'noted'; readonly sent: boolean };
