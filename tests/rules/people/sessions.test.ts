import { describe, expect, test } from '@jest/globals';
import { ann, bob, internally, startPeople } from './people.given.ts';

describe('registering', () => {
  test('makes an account and a session, the same ones when it is tried again', async () => {
    const { call, codeOf } = await startPeople();
    const first = await call('customers.register', ann, { commandId: 'c1' });
    expect(first).toMatchObject({ generation: 1, account: { email: ann.email, name: 'Ann', roles: [] } });
    expect(await call('customers.register', ann, { commandId: 'c1' })).toEqual(first);
    expect(await codeOf('customers.register', { ...ann, password: 'another one' }, { commandId: 'c1' })).toBe(
      'COMMAND_DIFFERS',
    );
  });
  test('with a mail address that is taken is refused, also when two come at once', async () => {
    const { codeOf } = await startPeople();
    const codes = await Promise.all([codeOf('customers.register', ann), codeOf('customers.register', ann)]);
    expect(codes.sort()).toEqual(['MAIL_TAKEN', 'fine']);
    expect(await codeOf('customers.register', { ...ann, email: ' ANN@example.org' })).toBe('MAIL_TAKEN');
    expect(await codeOf('customers.register', ann, { tenantId: 'other' })).toBe('fine');
  });
});

describe('logging in', () => {
  test('answers alike for an unknown mail address and a wrong password', async () => {
    const { call } = await startPeople();
    await call('customers.register', ann);
    const wrong = await call('customers.logIn', { ...bob }).catch((error) => error);
    const unknown = await call('customers.logIn', { email: ann.email, password: 'guess' }).catch((error) => error);
    expect([wrong.class, wrong.type, wrong.message]).toEqual([unknown.class, unknown.type, unknown.message]);
    expect(wrong.type).toBe('LOGIN_FAILED');
    expect(wrong.class).toBe('Unauthenticated');
  });
  test('is stopped after ten failures, with the right password too', async () => {
    const { call, codeOf } = await startPeople();
    await call('customers.register', ann);
    for (let tries = 0; tries < 10; tries += 1) {
      expect(await codeOf('customers.logIn', { email: ann.email, password: 'guess' })).toBe('LOGIN_FAILED');
    }
    expect(await codeOf('customers.logIn', { email: ann.email, password: ann.password })).toBe('TOO_MANY_LOGINS');
  });
  test('in another tenant finds nobody', async () => {
    const { call, codeOf } = await startPeople();
    await call('customers.register', ann);
    const { name: _, ...login } = ann;
    expect(await codeOf('customers.logIn', login, { tenantId: 'other' })).toBe('LOGIN_FAILED');
  });
});

describe('a session', () => {
  test('goes on by its latest token, and a retry gets the same one', async () => {
    const { call } = await startPeople();
    const { sessionId } = await call('customers.register', ann);
    const second = await call('customers.refresh', { sessionId, generation: 1 }, { commandId: 'r1' });
    expect(second.generation).toBe(2);
    expect(await call('customers.refresh', { sessionId, generation: 1 }, { commandId: 'r1' })).toEqual(second);
    expect((await call('customers.refresh', { sessionId, generation: 2 })).generation).toBe(3);
  });
  test('ends for the thief and the robbed when a token comes twice', async () => {
    const { call, codeOf } = await startPeople();
    const { sessionId } = await call('customers.register', ann);
    const twice = [1, 1].map((generation) => codeOf('customers.refresh', { sessionId, generation }));
    expect((await Promise.all(twice)).sort()).toEqual(['SESSION_REUSED', 'fine']);
    expect(await codeOf('customers.refresh', { sessionId, generation: 2 })).toBe('SESSION_ENDED');
  });
  test('ends by logging out, and once its account changed the password', async () => {
    const { call, codeOf, as } = await startPeople();
    const { sessionId, account } = await call('customers.register', ann);
    const { name: _, ...login } = ann;
    const other = await call('customers.logIn', login);
    await call('customers.logOut', { sessionId });
    expect(await codeOf('customers.refresh', { sessionId, generation: 1 })).toBe('SESSION_ENDED');
    const change = { password: 'new password', currentPassword: ann.password };
    const me = await as(account.id);
    const changed = await call('customers.changeMe', change, { ...me, commandId: 'p1' });
    expect(await call('customers.changeMe', change, { ...me, commandId: 'p1' })).toEqual(changed);
    expect(await codeOf('customers.changeMe', change, me)).toBe('LOGIN_FAILED');
    expect(await codeOf('customers.refresh', { sessionId: other.sessionId, generation: 1 })).toBe('SESSION_ENDED');
    expect(await codeOf('customers.logIn', login)).toBe('LOGIN_FAILED');
    expect(await codeOf('customers.logIn', { ...login, password: 'new password' })).toBe('fine');
  });
});

describe('a forgotten password', () => {
  test('is reset once, by the token of the mail', async () => {
    const { call, codeOf, mailed, node, tokens } = await startPeople();
    const { account } = await call('customers.register', ann);
    expect(await call('customers.forgotPassword', { email: bob.email })).toEqual({});
    expect(await call('customers.forgotPassword', { email: ann.email })).toEqual({});
    await node.settled();
    expect(mailed).toMatchObject([{ email: ann.email, id: account.id }]);
    const [asked] = mailed;
    const resetId = asked?.type === 'resetAsked' ? asked.resetId : '';
    const token = tokens.make('passwordReset', 'acme', account.id, resetId);
    const reset = { token, password: 'new password' };
    expect(await codeOf('customers.resetPassword', reset, { tenantId: 'other' })).toBe('RESET_EXPIRED');
    expect(await codeOf('customers.resetPassword', reset, { commandId: 'c9' })).toBe('fine');
    expect(await codeOf('customers.resetPassword', reset, { commandId: 'c9' })).toBe('fine');
    expect(await codeOf('customers.resetPassword', reset)).toBe('RESET_EXPIRED');
    expect(await codeOf('customers.logIn', { email: ann.email, password: 'new password' })).toBe('fine');
  });
});

test('no password, no hash of one and no mail address stands in the journal', async () => {
  const { call, as, node, written } = await startPeople();
  const { account } = await call('customers.register', ann);
  const change = { password: 'new password', currentPassword: ann.password };
  await call('customers.changeMe', change, await as(account.id));
  await call('customers.logIn', { email: ann.email, password: 'new password' });
  await call('customers.forgotPassword', { email: ann.email });
  await node.settled();
  const journal = await written();
  expect(journal).toContain('passwordChanged');
  for (const secret of [ann.email, ann.password, 'new password', '"Ann"']) expect(journal).not.toContain(secret);
  const { passwordHash } = await call('customers.credentials', { id: account.id }, internally);
  expect(journal).not.toContain(passwordHash);
});
