import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BookCommand, book, linesOf, maxPostings } from '../../../actors/ledger/book.ts';
import type { AccountName, LedgerEvent } from '../../../actors/ledger/contract.ts';
import type { BreakdownPart } from '../../../actors/payments/contract.ts';
import { maxAmount, money, sum } from '../../../actors/runtime/money.ts';
import { given, testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

const part = (vendorId: string, payable: number, commission = 0, tax = 0): BreakdownPart => ({
  vendorId,
  payable,
  commission,
  tax,
});
const shareOf = ({ payable, commission, tax }: BreakdownPart): number => payable + commission + tax;
const post = (
  kind: BookCommand['kind'],
  postingId: string,
  breakdown: readonly BreakdownPart[],
  currency = 'GBP',
): BookCommand => ({ type: 'post', postingId, kind, amount: money(sum(breakdown.map(shareOf)), currency), breakdown });
const posted = (command: BookCommand): LedgerEvent => ({
  type: 'posted',
  postingId: command.postingId,
  kind: command.kind,
  currency: command.amount.currency,
  amount: command.amount.amount,
  lines: linesOf(command.kind, command.amount.amount, command.breakdown),
  at: testTime,
});

const sale = [part('v1', 5_000, 500, 500), part('v2', 3_400, 300, 300)];
const captured = posted(post('capture', 'capture', sale));

describe('a capture', () => {
  test('owes what the shopper paid to vendors, commission and tax', () => {
    given(book)
      .when(post('capture', 'capture', sale))
      .emits({
        postingId: 'capture',
        currency: 'GBP',
        amount: 10_000,
        at: testTime,
        lines: [
          { account: 'shopper_clearing', amount: -10_000 },
          { account: 'vendor_payable', vendorId: 'v1', amount: 5_000 },
          { account: 'vendor_payable', vendorId: 'v2', amount: 3_400 },
          { account: 'commission', amount: 800 },
          { account: 'tax', amount: 800 },
        ],
      });
  });
  test('has one line a vendor and none of zero', () => {
    expect(linesOf('capture', 300, [part('v1', 100), part('v1', 200), part('v2', 0)])).toEqual([
      { account: 'shopper_clearing', amount: -300 },
      { account: 'vendor_payable', vendorId: 'v1', amount: 300 },
    ]);
  });
  test('of a free order is a posting without lines', () => {
    given(book)
      .when(post('capture', 'capture', [part('v1', 0)]))
      .emits({ amount: 0, lines: [] });
  });
});

describe('a refund', () => {
  test('takes from vendors, commission and tax what goes back', () => {
    given(book, captured)
      .when(post('refund', 'r1', [part('v1', 900, 50, 50)]))
      .emits({
        kind: 'refund',
        lines: [
          { account: 'vendor_payable', vendorId: 'v1', amount: -900 },
          { account: 'commission', amount: -50 },
          { account: 'tax', amount: -50 },
          { account: 'refunds', amount: 1_000 },
        ],
      });
  });
  test('is never more than was captured and is not refunded yet', () => {
    given(book)
      .when(post('refund', 'r1', [part('v1', 1)]))
      .rejects('REFUND_EXCEEDS_CAPTURE', { left: 0, requested: 1, currency: 'GBP' });
    given(book, captured, posted(post('refund', 'r1', sale)))
      .when(post('refund', 'r2', [part('v1', 1)]))
      .rejects('REFUND_EXCEEDS_CAPTURE', { left: 0, requested: 1, currency: 'GBP' });
  });
  test('in another currency than was captured is refused', () => {
    given(book, captured)
      .when(post('refund', 'r1', [part('v1', 1)], 'EUR'))
      .rejects('REFUND_EXCEEDS_CAPTURE', { left: 0, requested: 1, currency: 'EUR' });
  });
});

describe('a posting', () => {
  test('asked for twice is posted once', () => {
    given(book, captured)
      .when(post('capture', 'capture', sale))
      .emitsNothing();
  });
  test.each([
    ['other shares', post('capture', 'capture', [part('v1', 10_000)])],
    ['another kind', post('refund', 'capture', sale)],
    ['another currency', post('capture', 'capture', sale, 'EUR')],
  ])('under a known id with %s is refused', (_what, command) => {
    given(book, captured).when(command).rejects('POSTING_DIFFERS', { postingId: 'capture' });
  });
  test('that does not sum to zero is refused', () => {
    const unbalanced = { ...post('capture', 'capture', sale), amount: money(9_999, 'GBP') };
    given(book).when(unbalanced).rejects('UNBALANCED', { off: 1, currency: 'GBP' });
  });
});

const unbalanced: BookCommand = { ...post('refund', 'r1', sale), amount: money(99_999, 'GBP') };
const full = Array.from({ length: maxPostings }, (_, place) => posted(post('refund', `p${place}`, sale)));

refusesInOrder(
  book,
  'posted already, unbalanced, more than was captured, too many',
  ['posted already', full, { ...unbalanced, postingId: 'p1' }, 'POSTING_DIFFERS'],
  ['posted already', full, post('refund', 'p1', sale), 'nothing'],
  ['unbalanced', full, unbalanced, 'UNBALANCED'],
  ['more than was captured', full, post('refund', 'r1', sale), 'REFUND_EXCEEDS_CAPTURE'],
  ['too many', full, post('capture', 'more', sale), 'TOO_MANY_POSTINGS'],
);

const shares = fc.record({
  vendorId: fc.constantFrom('v1', 'v2', 'v3'),
  payable: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 500 }) }, fc.constant(maxAmount)),
  commission: fc.integer({ min: 0, max: 50 }),
  tax: fc.integer({ min: -1, max: 50 }),
});
const commands: fc.Arbitrary<BookCommand> = fc
  .tuple(
    fc.constantFrom<BookCommand['kind']>('capture', 'refund'),
    fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'),
    fc.array(shares, { maxLength: 4 }),
    fc.constantFrom('GBP', 'EUR'),
    fc.constantFrom(0, 0, 0, 1),
  )
  .map(([kind, postingId, breakdown, currency, off]) => {
    const command = post(kind, postingId, breakdown, currency);
    return { ...command, amount: money(Math.max(0, command.amount.amount + off), currency) };
  });

test('whatever is posted, every posting sums to zero and what is owed, earned and refunded is what was captured', () => {
  const ledger = new Player(book, { signed: ['amount', 'payable', 'commission', 'tax'] });
  fc.assert(
    fc.property(storiesOf(commands), (story) => {
      const accounts = new Map<string, number>();
      const of = (account: AccountName, currency: string) => accounts.get(account + currency) ?? 0;
      ledger.play(story, ({ events, state }) => {
        for (const event of events) {
          expect(sum(event.lines.map((line) => line.amount))).toBe(0);
          for (const { account, amount } of event.lines) {
            accounts.set(account + event.currency, of(account, event.currency) + amount);
          }
        }
        for (const currency of ['GBP', 'EUR']) {
          const parts = (['vendor_payable', 'commission', 'tax', 'refunds'] as const).map((name) => of(name, currency));
          expect(sum(parts)).toBe(0 - of('shopper_clearing', currency));
          expect(state.kept.get(currency) ?? 0).toBe(0 - of('shopper_clearing', currency) - of('refunds', currency));
        }
      });
    }),
  );
});
