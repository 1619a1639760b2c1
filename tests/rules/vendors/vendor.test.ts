import { describe, expect, test } from '@jest/globals';
import type { VendorEvent, VendorStatus } from '../../../actors/vendors/contract.ts';
import { handlesFor, slugOf } from '../../../actors/vendors/handle.ts';
import { type VendorCommand, vendor } from '../../../actors/vendors/vendor.ts';
import { given } from '../given.ts';
import {
  applied,
  approve,
  approved,
  handleRefused,
  invite,
  joined,
  open,
  opened,
  reject,
  rejected,
  removeStaff,
  rename,
  selling,
  setCommission,
  suspend,
  suspended,
} from './north-wind.ts';

const stories: Readonly<Record<VendorStatus | 'none', readonly VendorEvent[]>> = {
  none: [],
  pending: [opened],
  refused: [opened, handleRefused],
  applied: [opened, applied, joined('ann', 'owner')],
  approved: selling,
  rejected: [opened, applied, joined('ann', 'owner'), rejected],
  suspended: [...selling, suspended],
};

describe('a vendor', () => {
  test('opens once and waits for its handle', () => {
    given(vendor).when(open).emits(opened);
    given(vendor, opened).when(open).rejects('VENDOR_EXISTS');
  });
  test('does not open when the plan allows no more', () => {
    const full: VendorCommand = { ...open, isLimitReached: true };
    given(vendor).when(full).rejects('LIMIT_REACHED');
    given(vendor, opened).when(full).rejects('VENDOR_EXISTS');
  });
  test('has applied once the handle is its own, with whoever applied as owner', () => {
    given(vendor, opened)
      .when({ type: 'acceptHandle', handle: 'north-wind' })
      .emits(applied, { type: 'staffJoined', accountId: 'ann', role: 'owner' });
  });
  test('that the operator made needs no application', () => {
    given(vendor, { ...opened, approved: true })
      .when({ type: 'acceptHandle', handle: 'north-wind' })
      .emits(approved, { type: 'staffJoined', accountId: 'ann', role: 'owner' });
  });
  test('whose made handle is taken tries the other one, then is refused', () => {
    const tried: VendorEvent = { type: 'handleProposed', handle: 'north-wind-7m2k4' };
    given(vendor, opened).when({ type: 'refuseHandle', handle: 'north-wind' }).emits(tried);
    given(vendor, opened, tried).when({ type: 'acceptHandle', handle: 'north-wind-7m2k4' }).emits(applied, {});
    given(vendor, opened, tried).when({ type: 'refuseHandle', handle: 'north-wind-7m2k4' }).emits(handleRefused);
  });
  test('whose given handle is taken is refused', () => {
    const { fallback: _, ...given1 } = opened;
    given(vendor, given1).when({ type: 'refuseHandle', handle: 'north-wind' }).emits(handleRefused);
  });
  test('hears no late answer about a handle it does not wait for', () => {
    const tried: VendorEvent = { type: 'handleProposed', handle: 'north-wind-7m2k4' };
    given(vendor, opened, tried).when({ type: 'refuseHandle', handle: 'north-wind' }).emitsNothing();
    given(vendor, ...selling)
      .when({ type: 'refuseHandle', handle: 'north-wind' })
      .emitsNothing();
    given(vendor, ...selling)
      .when({ type: 'acceptHandle', handle: 'north-wind' })
      .emitsNothing();
  });
  test('changes what it says of itself', () => {
    given(vendor, ...selling)
      .when(rename)
      .emits({ type: 'changed', name: 'South Wind', description: 'Knitwear' });
    given(vendor, ...selling)
      .when({ type: 'change', name: 'North Wind' })
      .emitsNothing();
  });
});

