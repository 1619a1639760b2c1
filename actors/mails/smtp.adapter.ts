import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';
import { messageOf } from './message.adapter.ts';

export type SmtpOptions = {
  /** `smtp://user:password@host:port`; `smtps` speaks TLS from the first byte. */
  readonly url: string;
  readonly from: string;
  /** One try takes no longer. */
  readonly timeoutMs?: number;
};

/** Mails to a mail server, over a few connections that stay open. */
export function smtpMailer({ url, from, timeoutMs = 10_000 }: SmtpOptions): Mailer {
  const bounds = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url, pool: true, maxConnections: 3, ...bounds });
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({ ...messageOf(mail, from), signal: AbortSignal.timeout(timeoutMs) });
        return true;
      } catch (error) {
        if (isFinal(error)) return false;
        throw error;
      }
    },
    close: async () => transport.close(),
  };
}

/**
 * The server will never take this mail for this recipient (5xx), or there can be no such address at all. A sender it
 * does not like, or a log-in that fails, is for ops to mend: the mail is kept and tried again.
 */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !('command' in error)) return false;
  if (error.command === 'API') return 'code' in error && error.code === 'EENVELOPE';
  const isOfMail = error.command === 'RCPT TO' || error.command === 'DATA';
  return isOfMail && 'permanent' in error && error.permanent === true;
}
