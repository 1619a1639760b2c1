import type { Contract } from '../runtime/contract.ts';
import type { VendorsActions } from './contract.ts';

export const vendorsCodes = {
  VENDOR_EXISTS: 'The vendor was opened before.',
  LIMIT_REACHED: "The tenant's plan allows no more vendors.",
  VENDOR_HANDLE_TAKEN: 'Another vendor has this handle; choose another.',
  UNKNOWN_VENDOR: ['NotFound', 'There is no such vendor.'],
  VENDOR_STATUS: 'This cannot come after the status that the vendor has.',
  ROLE_TOO_HIGH: ['Forbidden', 'Owners decide on every role, managers on fulfillers and viewers, others on none.'],
  STAFF_FULL: 'The vendor has as many members and open invitations as it may have.',
  INVITATION_ENDED: 'The invitation was used, replaced or withdrawn, or it has expired.',
  ALREADY_STAFF: 'The account works for this vendor already.',
  NOT_STAFF: ['NotFound', 'The account does not work for this vendor.'],
  LAST_OWNER: 'A vendor keeps at least one owner; make another one first.',
} as const satisfies Contract<VendorsActions>['codes'];
