import { describe, expect, test } from '@jest/globals';
import { accountFlow } from '../../../actors/customers/account.flow.ts';
import { accountList, accountOf } from '../../../actors/customers/account.view.ts';
import type { AccountEvent } from '../../../actors/customers/contract.ts';
import { flowTable } from '../../../actors/runtime/flow.ts';
import { toIso } from '../../../actors/runtime/time.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { rowsOf } from '../rows.ts';

const id = 'acc_1';
const about = aboutOf({ type: 'account', id });
const opened: Extract<AccountEvent, { type: 'opened' }> = {
  type: 'opened',
  id,
  email: 'ann@example.org',
  name: 'Ann',
  passwordHash: 'secret',
  mailClaim: 'claim1',
  roles: ['analyst'],
  at: testTime,
};

describe('the flow of an account', () => {
  test('claims the mail address and tells what came of it', () => {
    expect(flowTable(accountFlow)).toEqual([
      {
        when: 'customers.opened',
        atOnce: false,
        ask: ['claims.take'],
        answered: ['customers.activate'],
        refused: ['customers.refuseMail'],
      },
      { when: 'customers.mailRefused', atOnce: true, ask: ['customers.forgetPerson'], answered: [], refused: [] },
      {
        when: 'customers.erased',
        atOnce: true,
        ask: ['claims.drop', 'customers.forgetPerson'],
        answered: [],
        refused: [],
      },
    ]);
  });
  test('asks by the digest, never by the address', () => {
    const claim = { kind: 'mail', value: 'claim1', owner: id };
    expect(accountFlow.rows['customers.opened']?.ask?.['claims.take']?.(opened, about)).toEqual([claim]);
    const erased = { type: 'erased', id, mailClaim: 'claim1' } as const;
    expect(accountFlow.rows['customers.erased']?.ask?.['claims.drop']?.(erased, about)).toEqual([claim]);
  });
  test("gives an erased person's address back past whatever is unfinished", () => {
    expect(accountFlow.rows['customers.erased']?.undo).toBe(true);
  });
});

describe('the list of accounts', () => {
  const on = accountList.on;
  const open = on['customers.opened']?.(opened, about) ?? [];
  const active = on['customers.activated']?.({ type: 'activated', id }, about) ?? [];
  const row = (...changes: ReturnType<NonNullable<(typeof on)['customers.opened']>>[]) =>
    [...rowsOf(changes.flat()).values()][0];

  test('shows an account once its mail address is its own, and never its password', () => {
    expect(row(open)?.isActive).toBe(0);
    expect(row(open, active)).toMatchObject({ tenantId: 'acme', isActive: 1, email: 'ann@example.org' });
    expect(JSON.stringify(row(open, active))).not.toContain('secret');
  });
  test('follows names, roles and shops', () => {
    const shown = row(
      open,
      active,
      on['customers.renamed']?.({ type: 'renamed', id, name: 'Ann B.' }, about) ?? [],
      on['customers.rolesGranted']?.({ type: 'rolesGranted', id, roles: ['operator'] }, about) ?? [],
      on['customers.joined']?.({ type: 'joined', id, vendorId: 'v1', role: 'owner' }, about) ?? [],
      on['customers.joined']?.({ type: 'joined', id, vendorId: 'v2', role: 'viewer' }, about) ?? [],
      on['customers.left']?.({ type: 'left', id, vendorId: 'v1' }, about) ?? [],
    );
    expect(shown && accountOf(shown)).toEqual({
      id,
      email: 'ann@example.org',
      name: 'Ann B.',
      roles: ['analyst', 'operator'],
      staff: { v2: 'viewer' },
      createdAt: toIso(testTime),
    });
  });
  test('forgets who is erased or was refused', () => {
    expect(
      row(open, on['customers.erased']?.({ type: 'erased', id, mailClaim: 'claim1' }, about) ?? []),
    ).toBeUndefined();
    expect(row(open, on['customers.mailRefused']?.({ type: 'mailRefused', id }, about) ?? [])).toBeUndefined();
  });
});
