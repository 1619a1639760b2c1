import { expect, test } from '@jest/globals';
import { mailFlow } from '../../../actors/mails/mail.flow.ts';
import { money } from '../../../actors/runtime/money.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';

const { rows } = mailFlow;
const about = (id: string) => aboutOf({ id, eventId: `acme/thing/${id}@2` });
const to = 'ada@example.com';

test('whoever placed an order hears that it is confirmed', () => {
  const event = { type: 'confirmed', number: '1042', email: to, total: money(100, 'GBP') };
  const ask = rows['orders.confirmed']?.ask?.['mails.send'];
  expect(ask?.(event as Parameters<NonNullable<typeof ask>>[0], about('ord_1'))).toEqual([
    {
      key: 'acme/thing/ord_1@2',
      to,
      letter: { kind: 'orderConfirmed', number: '1042', orderId: 'ord_1', total: money(100, 'GBP') },
    },
  ]);
});

test('and that it is cancelled, with a number or without', () => {
  const ask = rows['orders.cancelled']?.ask?.['mails.send'];
  const asked = (event: object) => ask?.(event as Parameters<NonNullable<typeof ask>>[0], about('ord_1'))[0]?.letter;
  const letter = { kind: 'orderCancelled', orderId: 'ord_1', reason: 'PAYMENT_DECLINED' };
  expect(asked({ email: to, reason: 'PAYMENT_DECLINED' })).toEqual(letter);
  expect(asked({ email: to, reason: 'PAYMENT_DECLINED', number: '1042' })).toEqual({ ...letter, number: '1042' });
});

test('and that the last part of it was cancelled, but not each part', () => {
  const ask = rows['orders.partCancelled']?.ask?.['mails.sendCancelled'];
  const asked = (status: string) => {
    const event = { status, reason: 'CANCELLED_BY_VENDOR' };
    return ask?.(event as Parameters<NonNullable<typeof ask>>[0], about('ord_1'));
  };
  expect(asked('confirmed')).toEqual([]);
  expect(asked('cancelled')).toEqual([{ key: 'acme/thing/ord_1@2', orderId: 'ord_1', reason: 'CANCELLED_BY_VENDOR' }]);
});

test('and of every parcel', () => {
  const ask = rows['fulfilments.shipped']?.ask?.['mails.send'];
  const parcel = {
    type: 'shipped',
    orderId: 'ord_1',
    orderNumber: '1042',
    vendorId: 'v1',
    person: 'acc_1',
    email: null,
    shipmentId: 's1',
    carrier: 'DHL',
    lines: [],
    all: true,
    at: testTime,
  } as const;
  const letter = { kind: 'shipped', number: '1042', orderId: 'ord_1', carrier: 'DHL' };
  expect(ask?.(parcel, about('ord_1-f1'))).toEqual([{ key: 'acme/thing/ord_1-f1@2', to: null, letter }]);
  expect(ask?.({ ...parcel, tracking: 'JD01' }, about('ord_1-f1'))[0]?.letter).toEqual({ ...letter, tracking: 'JD01' });
});

test('a new colleague is invited', () => {
  const ask = rows['vendors.staffInvited']?.ask?.['mails.send'];
  const event = { invitationId: 'inv_1', email: to, role: 'viewer', vendorName: 'Linen', expiresAt: testTime };
  expect(ask?.(event as Parameters<NonNullable<typeof ask>>[0], about('ven_1'))).toEqual([
    {
      key: 'acme/thing/ven_1@2',
      to,
      letter: { kind: 'invitation', vendorId: 'ven_1', vendorName: 'Linen', invitationId: 'inv_1', role: 'viewer' },
    },
  ]);
});

test('whoever forgot the password gets a way to a new one', () => {
  const ask = rows['customers.resetAsked']?.ask?.['mails.send'];
  const event = { type: 'resetAsked', id: 'acc_1', resetId: 'rst_1', email: to, expiresAt: testTime } as const;
  expect(ask?.(event, about('acc_1'))).toEqual([
    {
      key: 'acme/thing/acc_1@2',
      to,
      letter: { kind: 'passwordReset', accountId: 'acc_1', resetId: 'rst_1', expiresAt: testTime },
    },
  ]);
});
