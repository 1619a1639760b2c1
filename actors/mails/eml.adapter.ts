import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { digestId } from '../runtime/ids.ts';
import type { Mail, Mailer } from './mailer.ts';
import { messageOf } from './message.adapter.ts';

export type EmlOptions = {
  /** `<data directory>/mail`; made when the first mail is written. */
  readonly directory: string;
  readonly from: string;
};

/** Mails as files that a mail program opens: one `.eml` a mail, named by a hash of its key, and never half written. */
export function emlMailer({ directory, from }: EmlOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  let written = 0;

  const write = async (path: string, mail: Mail): Promise<void> => {
    const { message } = await transport.sendMail(messageOf(mail, from));
    written += 1;
    const draft = `${path}.${written}.draft`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(readable(String(message), mail.text));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  };

  return {
    send: async (mail) => {
      const path = join(directory, `${digestId(mail.key)}.eml`);
      if (await exists(path)) return true;
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await write(path, mail);
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

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
