import type { SendMailOptions } from 'nodemailer';
import { digestId } from '../runtime/ids.ts';
import type { Mail } from './mailer.ts';

const domainOf = (from: string): string => /@([^\s<>]+)>?\s*$/.exec(from)?.[1] ?? 'souk.invalid';

/** What both adapters hand to nodemailer. The same key makes the same Message-ID, so a mail box shows a doubled mail once. */
export const messageOf = ({ key, to, subject, text, at }: Mail, from: string): SendMailOptions => ({
  from,
  // An object is one address, whatever commas or brackets it may hold.
  to: { name: '', address: to },
  subject,
  text,
  messageId: `<${digestId(key)}@${domainOf(from)}>`,
  date: new Date(at),
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
});
