import fs from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import { digestId } from '../runtime/ids.ts';
import type { Mailer } from './mailer.ts';
import { messageOf } from './message.adapter.ts';

// Those of `node:fs/promises` cost several times as much: they make a handle object for each file.
const [mkdir, rename, writeFile] = [promisify(fs.mkdir), promisify(fs.rename), promisify(fs.writeFile)];

export type EmlOptions = {
  /** `<data directory>/mail`; made when the first mail is written. */
  readonly directory: string;
  readonly from: string;
};

/**
 * Mails as files that a mail program opens: one `.eml` a mail, named by a hash of its key, so a repeated one writes the
 * same file again, and never half of it. They are for looking at: a power cut may cost the last ones.
 */
export function emlMailer({ directory, from }: EmlOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  let made: Promise<unknown> | undefined;
  let written = 0;
  return {
    send: async (mail) => {
      made ??= mkdir(directory, { recursive: true, mode: 0o700 });
      await made.catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      const { message } = await transport.sendMail(messageOf(mail, from));
      const path = join(directory, `${digestId(mail.key)}.eml`);
      written += 1;
      const draft = `${path}.${written}.draft`;
      await writeFile(draft, readable(String(message), mail.text), { mode: 0o600 });
      await rename(draft, path);
      return true;
    },
    close: async () => transport.close(),
  };
}

/** People look into these files with any editor, so links stand in them whole: as 8bit, not as quoted-printable. */
function readable(message: string, text: string): string {
  const [head = ''] = message.split('\r\n\r\n', 1);
  const plain = head.replace(/^(Content-Transfer-Encoding:).*$/m, '$1 8bit');
  return `${plain}\r\n\r\n${text.replaceAll('\n', '\r\n')}`;
}
