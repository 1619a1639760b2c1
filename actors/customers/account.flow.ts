import { flow } from '../registry.ts';
import type { AccountEvent } from './contract.ts';

type Of<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;

const claimOf = ({ id, mailClaim }: Of<'opened'> | Of<'erased'>) =>
  ({ kind: 'mail', value: mailClaim, owner: id }) as const;

const only = ({ id }: { readonly id: string }) => ({ id });

/** An account waits for its mail address; an erased one gives it back and is forgotten. */
export const accountFlow = flow({
  name: 'account',
  from: 'start',
  rows: {
    'customers.opened': {
      ask: { 'claims.take': (event) => [claimOf(event)] },
      answered: { 'customers.activate': only },
      refused: { 'customers.refuseMail': only },
    },
    'customers.mailRefused': { undo: true, ask: { 'customers.forgetPerson': (event) => [only(event)] } },
    'customers.erased': {
      undo: true,
      ask: {
        'claims.drop': (event) => [claimOf(event)],
        'customers.forgetPerson': (event) => [only(event)],
      },
    },
  },
});
