import { expect, test } from '@jest/globals';
import type { MailEvent } from '../../../actors/mails/contract.ts';
import { type MailCommand, mail, mailId } from '../../../actors/mails/mail.ts';
import { given } from '../given.ts';

const refused: MailEvent = { type: 'noted', sent: false };
const note = (sent: boolean): MailCommand => ({ type: 'note', sent });

test('what became of a mail is noted once, and the first word stands', () => {
  given(mail).when(note(false)).emits({ type: 'noted', sent: false });
  given(mail, refused).when(note(true)).emitsNothing();
});

test('a mail is known by its key, and tells nothing of it', () => {
  expect(mailId({ key: 'acme/order/ord_1@3' })).toMatch(/^[0-9a-z]{20}$/);
});
