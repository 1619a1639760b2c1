import type { Contract } from '../runtime/contract.ts';
import type { CustomersActions } from './contract.ts';

export const customersCodes = {
  LOGIN_FAILED: ['Unauthenticated', 'Mail address and password do not belong together.'],
  TOO_MANY_LOGINS: ['Overloaded', 'Too many log-ins failed or are under way; wait before the next.'],
  MAIL_TAKEN: 'An account with this mail address exists; log in, or reset its password.',
  ACCOUNT_UNDECIDED: ['Unavailable', 'The account is still being made; ask again with the same Idempotency-Key.'],
  ACCOUNT_EXISTS: 'The account was opened before.',
  UNKNOWN_ACCOUNT: ['NotFound', 'There is no such account.'],
  PLATFORM_ONLY: ['Forbidden', 'This role is given in the tenant platform only.'],
  SESSION_EXISTS: 'The session was begun before.',
  SESSION_ENDED: ['Unauthenticated', 'The session has ended; log in again.'],
  SESSION_REUSED: ['Unauthenticated', 'The token was used before, so its session has ended; log in again.'],
  RESET_EXPIRED: 'The link to reset the password was used or has expired; ask for another.',
  UNKNOWN_ADDRESS: ['NotFound', 'There is no such address.'],
  TOO_MANY_ADDRESSES: 'The account has as many addresses as it may have.',
} as const satisfies Contract<CustomersActions>['codes'];