describe('the operator', () => {
  test('approves with a rate of its own', () => {
    given(vendor, ...stories.applied)
      .when({ type: 'approve', commissionRate: 800, isLimitReached: false })
      .emits(approved, { type: 'commissionSet', commissionRate: 800 });
    given(vendor, ...selling)
      .when({ type: 'approve', commissionRate: 800, isLimitReached: false })
      .emits({ type: 'commissionSet', commissionRate: 800 });
  });
  test('approves no more than the plan allows, but takes up what was suspended', () => {
    const full: VendorCommand = { type: 'approve', isLimitReached: true };
    given(vendor, ...stories.applied)
      .when(full)
      .rejects('LIMIT_REACHED');
    given(vendor, ...stories.suspended)
      .when(full)
      .emits(approved);
    expect(given(vendor, ...stories.suspended, approved).state().reason).toBeUndefined();
  });
  test('sets a rate once', () => {
    given(vendor, ...selling)
      .when(setCommission)
      .emits({ type: 'commissionSet', commissionRate: 800 });
    given(vendor, ...selling, { type: 'commissionSet', commissionRate: 800 })
      .when(setCommission)
      .emitsNothing();
  });
});

/** What each command comes to in each status: its event, nothing, or a refusal. */
const outcomes: readonly (readonly [
  string,
  VendorCommand,
  Readonly<Record<VendorStatus, 'nothing' | 'VENDOR_STATUS' | VendorEvent['type']>>,
])[] = [
  ['approve', approve, status('applied:approved suspended:approved approved:nothing')],
  ['reject', reject, status('applied:rejected rejected:nothing')],
  ['suspend', suspend, status('approved:suspended suspended:nothing')],
  ['change', rename, status('applied:changed approved:changed suspended:changed')],
  ['set the rate', setCommission, status('applied:commissionSet approved:commissionSet suspended:commissionSet')],
  [
    'invite',
    invite('bob@example.org', 'viewer'),
    status('applied:staffInvited approved:staffInvited suspended:staffInvited'),
  ],
];

function status(told: string) {
  const all: Record<VendorStatus, 'nothing' | 'VENDOR_STATUS' | VendorEvent['type']> = {
    pending: 'VENDOR_STATUS',
    refused: 'VENDOR_STATUS',
    applied: 'VENDOR_STATUS',
    approved: 'VENDOR_STATUS',
    rejected: 'VENDOR_STATUS',
    suspended: 'VENDOR_STATUS',
  };
  return { ...all, ...Object.fromEntries(told.split(' ').map((pair) => pair.split(':'))) };
}

describe('from one status to the next', () => {
  test.each(outcomes)('%s', (_, command, table) => {
    for (const [from, outcome] of Object.entries(table)) {
      const decided = given(vendor, ...(stories[from as VendorStatus] ?? [])).when(command);
      if (outcome === 'VENDOR_STATUS') decided.rejects('VENDOR_STATUS', { status: from });
      else if (outcome === 'nothing') decided.emitsNothing();
      else decided.emits({ type: outcome });
    }
  });
});

test.each([
  ['approve', approve],
  ['reject', reject],
  ['suspend', suspend],
  ['change', rename],
  ['set the rate', setCommission],
  ['invite', invite('bob@example.org', 'viewer')],
  ['remove staff', removeStaff('ann')],
] as const)('nobody can %s what was never opened', (_, command) => {
  given(vendor).when(command).rejects('UNKNOWN_VENDOR');
});

describe('a handle made from a name', () => {
  test.each([
    ['Café Noir & Co.', 'cafe-noir-co'],
    ['  --A--  ', 'a'],
    ['東京', ''],
    [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
  ])('%s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
  test('has another to fall back on, the same for the same vendor', () => {
    expect(handlesFor('ven_abcdefgh', 'North Wind', undefined)).toEqual({
      handle: 'north-wind',
      fallback: 'north-wind-defgh',
    });
    expect(handlesFor('ven_abcdefgh', '東京', undefined).handle).toBe('shop');
  });
  test('has none when it was given', () => {
    expect(handlesFor('ven_abcdefgh', 'North Wind', 'wind')).toEqual({ handle: 'wind' });
  });
});
