import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AlertLetter, Letter } from '../../../actors/mails/contract.ts';
import { type Stationery, writeLetter } from '../../../actors/mails/letters.ts';
import { linkOf } from '../../../actors/mails/links.ts';
import { amountText, inline } from '../../../actors/mails/values.ts';
import { money } from '../../../actors/runtime/money.ts';
import { testTime } from '../given.ts';

const paper: Stationery = { shop: 'Acme', locale: 'en-GB', link: 'https://shop.example/orders/ord_1?token=t' };
const confirmed: Letter = { kind: 'orderConfirmed', number: '1042', orderId: 'ord_1', total: money(4_998, 'GBP') };
const cancelled: Letter = { kind: 'orderCancelled', number: '1042', orderId: 'ord_1', reason: 'OUT_OF_STOCK' };
const shipped: Letter = { kind: 'shipped', number: 'A-7', orderId: 'ord_1', carrier: 'DHL', tracking: 'JD01' };
const invited: Letter = {
  kind: 'invitation',
  vendorId: 'ven_1',
  vendorName: 'Linen & Co',
  invitationId: 'inv_1',
  role: 'manager',
};
const rang: AlertLetter = {
  ...{ kind: 'alert', name: 'Much is sold', what: 'gross of sales', when: 'above', than: 1_000 },
  ...{ minutes: 60, figure: 1_250, unit: 'money', currency: 'GBP', isTrial: false },
};
const reset: Letter = { kind: 'passwordReset', accountId: 'acc_1', resetId: 'rst_1', expiresAt: testTime };

describe('a letter', () => {
  test('confirms an order with its total', () => {
    expect(writeLetter(confirmed, paper)).toEqual({
      subject: 'Order 1042 is confirmed',
      text: `Thank you for your order at Acme.

Order 1042 is paid and confirmed: £49.98 in all.

This link shows how far it is:
https://shop.example/orders/ord_1?token=t

Acme
`,
    });
  });
  test('says why an order was cancelled, also one without a number or with an unknown reason', () => {
    expect(writeLetter(cancelled, paper).text).toMatch(/^Order 1042 is cancelled\. Something in it was sold out/);
    const nameless = writeLetter({ kind: 'orderCancelled', orderId: 'ord_1', reason: 'constructor' }, paper);
    expect(nameless.subject).toBe('Your order is cancelled');
    expect(nameless.text).toMatch(/^Your order is cancelled\.\n/);
  });
  test('tells carrier and tracking number as they were written', () => {
    const { subject, text } = writeLetter(shipped, paper);
    expect(subject).toBe('Order A-7 is on its way');
    expect(text).toContain('your order A-7 left with DHL.\n\nIts tracking number is JD01.');
    expect(writeLetter({ kind: 'shipped', number: '1', orderId: 'o', carrier: 'DHL' }, paper).text).not.toMatch(
      /tracking/,
    );
  });
  test('invites to a shop with a role', () => {
    expect(writeLetter(invited, paper).subject).toBe('Linen & Co invites you');
    expect(writeLetter(invited, paper).text).toContain('work for Linen & Co at Acme, as manager.');
  });
  test('leads to a new password and says how long', () => {
    expect(writeLetter(reset, paper).subject).toBe('A new password at Acme');
    expect(writeLetter(reset, paper).text).toMatch(/until 22 November 2026 at 0?9:00.UTC\./);
  });
  test.each<[Partial<AlertLetter>, RegExp]>([
    [{}, /^gross of sales in the last hour: £12\.50\. It watches for above £10\.00\.\n/],
    [{ minutes: 1_440 }, /in the last day: /],
    [{ minutes: 2_880 }, /in the last 2 days: /],
    [{ minutes: 120 }, /in the last 2 hours: /],
    [{ minutes: 90 }, /in the last 90 minutes: /],
    [
      { unit: 'share', figure: 6_250, than: 9_000, when: 'below', key: 'sandbox' },
      /\(sandbox\).*: 62\.5%\..*below 90%/,
    ],
    [{ unit: 'ms', figure: 1_800 }, /: 1,800 ms\./],
    [{ unit: 'hundredths', figure: 250 }, /: 2\.5\./],
    [{ unit: 'tenths', figure: 35 }, /: 3\.5\./],
    [
      { when: 'falls', than: 5_000, before: 4_000 },
      /It was £40\.00 in as long a time before\. .* falls by more than 50%\./,
    ],
  ])('tells what an alert has seen: %j', (fields, text) => {
    expect(writeLetter({ ...rang, ...fields }, paper).text).toMatch(text);
  });
  test('of an alert says whether it is a trial', () => {
    expect(writeLetter(rang, paper).subject).toBe('Alert: Much is sold');
    expect(writeLetter({ ...rang, isTrial: true }, paper)).toMatchObject({
      subject: 'Trial: Much is sold',
      text: expect.stringMatching(/^Somebody tries/),
    });
  });
  test('in a language that nobody knows is written all the same', () => {
    expect(writeLetter(confirmed, { ...paper, locale: 'no such locale' }).text).toContain('£49.98');
  });
});

