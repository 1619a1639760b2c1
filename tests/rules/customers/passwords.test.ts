import { describe, expect, test } from '@jest/globals';
import { argon2Passwords, nobodysHash, saltFrom } from '../../../actors/customers/passwords.adapter.ts';

const passwords = argon2Passwords();

describe('a password', () => {
  test('is kept as argon2id and proves itself', async () => {
    const hash = await passwords.hash('correct horse', saltFrom('acme', 'command1', 'acc_1'));
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(hash, 'correct horse')).toBe(true);
    expect(await passwords.verify(hash, 'wrong horse')).toBe(false);
  });
  test('has one hash for one command and another for the next', async () => {
    const hash = (command: string) => passwords.hash('correct horse', saltFrom('acme', command, 'acc_1'));
    const [first, again, other] = await Promise.all([hash('command1'), hash('command1'), hash('command2')]);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
  test('is the same on every keyboard', async () => {
    const hash = await passwords.hash('caf\u00e9 au lait', saltFrom('acme'));
    expect(await passwords.verify(hash, 'cafe\u0301 au lait')).toBe(true);
  });
  test('that nobody has proves nothing', async () => {
    expect(await passwords.verify(nobodysHash, '')).toBe(false);
    expect(await passwords.verify('!', '!')).toBe(false);
  });
});

test('only so many are hashed at once and only so many wait', async () => {
  const busy = argon2Passwords(1, 1);
  const asked = Array.from({ length: 4 }, () => busy.verify(nobodysHash, 'x').catch(({ type }) => type));
  expect(await Promise.all(asked)).toEqual([false, false, 'TOO_MANY_LOGINS', 'TOO_MANY_LOGINS']);
  expect(await busy.verify(nobodysHash, 'x')).toBe(false);
});
