import { account, maxAddresses } from '../../../actors/customers/account.ts';
import { refusesInOrder } from '../precedence.ts';
import { addAddress, addressAdded, ann, newPassword, opened } from './ann.ts';

const many = Array.from({ length: maxAddresses }, (_, place) => addressAdded(`adr_${place}`));
const elsewhere = { type: 'changeAddress', addressId: 'adr_x', fields: {} } as const;

refusesInOrder(
  account,
  'unknown, failed',
  ['unknown', [opened], newPassword(7), 'UNKNOWN_ACCOUNT'],
  ['failed', ann, newPassword(7), 'LOGIN_FAILED'],
);

refusesInOrder(
  account,
  'unknown account, too many',
  ['unknown account', [opened, ...many], addAddress, 'UNKNOWN_ACCOUNT'],
  ['too many', [...ann, ...many], addAddress, 'TOO_MANY_ADDRESSES'],
);

refusesInOrder(
  account,
  'unknown account, unknown address',
  ['unknown account', [opened], elsewhere, 'UNKNOWN_ACCOUNT'],
  ['unknown address', ann, elsewhere, 'UNKNOWN_ADDRESS'],
);
