import { describe, expect, test } from '@jest/globals';
import { flowTable } from '../../../actors/runtime/flow.ts';
import { toIso } from '../../../actors/runtime/time.ts';
import { vendorFlow } from '../../../actors/vendors/vendor.flow.ts';
import { vendorList } from '../../../actors/vendors/vendor.view.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { rowsOf } from '../rows.ts';
import { opened } from './north-wind.ts';

const about = aboutOf({ type: 'vendor', id: 'ven_1' });

describe('the flow of a vendor', () => {
  test('claims one handle after another, and tells accounts where they work', () => {
    const claims = { ask: ['claims.take'], answered: ['vendors.acceptHandle'], refused: ['vendors.refuseHandle'] };
    expect(flowTable(vendorFlow)).toEqual([
      { when: 'vendors.opened', atOnce: false, ...claims },
      { when: 'vendors.handleProposed', atOnce: false, ...claims },
      {
        when: 'vendors.staffJoined',
        atOnce: false,
        ask: ['customers.join'],
        answered: ['vendors.noteStaffSettled'],
        refused: [],
      },
      {
        when: 'vendors.staffLeft',
        atOnce: false,
        ask: ['customers.leave'],
        answered: ['vendors.noteStaffSettled'],
        refused: [],
      },
    ]);
  });
  test('names the vendor as the owner of the handle', () => {
    const rows = vendorFlow.rows;
    expect(rows['vendors.opened']?.ask?.['claims.take']?.(opened, about)).toEqual([
      { kind: 'vendorHandle', value: 'north-wind', owner: 'ven_1' },
    ]);
    const joined = { type: 'staffJoined', accountId: 'ann', role: 'owner' } as const;
    expect(rows['vendors.staffJoined']?.ask?.['customers.join']?.(joined, about)).toEqual([
      { id: 'ann', vendorId: 'ven_1', role: 'owner' },
    ]);
  });
});

describe('the list of vendors', () => {
  const on = vendorList.on;
  const row = (...changes: ReturnType<NonNullable<(typeof on)['vendors.opened']>>[]) =>
    [...rowsOf(changes.flat()).values()][0];
  const open = on['vendors.opened']?.(opened, about) ?? [];
  const approved = on['vendors.approved']?.({ type: 'approved', ownerId: 'ann' }, about) ?? [];
  const suspended = on['vendors.suspended']?.({ type: 'suspended', reason: 'complaints' }, about) ?? [];

  test('counts who may sell, and who may again', () => {
    expect(row(open)).toMatchObject({ tenantId: 'acme', status: 'pending', counts: 0, createdAt: toIso(testTime) });
    expect(row(open, on['vendors.applied']?.({ type: 'applied', ownerId: 'ann' }, about) ?? [])?.counts).toBe(0);
    expect(row(open, approved)).toMatchObject({ status: 'approved', counts: 1 });
    expect(row(open, approved, suspended)).toMatchObject({ counts: 1, vendor: { reason: 'complaints' } });
    expect(row(open, approved, suspended, approved)?.vendor).not.toHaveProperty('reason');
    const rejected = on['vendors.rejected']?.({ type: 'rejected', reason: 'no' }, about) ?? [];
    expect(row(open, rejected)).toMatchObject({ counts: 0, vendor: { status: 'rejected', reason: 'no' } });
  });
  test('follows what a vendor says of itself and what it pays', () => {
    const shown = row(
      open,
      on['vendors.handleProposed']?.({ type: 'handleProposed', handle: 'wind-2' }, about) ?? [],
      on['vendors.changed']?.({ type: 'changed', name: 'South', description: '' }, about) ?? [],
      on['vendors.commissionSet']?.({ type: 'commissionSet', commissionRate: 800 }, about) ?? [],
    );
    expect(shown?.vendor).toMatchObject({ handle: 'wind-2', name: 'South', commissionRate: 800 });
  });
  test('leaves out whose handle was refused', () => {
    expect(row(open, on['vendors.handleRefused']?.({ type: 'handleRefused' }, about) ?? [])).toBeUndefined();
  });
});
