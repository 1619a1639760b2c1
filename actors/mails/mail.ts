import type { Decider } from '../runtime/decider.ts';
import { digestId } from '../runtime/ids.ts';
import type { MailEvent } from './contract.ts';

export type MailCommand = { readonly type: 'note'; readonly sent: boolean };

/** What became of one mail; undefined: the post has not said. */
export type MailState = { sent?: boolean };

/** The actor of a mail. What its key names stands nowhere. */
export const mailId = ({ key }: { readonly key: string }): string => digestId(key);

/** One mail, so that whoever asks for it again, however late and after whatever loss, meets what became of it. */
export const mail: Decider<MailState, MailCommand, MailEvent, never> = {
  type: 'mail',
  initial: () => ({}),
  decide: { note: (state, { sent }) => (state.sent === undefined ? [{ type: 'noted', sent }] : []) },
  evolve: {
    noted: (state, { sent }) => {
      state.sent = sent;
    },
  },
};
