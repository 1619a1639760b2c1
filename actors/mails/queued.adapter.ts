import { digestId } from '../runtime/ids.ts';
import type { Jobs } from '../runtime/jobs.ts';
import type { Mail, Mailer } from './mailer.ts';

/** Each mail is one job under its key, however many nodes are asked for it. */
export const queuedMailer = (jobs: Jobs<Mail, boolean>, mailer: Mailer): Mailer => ({
  send: (mail) => jobs.run(digestId(mail.key), mail),
  close: () => mailer.close(),
});
