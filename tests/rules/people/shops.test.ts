import { describe, expect, test } from '@jest/globals';
import { ann, bob, internally, operator, startPeople } from './people.given.ts';

async function startShop() {
  const people = await startPeople();
  const annId = (await people.call('customers.register', ann)).account.id;
  const bobId = (await people.call('customers.register', bob)).account.id;
  const shop = await people.call('vendors.apply', { name: 'North Wind' }, await people.as(annId));
  return { ...people, annId, bobId, shop };
}

describe('an application', () => {
  test('makes the applicant the owner before it is answered', async () => {
    const { as, annId, shop } = await startShop();
    expect(shop).toMatchObject({ handle: 'north-wind', status: 'applied' });
    expect((await as(annId)).caller.staff).toEqual({ [shop.id]: 'owner' });
  });
  test('tried again is the same vendor', async () => {
    const { call, as, bobId } = await startShop();
    const me = { ...(await as(bobId)), commandId: 'a1' };
    const first = await call('vendors.apply', { name: 'South' }, me);
    expect(await call('vendors.apply', { name: 'South' }, me)).toEqual(first);
  });
  test('gets another handle when it gave none, and is refused when it did', async () => {
    const { call, codeOf, as, bobId } = await startShop();
    const me = await as(bobId);
    expect((await call('vendors.apply', { name: 'North Wind' }, me)).handle).toMatch(/^north-wind-[0-9a-z]{5}$/);
    expect(await codeOf('vendors.apply', { name: 'X', handle: 'north-wind' }, me)).toBe('VENDOR_HANDLE_TAKEN');
    expect(await codeOf('vendors.apply', { name: 'X' })).toBe('UNAUTHENTICATED');
  });
  test('is seen by its staff and the operator, and by all once approved', async () => {
    const { call, codeOf, as, annId, bobId, shop } = await startShop();
    const { id } = shop;
    expect(await codeOf('vendors.get', { id })).toBe('NOT_FOUND');
    expect(await codeOf('vendors.get', { id }, await as(bobId))).toBe('NOT_FOUND');
    expect(await codeOf('vendors.get', { id }, await as(annId))).toBe('fine');
    expect(await codeOf('vendors.approve', { id }, await as(annId))).toBe('FORBIDDEN');
    await call('vendors.approve', { id, commissionRate: 800 }, operator);
    expect(await call('vendors.get', { id })).not.toHaveProperty('commissionRate');
    expect(await call('vendors.get', { id }, await as(annId))).toMatchObject({ commissionRate: 800 });
    expect(await codeOf('vendors.get', { id }, { ...operator, tenantId: 'other' })).toBe('NOT_FOUND');
    await call('vendors.suspend', { id, reason: 'complaints' }, operator);
    expect(await codeOf('vendors.get', { id })).toBe('NOT_FOUND');
    const { vendors } = await call('vendors.terms', { vendorIds: [id, 'ven_x', id] }, internally);
    expect(vendors).toEqual([{ vendorId: id, status: 'suspended', name: 'North Wind', commissionRate: 800 }]);
  });
});

test('a plan bounds the vendors that may sell', async () => {
  const { call, codeOf, as, node, annId, bobId, shop } = await startShop();
  await call('tenants.open', { id: 'acme', name: 'Acme', plan: 'free' }, internally);
  const others = await Promise.all(
    ['A', 'B', 'C'].map(async (name) => call('vendors.apply', { name }, await as(annId))),
  );
  for (const { id } of others) await call('vendors.approve', { id }, operator);
  await node.settled();
  expect(await codeOf('vendors.approve', { id: shop.id }, operator)).toBe('LIMIT_REACHED');
  expect(await codeOf('vendors.apply', { name: 'D' }, await as(bobId))).toBe('LIMIT_REACHED');
  expect((await call('vendors.list', { status: 'applied' }, operator)).items).toMatchObject([{ id: shop.id }]);
  expect((await call('vendors.list', {}, operator)).items).toHaveLength(4);
});

describe('staff', () => {
  test('join by the token of their invitation and leave again', async () => {
    const { call, codeOf, as, tokens, annId, bobId, shop } = await startShop();
    const { id } = shop;
    const owner = await as(annId);
    const invitation = await call('vendors.invite', { id, email: 'bob@example.org', role: 'manager' }, owner);
    const again = await call('vendors.invite', { id, email: 'bob@example.org', role: 'manager' }, owner);
    expect(again).toEqual(invitation);
    const token = tokens.make('invitation', 'acme', id, invitation.id);
    const foreign = tokens.make('invitation', 'acme', 'ven_other', invitation.id);
    expect(await codeOf('vendors.acceptInvitation', { id, token: foreign }, await as(bobId))).toBe('INVITATION_ENDED');
    expect(await codeOf('vendors.acceptInvitation', { id, token })).toBe('UNAUTHENTICATED');
    await call('vendors.acceptInvitation', { id, token }, await as(bobId));
    const manager = await as(bobId);
    expect(manager.caller.staff).toEqual({ [id]: 'manager' });
    expect(await codeOf('vendors.invite', { id, email: 'cid@example.org', role: 'owner' }, manager)).toBe(
      'ROLE_TOO_HIGH',
    );
    expect(await codeOf('vendors.removeStaff', { id, accountId: annId }, manager)).toBe('ROLE_TOO_HIGH');
    expect(await codeOf('vendors.removeStaff', { id, accountId: annId }, owner)).toBe('LAST_OWNER');
    await call('vendors.removeStaff', { id, accountId: bobId }, owner);
    expect((await as(bobId)).caller.staff).toEqual({});
    expect(await codeOf('vendors.staff', { id }, await as(bobId))).toBe('NOT_FOUND');
    expect(await call('vendors.staff', { id }, owner)).toEqual({
      members: [{ accountId: annId, role: 'owner', name: 'Ann' }],
      invitations: [],
    });
  });
  test('who were removed a moment ago can no longer decide, whatever their token says', async () => {
    const { call, codeOf, as, tokens, annId, bobId, shop } = await startShop();
    const { id } = shop;
    const owner = await as(annId);
    const invitation = await call('vendors.invite', { id, email: 'bob@example.org', role: 'owner' }, owner);
    const token = tokens.make('invitation', 'acme', id, invitation.id);
    await call('vendors.acceptInvitation', { id, token }, await as(bobId));
    const stale = await as(bobId);
    await call('vendors.removeStaff', { id, accountId: bobId }, owner);
    expect(await codeOf('vendors.invite', { id, email: 'cid@example.org', role: 'viewer' }, stale)).toBe(
      'ROLE_TOO_HIGH',
    );
  });
});
