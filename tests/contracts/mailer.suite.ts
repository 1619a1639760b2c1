import { describe, expect, test } from '@jest/globals';
import type { Mail, Mailer } from '../../actors/mails/mailer.ts';

export type MailerHarness = {
  readonly open: () => Mailer;
  /** Raw messages that have arrived, in the order of arriving. */
  readonly arrived: () => Promise<readonly string[]>;
  /** From now on nothing can be handed over; call the answer to end it. */
  readonly fail: () => Promise<() => Promise<void>>;
  readonly clean: () => Promise<void>;
};

const mail: Mail = {
  key: 'acme/order/ord_1@3',
  to: 'ada@example.com',
  subject: 'Order 1042 is confirmed',
  text: 'Grüße,\nthis link shows how far it is:\nhttps://souk.example/orders/ord_1?token=abc\n',
  at: Date.UTC(2026, 10, 22, 9),
};

const headersOf = (message: string): readonly string[] =>
  (message.split('\r\n\r\n')[0] ?? '').replace(/\r\n[ \t]+/g, ' ').split('\r\n');
const header = (message: string | undefined, name: string) =>
  headersOf(message ?? '').filter((line) => line.toLowerCase().startsWith(`${name}:`));

/** What every way to send a mail has in common. */
export function mailerSuite(name: string, harness: () => Promise<MailerHarness>): void {
  const withMailer = (story: (mailer: Mailer, kit: MailerHarness) => Promise<void>) => async () => {
    const kit = await harness();
    const mailer = kit.open();
    try {
      await story(mailer, kit);
    } finally {
      await mailer.close();
      await kit.clean();
    }
  };

  describe(`mails by ${name}`, () => {
    test(
      'arrive with sender, recipient, subject and date',
      withMailer(async (mailer, { arrived }) => {
        expect(await mailer.send(mail)).toBe(true);
        const [message] = await arrived();
        expect(header(message, 'from')).toEqual(['From: Souk <no-reply@souk.example>']);
        expect(header(message, 'to')).toEqual(['To: ada@example.com']);
        expect(header(message, 'subject')).toEqual(['Subject: Order 1042 is confirmed']);
        expect(header(message, 'date')).toEqual(['Date: Sun, 22 Nov 2026 09:00:00 +0000']);
        expect(header(message, 'content-type')).toEqual(['Content-Type: text/plain; charset=utf-8']);
      }),
    );
    test(
      'have one Message-ID a key',
      withMailer(async (mailer, { open, arrived }) => {
        await mailer.send(mail);
        await mailer.send({ ...mail, key: 'another' });
        const again = open();
        await again.send({ ...mail, key: 'a third' });
        await again.close();
        const ids = (await arrived()).flatMap((message) => header(message, 'message-id'));
        expect(ids).toHaveLength(3);
        expect(new Set(ids).size).toBe(3);
        for (const id of ids) expect(id).toMatch(/^Message-ID: <[0-9a-z]{20}@souk\.example>$/);
      }),
    );
    test(
      'go to one recipient and take no header from a value',
      withMailer(async (mailer, { arrived }) => {
        await mailer.send({ ...mail, key: 'k', subject: 'x\r\nBcc: eve@example.com' });
        const [message] = await arrived();
        expect(header(message, 'bcc')).toEqual([]);
        expect(header(message, 'to')).toEqual(['To: ada@example.com']);
      }),
    );
    test(
      'arrive at once, many together',
      withMailer(async (mailer, { arrived }) => {
        const keys = Array.from({ length: 20 }, (_, place) => `many ${place}`);
        expect(await Promise.all(keys.map((key) => mailer.send({ ...mail, key })))).toEqual(keys.map(() => true));
        expect(await arrived()).toHaveLength(20);
      }),
    );
    test(
      'that cannot be handed over now can be later',
      withMailer(async (mailer, { fail, arrived }) => {
        const mend = await fail();
        await expect(mailer.send(mail)).rejects.toThrow();
        await mend();
        expect(await mailer.send(mail)).toBe(true);
        expect(await arrived()).toHaveLength(1);
      }),
    );
  });
}
