import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

const fieldOf = (head: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';

function parse(file: string): Mail {
  const [head = '', ...text] = file.split('\r\n\r\n');
  return { to: fieldOf(head, 'To'), subject: fieldOf(head, 'Subject'), text: text.join('\n\n') };
}

/** Every mail that a Souk on this directory has written: each is a file that any mail program opens. */
export async function mailsIn(directory: string): Promise<readonly Mail[]> {
  const folder = join(directory, 'mail');
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.eml'));
  return Promise.all(files.map(async (name) => parse(await readFile(join(folder, name), 'utf8'))));
}

/** The mail to this address whose subject holds these words, once it is written. */
export const mailTo = (directory: string, to: string, words: string): Promise<Mail> =>
  eventually(`a mail to ${to}: ${words}`, async () =>
    (await mailsIn(directory)).find((mail) => mail.to === to && mail.subject.includes(words)),
  );

/** What opens the link in a mail. */
export const tokenIn = ({ text }: Mail): string => /[?&]token=(\S+)/.exec(text)?.[1] ?? '';
