import { chmodSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import { sqliteVault, vaultFile } from '../../actors/runtime/vault/sqlite.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { lockedBy, temporary } from './sqlite.given.ts';
import { type VaultHarness, vaultSuite } from './vault.suite.ts';

// Threads, processes and a disk that others use too.
jest.setTimeout(60_000);

function memoryHarness(): VaultHarness {
  const safe = emptySafe();
  let fault: string | undefined;
  return {
    open: () => memoryVault(realWorld, safe, () => fault),
    fail: () => {
      fault = 'a test says so';
      return () => {
        fault = undefined;
      };
    },
    clean: async () => {},
  };
}

function sqliteHarness(): VaultHarness {
  const directory = temporary('vault');
  return {
    open: () => sqliteVault(directory),
    fail: () => lockedBy(directory, 'vault.sqlite'),
    clean: async () => rmSync(directory, { recursive: true }),
  };
}

vaultSuite('memory', memoryHarness);
vaultSuite('sqlite', sqliteHarness);

describe("the vault's file", () => {
  let directory: string;

  beforeEach(() => {
    directory = temporary('vault');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  test('is for its owner alone, also after someone restored it with a wider mode', async () => {
    const vault = sqliteVault(directory);
    await vault.ensure(['acme/ann']);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
    await vault.close();
    chmodSync(vaultFile(directory), 0o644);
    const again = sqliteVault(directory);
    await again.find(['acme/ann']);
    expect(statSync(vaultFile(directory)).mode & 0o777).toBe(0o600);
    await again.close();
  });

  test('holds no trace of a forgotten key, while the vault is open', async () => {
    const vault = sqliteVault(directory);
    const persons = Array.from({ length: 300 }, (_, number) => `acme/p${number}`);
    const keys = await vault.ensure(persons);
    const key = Buffer.from(keys[150] ?? []);
    const holders = () => readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(key));
    expect(holders()).not.toEqual([]);
    await vault.forget('acme/p150');
    expect(holders()).toEqual([]);
    await vault.close();
  });

  test('that was cut short is refused by its name: a new one would forget everyone', async () => {
    const vault = sqliteVault(directory);
    await vault.ensure(['acme/ann']);
    await vault.close();
    truncateSync(vaultFile(directory), 0);
    const again = sqliteVault(directory);
    await expect(again.ensure(['acme/ann'])).rejects.toThrow(`${vaultFile(directory)} is empty: it was cut short`);
    await again.close();
  });
});
