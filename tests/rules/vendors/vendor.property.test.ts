import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../../../actors/runtime/time.ts';
import type { VendorEvent, VendorStatus } from '../../../actors/vendors/contract.ts';
import { maxStaff } from '../../../actors/vendors/staff.ts';
import { type VendorCommand, vendor } from '../../../actors/vendors/vendor.ts';
import { invitationLifeMs, type Role, type VendorState } from '../../../actors/vendors/vendor-state.ts';
import { Player, storiesOf, type Try, whenAsked } from '../property.ts';
import { accept, approve, invite, joined, open, reject, removeStaff, rename, selling, suspend } from './north-wind.ts';

const people = fc.constantFrom('ann', 'max', 'bob', 'eve');
const ids = fc.constantFrom('inv_1', 'inv_2', 'inv_3');
const roles = fc.constantFrom<Role>('owner', 'manager', 'fulfiller', 'viewer');
const by = fc.option(people, { nil: undefined });
const isLimitReached = fc.boolean();
const rate = fc.option(fc.constantFrom(0, 800, 10_000), { nil: undefined });

type Tried = Try<VendorState, VendorCommand>;

const acceptOldest = (accountId: string): Tried =>
  whenAsked<VendorState, VendorCommand>(`${accountId} accepts`, ({ invitations }) =>
    accept([...invitations.keys()][0] ?? 'inv_1', accountId),
  );

const ofStaff: fc.Arbitrary<Tried> = fc.oneof(
  fc
    .tuple(ids, people, roles, by)
    .map(([invitationId, email, role, actor]) => ({ ...invite(email, role, actor), invitationId })),
  fc.tuple(ids, people).map(([invitationId, accountId]) => accept(invitationId, accountId)),
  people.map(acceptOldest),
  fc.tuple(fc.oneof(people, ids), by).map(([accountId, actor]) => removeStaff(accountId, actor)),
  people.map((accountId) => ({ type: 'noteStaffSettled' as const, accountId })),
);
const handles = fc.constantFrom('north-wind', 'north-wind-7m2k4', 'other');
const ofShop: fc.Arbitrary<VendorCommand> = fc.oneof(
  fc.tuple(fc.boolean(), isLimitReached).map(([approved, limit]) => ({ ...open, approved, isLimitReached: limit })),
  { weight: 3, arbitrary: handles.map((handle) => ({ type: 'acceptHandle' as const, handle })) },
  handles.map((handle) => ({ type: 'refuseHandle' as const, handle })),
  fc.tuple(rate, isLimitReached).map(([commissionRate, limit]) => ({
    ...approve,
    isLimitReached: limit,
    ...(commissionRate !== undefined && { commissionRate }),
  })),
  fc.constantFrom(reject, suspend, rename),
);

const anew = ['invite', 'noteStaffSettled'] as const;
const shop = new Player(vendor, { anew, from: selling });
const nobody = new Player(vendor, { anew });

const hasOwner = ({ staff }: VendorState): boolean => [...staff.values()].some(({ role }) => role === 'owner');

test('whatever happens, a shop keeps an owner, stays within its bound, and each invitation is used once', () => {
  fc.assert(
    fc.property(storiesOf(fc.oneof(ofStaff, ofShop), day, invitationLifeMs), (story) => {
      shop.play(story, ({ before, state, command, events }) => {
        for (const event of events) {
          if (event.type !== 'staffJoined') continue;
          expect(before.invitations.get(event.invitationId ?? '')?.expiresAt).toBeGreaterThan(command.at);
          expect(state.invitations.has(event.invitationId ?? '')).toBe(false);
        }
        expect(hasOwner(state)).toBe(true);
      });
    }),
  );
});

test('however many are invited, members and open invitations stay within the bound', () => {
  const crowd = Array.from({ length: maxStaff - 2 }, (_, n) => joined(`member${n}`, 'viewer'));
  const full = new Player(vendor, { anew, from: [...selling, ...crowd] });
  fc.assert(
    fc.property(storiesOf(ofStaff, day, invitationLifeMs), (story) => {
      full.play(story, ({ state, command }) => {
        const open = [...state.invitations.values()].filter(({ expiresAt }) => expiresAt > command.at);
        expect(state.staff.size + open.length).toBeLessThanOrEqual(maxStaff);
      });
    }),
  );
});

const follows: Readonly<Record<VendorState['status'], readonly VendorStatus[]>> = {
  none: ['pending'],
  pending: ['refused', 'applied', 'approved'],
  applied: ['approved', 'rejected'],
  approved: ['suspended'],
  suspended: ['approved'],
  rejected: [],
  refused: [],
};

test('whatever happens, a shop that sells had its handle, an owner and an approval, and nothing wakes one turned away', () => {
  fc.assert(
    fc.property(storiesOf(fc.oneof({ weight: 3, arbitrary: ofShop }, ofStaff)), (story) => {
      const { events } = nobody.play(story, ({ before, state }) => {
        if (state.status !== before.status) expect(follows[before.status]).toContain(state.status);
        if (state.status === 'approved') expect(hasOwner(state)).toBe(true);
        if (['none', 'pending', 'refused'].includes(state.status)) expect(state.staff.size).toBe(0);
      });
      const count = (type: VendorEvent['type']) => events.filter((event) => event.type === type).length;
      expect([count('opened') <= 1, count('handleProposed') <= 1, count('applied') <= 1]).toEqual([true, true, true]);
    }),
  );
});
