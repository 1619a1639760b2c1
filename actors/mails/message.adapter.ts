import type { SendMailOptions } from 'nodemailer';
import { digestId } from '../runtime/ids.ts';
import type { Mail } from './mailer.ts';

/** In an address there are none; a line that is too long would be broken there, also where no mail server goes on. */
const spaces = /[\s\p{Z}\p{C}]+/gu;

const domainOf = (from: string): string => /@([^\s<>]+)>?\s*$/.exec(from)?.[1] ?? 'souk.invalid';

/** What both adapters hand to nodemailer. The same key makes the same Message-ID, so a mail box shows a doubled mail once. */
export const messageOf = ({ key, to, subject, text, at }: Mail, from: string): SendMailOptions => ({
  from,
  // An object is one address, whatever commas or brackets it may hold.
  to: { name: '', address: to.replaceAll(spaces, '') },
  subject,
  text,
  messageId: `<${digestId(key)}@${domainOf(from)}>`,
  date: new Date(at),
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
});
