import type { Instant } from '../runtime/time.ts';

export type Mail = {
  /** Names the mail: the same key is the same mail, however often it is sent. */
  readonly key: string;
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  readonly at: Instant;
};

/** The port to the post. */
export interface Mailer {
  /** False: it was refused for good, so trying again cannot help. Rejects when it can. */
  send(mail: Mail): Promise<boolean>;
  close(): Promise<void>;
}
