import { expect, test } from '@jest/globals';
import { paymentsContract } from '../../../actors/payments/contract.schemas.ts';

const accepts = (outcome: unknown): boolean =>
  paymentsContract.actions['payments.note'].params.validate({ id: 'ord_1', outcome }).error === undefined;

test('an outcome says all that its result needs and nothing else', () => {
  const authorised = { of: 'authorise', result: 'authorised', reference: 'ref' };
  const refunded = { of: 'refund', result: 'refunded', refundId: 'r1' };
  for (const outcome of [
    authorised,
    refunded,
    { of: 'capture', result: 'captured' },
    { of: 'void', result: 'unknown' },
  ]) {
    expect(accepts(outcome)).toBe(true);
  }
  const wrong = [
    { of: 'authorise', result: 'authorised' },
    { of: 'authorise', result: 'declined' },
    { of: 'refund', result: 'refunded' },
    { of: 'void', result: 'failed' },
    { of: 'capture', result: 'captured', refundId: 'r1' },
    { of: 'theft', result: 'captured' },
    { ...authorised, reference: 'x'.repeat(301) },
    {},
    null,
  ];
  for (const outcome of wrong) expect(accepts(outcome)).toBe(false);
});
