import { describe, expect, test } from '@jest/globals';
import { ann, internally, operator, startPeople } from './people.given.ts';

const home = { name: 'Ann', line1: '1 Mill Lane', city: 'York', postcode: 'YO1', country: 'GB' };

describe('my account', () => {
  test('shows itself to me and to nobody without a log-in', async () => {
    const { call, codeOf, as } = await startPeople();
    const { account } = await call('customers.register', ann);
    expect(await call('customers.me', {}, await as(account.id))).toEqual(account);
    expect(await codeOf('customers.me', {})).toBe('UNAUTHENTICATED');
    expect(await codeOf('customers.account', { id: account.id })).toBe('NOT_FOUND');
    expect(await codeOf('customers.credentials', { id: account.id }, await as(account.id))).toBe('NOT_FOUND');
  });
  test('keeps my addresses', async () => {
    const { call, codeOf, as } = await startPeople();
    const me = await as((await call('customers.register', ann)).account.id);
    const saved = await call('customers.addAddress', home, me);
    expect(await call('customers.changeAddress', { id: saved.id, city: 'Leeds' }, me)).toEqual({
      ...saved,
      city: 'Leeds',
    });
    expect((await call('customers.addresses', {}, me)).items).toHaveLength(1);
    await call('customers.removeAddress', { id: saved.id }, me);
    expect(await codeOf('customers.removeAddress', { id: saved.id }, me)).toBe('UNKNOWN_ADDRESS');
    expect(await call('customers.addresses', {}, me)).toEqual({ items: [] });
  });
});

describe('the operator', () => {
  test('pages through the accounts of its own tenant and finds one by mail address', async () => {
    const { call, codeOf, node } = await startPeople();
    await call('customers.register', ann);
    await call('customers.register', { ...ann, email: 'cid@example.org' });
    await call('customers.register', { ...ann, email: 'eve@example.org' }, { tenantId: 'other' });
    await node.settled();
    const page = await call('customers.list', { limit: 1 }, operator);
    const next = await call('customers.list', { limit: 1, cursor: page.next ?? '' }, operator);
    expect([page.items[0]?.email, next.items[0]?.email].sort()).toEqual(['ann@example.org', 'cid@example.org']);
    expect((await call('customers.list', { email: ann.email }, operator)).items).toHaveLength(1);
    expect((await call('customers.list', { email: 'eve@example.org' }, operator)).items).toEqual([]);
    expect(await codeOf('customers.list', {})).toBe('UNAUTHENTICATED');
  });
});

describe('a person who is erased', () => {
  test('is gone everywhere, and the mail address is free', async () => {
    const { call, codeOf, as, node, vault } = await startPeople();
    const { account, sessionId } = await call('customers.register', ann);
    const me = await as(account.id);
    expect((await vault.find([`acme/${account.id}`]))[0]).toBeDefined();
    await call('customers.eraseMe', {}, { ...me, commandId: 'e1' });
    await node.settled();
    expect(await call('customers.eraseMe', {}, { ...me, commandId: 'e1' })).toEqual({});
    expect((await vault.find([`acme/${account.id}`]))[0]).toBeUndefined();
    expect(await codeOf('customers.refresh', { sessionId, generation: 1 })).toBe('SESSION_ENDED');
    expect(await codeOf('customers.me', {}, me)).toBe('NOT_FOUND');
    expect(await codeOf('customers.changeMe', { name: 'x' }, me)).toBe('UNKNOWN_ACCOUNT');
    expect((await call('customers.list', {}, operator)).items).toEqual([]);
    const again = await call('customers.register', ann);
    expect(again.account.id).not.toBe(account.id);
  });
  test('is erased by the operator of the same tenant alone', async () => {
    const { call, codeOf } = await startPeople();
    const { account } = await call('customers.register', ann);
    expect(await codeOf('customers.erase', { id: account.id })).toBe('UNAUTHENTICATED');
    expect(await codeOf('customers.erase', { id: account.id }, { ...operator, tenantId: 'other' })).toBe(
      'UNKNOWN_ACCOUNT',
    );
    expect(await codeOf('customers.erase', { id: account.id }, operator)).toBe('fine');
  });
});

describe('a tenant', () => {
  const platform = {
    tenantId: 'platform',
    caller: { kind: 'account', accountId: 'acc_p', roles: ['platform'], staff: {} },
  } as const;

  test('is made with its operator, who logs in there and changes its settings', async () => {
    const { call, codeOf, as, node } = await startPeople();
    const asked = { id: 'north', name: 'North', operator: { email: ann.email, password: ann.password } };
    const made = await call('tenants.create', asked, { ...platform, commandId: 't1' });
    expect(await call('tenants.create', asked, { ...platform, commandId: 't1' })).toEqual(made);
    expect(await codeOf('tenants.create', asked, platform)).toBe('TENANT_EXISTS');
    expect(await codeOf('tenants.create', { ...asked, id: 'platform' }, platform)).toBe('TENANT_RESERVED');
    const session = await call('customers.logIn', { email: ann.email, password: ann.password }, { tenantId: 'north' });
    expect(session.account.roles).toEqual(['operator']);
    const me = await as(session.account.id, 'north');
    expect(await call('tenants.changeOwn', { taxRate: 700 }, me)).toMatchObject({ id: 'north', taxRate: 700 });
    expect(await codeOf('tenants.change', { id: 'north', plan: 'enterprise' }, me)).toBe('FORBIDDEN');
    expect(await codeOf('tenants.list', {}, me)).toBe('FORBIDDEN');
    await node.settled();
    expect((await call('tenants.list', {}, platform)).items).toMatchObject([{ id: 'north', taxRate: 700 }]);
  });
  test('has terms for others, and none when there is no such tenant', async () => {
    const { call, codeOf } = await startPeople();
    await call('tenants.create', { id: 'north', name: 'North' }, platform);
    await call('tenants.change', { id: 'north', status: 'suspended' }, platform);
    expect((await call('tenants.terms', {}, { ...internally, tenantId: 'north' })).terms?.status).toBe('suspended');
    expect(await call('tenants.terms', {}, { ...internally, tenantId: 'south' })).toEqual({});
    expect(await codeOf('tenants.own', {}, { tenantId: 'south' })).toBe('NOT_FOUND');
    expect(await call('tenants.own', {}, { tenantId: 'north' })).not.toHaveProperty('commissionRate');
    expect(await codeOf('tenants.change', { id: 'south', status: 'active' }, platform)).toBe('UNKNOWN_TENANT');
    expect(await codeOf('tenants.get', { id: 'south' }, platform)).toBe('NOT_FOUND');
  });
  test('gives the role platform to nobody', async () => {
    const { codeOf } = await startPeople();
    const asked = { ...ann, roles: ['platform' as const] };
    expect(await codeOf('customers.provision', asked, { ...internally, tenantId: 'north' })).toBe('PLATFORM_ONLY');
    expect(await codeOf('customers.provision', asked, { ...internally, tenantId: 'platform' })).toBe('fine');
  });
  test('provides an account once for a mail address, with the roles it lacks', async () => {
    const { call } = await startPeople();
    const one = await call('customers.provision', { ...ann, roles: ['analyst'] }, internally);
    const both = await Promise.all([
      call('customers.provision', { ...ann, roles: ['operator'] }, internally),
      call('customers.provision', { ...ann, roles: ['ops'] }, internally),
    ]);
    expect(both.map(({ id }) => id)).toEqual([one.id, one.id]);
    const { roles } = await call('customers.account', { id: one.id }, internally);
    expect([...roles].sort()).toEqual(['analyst', 'operator', 'ops']);
  });
});