test('a letter says what is running out, and what is sold out', () => {
  const low: Letter = { kind: 'stockLow', title: 'Bud vase', available: 2, below: 3 };
  expect(writeLetter(low, paper)).toMatchObject({
    subject: 'Bud vase is running out',
    text: expect.stringMatching(/^Bud vase is running out at Acme: 2 left to sell\. You asked to hear of it below 3\./),
  });
  expect(writeLetter({ ...low, available: 0 }, paper).subject).toBe('Bud vase is sold out');
});

describe('what people typed', () => {
  test('cannot begin a header, a line of its own, or turn the text around', () => {
    const evil = 'Shop\r\nBcc: all@example.com\u2028x\u0000y\u202ez';
    expect(inline(evil)).toBe('Shop Bcc: all@example.com x y z');
    const letter = writeLetter({ ...invited, vendorName: evil }, { ...paper, shop: evil });
    expect(letter.subject).not.toMatch(/[\r\n]/);
    expect(letter.text.split('\n').filter((line) => line.startsWith('Bcc'))).toEqual([]);
  });
  test('is cut where it is too long', () => {
    expect(inline('x'.repeat(5_000))).toHaveLength(200);
  });
  test('never makes a subject of two lines, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, shop) => {
        const { subject } = writeLetter({ ...invited, vendorName: name }, { ...paper, shop });
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(subject.length).toBeLessThanOrEqual(220);
      }),
    );
  });
});

test.each([
  [money(4_998, 'GBP'), 'en-GB', '£49.98'],
  [money(4_998, 'JPY'), 'en', '¥4,998'],
  [money(123_456, 'KWD'), 'en', /123\.456/],
  [money(1_000_000_000_000, 'EUR'), 'en', '€10,000,000,000.00'],
  [money(4_998, 'EUR'), 'de-DE', /49,98\s€/],
] as const)('%j reads in %s as %s', (amount, locale, shown) => {
  expect(amountText(amount, locale)).toMatch(shown);
});

describe('a link', () => {
  const token = (kind: string, ...ids: readonly string[]) => [kind, ...ids].join('.');
  const to = { publicUrl: 'https://shop.example/', tenantId: 'acme', token };
  test.each([
    [confirmed, 'https://shop.example/orders/ord_1?tenant=acme&token=order.ord_1'],
    [cancelled, 'https://shop.example/orders/ord_1?tenant=acme&token=order.ord_1'],
    [shipped, 'https://shop.example/orders/ord_1?tenant=acme&token=order.ord_1'],
    [invited, 'https://shop.example/vendors/ven_1/invitation?tenant=acme&token=invitation.ven_1.inv_1'],
    [
      { kind: 'stockLow', title: 'Bud vase', available: 2, below: 3 } as const,
      'https://shop.example/vendor/stock?tenant=acme',
    ],
    [reset, 'https://shop.example/password/reset?tenant=acme&token=passwordReset.acc_1.rst_1'],
  ])('leads where the letter of %j is about, in its tenant', (letter, link) => {
    expect(linkOf(letter, to)).toBe(link);
  });
});
