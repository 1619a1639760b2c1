import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MailEvent } from '../../../actors/mails/contract.ts';
import { type MailCommand, mail, mailId } from '../../../actors/mails/mail.ts';
import { given } from '../given.ts';
import { Player, storiesOf } from '../property.ts';

const refused: MailEvent = { type: 'noted', sent: false };
const note = (sent: boolean): MailCommand => ({ type: 'note', sent });

test('what became of a mail is noted once, and the first word stands', () => {
  given(mail).when(note(false)).emits({ type: 'noted', sent: false });
  given(mail, refused).when(note(true)).emitsNothing();
});

test('a mail is known by its key, and tells nothing of it', () => {
  expect(mailId({ key: 'acme/order/ord_1@3' })).toMatch(/^[0-9a-z]{20}$/);
});

test('whatever the post says after its first word, that one stands', () => {
  const letter = new Player(mail);
  fc.assert(
    fc.property(storiesOf<MailCommand>(fc.boolean().map(note)), (story) => {
      const { events, state } = letter.play(story);
      expect([events.length, state.sent]).toEqual([Math.min(1, story.length), events[0]?.sent]);
    }),
  );
});
