import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Vault } from '../../actors/runtime/vault/vault.ts';

/** One place to keep keys in; every `open` finds what the one before has kept. */
export type VaultHarness = {
  readonly open: () => Vault;
  /** Makes the engine fail; the answer ends it. */
  readonly fail: () => () => void;
  readonly clean: () => Promise<void>;
};

const unavailable = { name: 'VaultUnavailable' };

export function vaultSuite(engine: string, harnessOf: () => VaultHarness): void {
  describe(`the vault in ${engine}`, () => {
    let harness: VaultHarness;
    let vault: Vault;

    beforeEach(() => {
      harness = harnessOf();
      vault = harness.open();
    });

    afterEach(async () => {
      await vault.close();
      await harness.clean();
    });

    const reopen = async (): Promise<void> => {
      await vault.close();
      vault = harness.open();
    };

    keyTests(() => vault, reopen);
    forgettingTests(() => vault, reopen);
    secretTests(() => vault, reopen);
    copyTests(() => vault, reopen);

    test('while the engine fails nothing is made, and afterwards all goes on', async () => {
      const [ann] = await vault.ensure(['acme/ann']);
      const recover = harness.fail();
      await expect(vault.ensure(['acme/bob'])).rejects.toMatchObject(unavailable);
      await expect(vault.forget('acme/ann')).rejects.toMatchObject(unavailable);
      await expect(vault.secret('signing', () => 's')).rejects.toMatchObject(unavailable);
      recover();
      expect(await vault.find(['acme/ann', 'acme/bob'])).toEqual([ann, undefined]);
      await vault.forget('acme/ann');
      expect(await vault.ensure(['acme/ann'])).toEqual([undefined]);
    });

    test('a vault that was closed is unavailable', async () => {
      await vault.close();
      await expect(vault.ensure(['acme/ann'])).rejects.toMatchObject(unavailable);
      await expect(vault.secrets('')).rejects.toMatchObject(unavailable);
    });
  });
}

function keyTests(vault: () => Vault, reopen: () => Promise<void>): void {
  test('a person gets one key of 256 bits, and keeps it', async () => {
    const [ann, bob, again] = await vault().ensure(['acme/ann', 'acme/bob', 'acme/ann']);
    expect(ann).toHaveLength(32);
    expect(again).toEqual(ann);
    expect(bob).not.toEqual(ann);
    expect(await vault().ensure(['acme/bob', 'acme/ann'])).toEqual([bob, ann]);
    await reopen();
    expect(await vault().find(['acme/ann', 'acme/bob'])).toEqual([ann, bob]);
  });

  test('finding makes no key', async () => {
    expect(await vault().find(['acme/ann'])).toEqual([undefined]);
    const [ann] = await vault().ensure(['acme/ann']);
    expect(await vault().find(['acme/eve', 'acme/ann'])).toEqual([undefined, ann]);
  });

  test('many who ask at once for the same persons get the same keys', async () => {
    const persons = Array.from({ length: 100 }, (_, number) => `acme/p${number % 10}`);
    const keys = (await Promise.all(persons.map((person) => vault().ensure([person])))).flat();
    keys.forEach((key, place) => {
      expect(key).toEqual(keys[place % 10]);
    });
    expect(new Set(keys.map((key) => Buffer.from(key ?? []).toString('hex'))).size).toBe(10);
  });

  test('a call names ten thousand persons at most', async () => {
    const persons = Array.from({ length: 10_001 }, (_, number) => `acme/p${number}`);
    await expect(vault().ensure(persons)).rejects.toThrow(RangeError);
    expect(await vault().ensure([])).toEqual([]);
  });
}

function forgettingTests(vault: () => Vault, reopen: () => Promise<void>): void {
  test('a forgotten person never gets a key again', async () => {
    await vault().ensure(['acme/ann']);
    await vault().forget('acme/ann');
    expect(await vault().find(['acme/ann'])).toEqual([undefined]);
    expect(await vault().ensure(['acme/ann'])).toEqual([undefined]);
    await reopen();
    expect(await vault().ensure(['acme/ann'])).toEqual([undefined]);
  });

  test('a person may be forgotten before there was a key, and twice', async () => {
    await vault().forget('acme/ann');
    await vault().forget('acme/ann');
    expect(await vault().ensure(['acme/ann', 'acme/bob'])).toMatchObject([undefined, expect.anything()]);
  });

  test('who asks while a person is being forgotten does not bring the key back', async () => {
    await Promise.all([vault().ensure(['acme/ann']), vault().forget('acme/ann'), vault().find(['acme/ann'])]);
    expect(await vault().find(['acme/ann'])).toEqual([undefined]);
    expect(await vault().ensure(['acme/ann'])).toEqual([undefined]);
  });
}

function secretTests(vault: () => Vault, reopen: () => Promise<void>): void {
  test('a secret is made once and kept', async () => {
    let made = 0;
    const make = () => {
      made += 1;
      return `secret ${made}`;
    };
    expect(await vault().secret('signing/1', make)).toBe('secret 1');
    expect(await vault().secret('signing/1', make)).toBe('secret 1');
    await reopen();
    expect(await vault().secret('signing/1', make)).toBe('secret 1');
    expect(await vault().secret('signing/2', make)).toBe('secret 2');
  });

  test('of two who make the same secret at once both get the one that is kept', async () => {
    const [one, two] = await Promise.all(['a', 'b'].map((secret) => vault().secret('signing', () => secret)));
    expect(one).toBe(two);
  });

  test('secrets are found by the beginning of their name, which is plain text', async () => {
    for (const name of ['keys/1', 'keys/2', 'keys%', 'other']) await vault().secret(name, () => `of ${name}`);
    expect([...(await vault().secrets('keys/'))]).toEqual([
      ['keys/1', 'of keys/1'],
      ['keys/2', 'of keys/2'],
    ]);
    expect([...(await vault().secrets('keys%')).keys()]).toEqual(['keys%']);
    expect([...(await vault().secrets('')).keys()]).toEqual(['keys%', 'keys/1', 'keys/2', 'other']);
  });
}

function copyTests(vault: () => Vault, reopen: () => Promise<void>): void {
  const someone = { person: 'acme/ann', key: new Uint8Array(32).fill(7) };
  const forgotten = { person: 'acme/bob' };

  test('all that is known of persons is read in pages, the forgotten too', async () => {
    const keys = await vault().ensure(['acme/c', 'acme/a', 'acme/b']);
    await vault().forget('acme/b');
    const pages = [await vault().page('', 2), await vault().page('acme/b', 2)];
    expect(pages).toEqual([
      [{ person: 'acme/a', key: keys[1] }, { person: 'acme/b' }],
      [{ person: 'acme/c', key: keys[0] }],
    ]);
  });

  test('what is taken over from another vault replaces what was known here', async () => {
    await vault().ensure(['acme/ann', 'acme/bob']);
    await vault().secret('signing', () => 'ours');
    await vault().keep([someone, forgotten]);
    await vault().keepSecret('signing', 'theirs');
    expect(await vault().find(['acme/ann', 'acme/bob'])).toEqual([someone.key, undefined]);
    await reopen();
    expect(await vault().page('', 10)).toEqual([someone, forgotten]);
    expect(await vault().ensure(['acme/bob'])).toEqual([undefined]);
    expect(await vault().secret('signing', () => 'new')).toBe('theirs');
  });
}
