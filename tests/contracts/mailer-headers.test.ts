import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { messageOf } from '../../actors/mails/message.adapter.ts';

jest.setTimeout(60_000);

const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** What somebody would write who wants to write to more people than we do, in words that are not ours. */
const sly = fc.constantFrom(
  '\r\nBcc: eve@example.com',
  '\nX-Evil: 1',
  '\r\n\r\n<html>',
  '\rTo: eve@example.com',
  ',eve@example.com',
  '<eve@example.com>',
  '"',
  '\u0000',
  '\u2028Bcc: eve@example.com',
);
const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), sly), { maxLength: 4 })
  .map((all) => all.join(''));

const headersOf = (message: string): string[] =>
  (message.split('\r\n\r\n', 1)[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');

test('whatever stands in a subject, a text or an address, a mail has just its own headers, each once', async () => {
  const sender = ['Auto-Submitted', 'Date', 'From', 'MIME-Version', 'Message-ID'];
  const content = ['Content-Transfer-Encoding', 'Content-Type', 'Subject', 'To'];
  await fc.assert(
    fc.asyncProperty(text, text, text, async (subject, body, more) => {
      const mail = { key: 'k', to: `ada@example.com${more}`, subject, text: body, at: 0 };
      const { message, envelope } = await transport.sendMail(messageOf(mail, 'Souk <no-reply@souk.example>'));
      const names = headersOf(String(message)).map((line) => line.split(':', 1)[0]);
      expect(names.filter((name) => !content.includes(name ?? '')).toSorted()).toEqual(sender);
      expect(new Set(names).size).toBe(names.length);
      expect(envelope.from).toBe('no-reply@souk.example');
      expect(envelope.to.length).toBeLessThanOrEqual(1);
    }),
    // A line that is too long was broken at what is no space to a mail server.
    { numRuns: 300, examples: [['', '', `${'x'.repeat(60)}\u2028\u2028Bcc: eve@example.com`]] },
  );
});
