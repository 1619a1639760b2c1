import { maxStaff } from '../../../actors/vendors/staff.ts';
import { vendor } from '../../../actors/vendors/vendor.ts';
import { invitationLifeMs } from '../../../actors/vendors/vendor-state.ts';
import { testTime } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import {
  accept,
  applied,
  approve,
  invite,
  invited,
  joined,
  open,
  opened,
  rejected,
  removeStaff,
  rename,
  selling,
} from './north-wind.ts';

const bob = 'bob@example.org';
const crowd = Array.from({ length: maxStaff }, (_, place) => joined(`member${place}`, 'viewer'));
const turnedAway = [opened, applied, ...crowd, rejected];
const overLimit = { ...approve, isLimitReached: true } as const;
const old = invited('inv_1', bob, 'viewer', testTime - invitationLifeMs);

refusesInOrder(
  vendor,
  'exists, limit',
  ['exists', [opened], { ...open, isLimitReached: true }, 'VENDOR_EXISTS'],
  ['limit', [], { ...open, isLimitReached: true }, 'LIMIT_REACHED'],
);

refusesInOrder(
  vendor,
  'unknown, status',
  ['unknown', [], rename, 'UNKNOWN_VENDOR'],
  ['status', turnedAway, rename, 'VENDOR_STATUS'],
);

refusesInOrder(
  vendor,
  'unknown, status, limit',
  ['unknown', [], overLimit, 'UNKNOWN_VENDOR'],
  ['status', [opened], overLimit, 'VENDOR_STATUS'],
  ['limit', [opened, applied], overLimit, 'LIMIT_REACHED'],
);

refusesInOrder(
  vendor,
  'unknown, status, role, full',
  ['unknown', [], invite(bob, 'owner', 'member1'), 'UNKNOWN_VENDOR'],
  ['status', turnedAway, invite(bob, 'owner', 'member1'), 'VENDOR_STATUS'],
  ['role', [...selling, ...crowd], invite(bob, 'owner', 'member1'), 'ROLE_TOO_HIGH'],
  ['full', [...selling, ...crowd], invite(bob, 'owner', 'ann'), 'STAFF_FULL'],
);

refusesInOrder(
  vendor,
  'unknown, status, ended, staff already',
  ['unknown', [], accept('inv_1', 'ann'), 'UNKNOWN_VENDOR'],
  ['status', turnedAway, accept('inv_1', 'member1'), 'VENDOR_STATUS'],
  ['ended', [...selling, old], accept('inv_1', 'ann'), 'INVITATION_ENDED'],
  ['ended', selling, accept('inv_1', 'ann'), 'INVITATION_ENDED'],
  ['staff already', [...selling, invited('inv_1', bob, 'viewer')], accept('inv_1', 'ann'), 'ALREADY_STAFF'],
);

refusesInOrder(
  vendor,
  'unknown, no staff, role, last owner',
  ['unknown', [], removeStaff('eve', 'vic'), 'UNKNOWN_VENDOR'],
  ['no staff', selling, removeStaff('eve', 'vic'), 'NOT_STAFF'],
  ['role', selling, removeStaff('ann', 'vic'), 'ROLE_TOO_HIGH'],
  ['last owner', selling, removeStaff('ann', 'ann'), 'LAST_OWNER'],
);
