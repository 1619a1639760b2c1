import type { Mutant } from './mutant.ts';

/** Bugs of payments, refunds and the ledger. */
export const moneyMutants: readonly Mutant[] = [
  {
    name: 'a new key at each try of a capture',
    why: 'The provider takes the money once more for each retry.',
    file: 'actors/payments/tries.service.ts',
    find: `    'payments.tryCapture': task(({ id, key, amount, provider: name, reference }, ctx) => {
      const ask = { tenantId: ctx.tenantId, paymentId: id, key, amount, reference };
`,
    replace: `    'payments.tryCapture': task(({ id, key: _, amount, provider: name, reference }, ctx) => {
      const ask = { tenantId: ctx.tenantId, paymentId: id, key: String((globalThis.planted = (globalThis.planted ?? 0) + 1)), amount, reference };
`,
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'captured twice by a double webhook',
    why: 'The same money is noted twice, and given back twice.',
    file: 'actors/payments/outcome.ts',
    find: "if (state.status !== 'capturing' || !asked ||",
    replace: 'if (!asked ||',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'a silent provider taken for a refusal',
    why: 'The order is cancelled, and the money is taken.',
    file: 'actors/payments/tries.service.ts',
    find: "of === 'refund' ? { of, refundId, result: 'unknown' } : { of, result: 'unknown' };",
    replace:
      "of === 'refund' ? { of, refundId, result: 'unknown' } : of === 'capture' ? { of, result: 'failed' } : { of, result: 'unknown' };",
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'a capture that met a void is kept',
    why: 'The order was cancelled while the money was on its way, and nobody gives it back.',
    file: 'actors/payments/outcome.ts',
    find: '...(voidNoted ? refundRest(state, breakdown, asking) : [])',
    replace: '...(voidNoted ? [] : [])',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'no tombstone of an early void',
    why: 'An authorisation that comes after its void is captured for an order that is cancelled.',
    file: 'actors/payments/payment.ts',
    find: "if (!asked) return state.barred ? [] : [{ type: 'barred' }];",
    replace: 'if (!asked) return [];',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'a late authorisation is kept',
    why: "The shopper's money stays held for an order that was cancelled meanwhile.",
    file: 'actors/payments/outcome.ts',
    find: 'if (state.voidNoted) return [askVoid(state.asked, outcome.reference, asking)];',
    replace: '',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'a silent capture is never followed up',
    why: 'When the answer of a capture is lost nobody ever learns of it.',
    file: 'actors/payments/payment.ts',
    find: "captureAsked: (event) => followUp(event, { of: 'capture' }),",
    replace: 'captureAsked: () => [],',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'what was refunded is refunded again',
    why: 'A part that is cancelled gives back what a refund gave back before.',
    file: 'actors/orders/refunds.ts',
    find: '  payable: Math.max(0, payable - claimed.payable),\n',
    replace: '  payable: Math.max(0, payable - 0 * claimed.payable),\n',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'the remainder of a split is dropped',
    why: 'A penny of every refund belongs to nobody.',
    file: 'actors/runtime/money.ts',
    find: '    if (left === 0) break;\n',
    replace: '    if (left >= 0) break;\n',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'a posting loses its last penny',
    why: 'The books do not balance.',
    file: 'actors/ledger/book.ts',
    find: 'return lines.filter((line) => line.amount !== 0);',
    replace: "return lines.filter((line) => line.account !== 'commission');",
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'commission not frozen',
    why: "A refund takes the house's commission from the vendor.",
    file: 'actors/orders/refunds.ts',
    find: 'split(amount, [left.payable, left.commission, left.tax]);',
    replace: 'split(amount, [left.payable + left.commission, 0, left.tax]);',
    caughtBy: ['money', 'ledger', 'orders'],
  },
  {
    name: 'a capture posted as a refund is',
    why: 'Vendors owe us what they have earned.',
    file: 'actors/orders/order.flow.ts',
    find: "{ orderId: id, postingId: refundId, kind: 'refund', amount, breakdown },",
    replace: "{ orderId: id, postingId: refundId, kind: 'capture', amount, breakdown },",
    caughtBy: ['money', 'ledger', 'orders'],
  },
];
