import { join } from 'node:path';
import { cutShort } from '../sqlite/cut-short.ts';
import { reasonOf } from '../sqlite/trouble.ts';
import { startThread, type Thread } from '../thread.ts';
import { KnownKeys } from './known-keys.ts';
import type { VaultFile, VaultMethods } from './sqlite.worker.ts';
import { checkPersons, type KeptPerson, type PersonKey, type Vault, VaultUnavailable } from './vault.ts';

export const vaultFile = (directory: string): string => join(directory, 'vault.sqlite');

/**
 * The vault in a file of its own, readable by its owner alone, with a thread of its own. `readOnly`: for a look from
 * outside, while another process uses it.
 */
export const sqliteVault = (directory: string, readOnly = false): Vault =>
  new SqliteVault(vaultFile(directory), readOnly);

class SqliteVault implements Vault {
  readonly #thread: Thread<VaultMethods>;
  readonly #known = new KnownKeys();

  constructor(file: string, readOnly: boolean) {
    const entry = new URL('./sqlite.worker.ts', import.meta.url);
    // Of a file that somebody writes meanwhile nobody can say whether it was cut.
    const cut = readOnly ? undefined : cutShort(file);
    this.#thread = startThread<VaultMethods>(entry, { file, cut, readOnly } satisfies VaultFile);
  }

  ensure(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    return this.#keys(persons, 'ensure');
  }

  find(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    return this.#keys(persons, 'find');
  }

  async #keys(persons: readonly string[], ask: 'ensure' | 'find'): Promise<(PersonKey | undefined)[]> {
    checkPersons(persons);
    return this.#known.of(persons, (unknown) => told(this.#thread.call(ask, unknown)));
  }

  forget(person: string): Promise<void> {
    return this.#known.forget(person, () => told(this.#thread.call('forget', person)));
  }

  async secret(name: string, make: () => string): Promise<string> {
    const found = await told(this.#thread.call('secret', name, undefined));
    return found ?? ((await told(this.#thread.call('secret', name, make()))) as string);
  }

  secrets(prefix: string): Promise<ReadonlyMap<string, string>> {
    return told(this.#thread.call('secrets', prefix));
  }

  page(after: string, limit: number): Promise<readonly KeptPerson[]> {
    return told(this.#thread.call('page', after, limit));
  }

  async keep(persons: readonly KeptPerson[]): Promise<void> {
    checkPersons(persons.map(({ person }) => person));
    await told(this.#thread.call('keep', persons));
    this.#known.clear();
  }

  keepSecret(name: string, secret: string): Promise<void> {
    return told(this.#thread.call('keepSecret', name, secret));
  }

  close(): Promise<void> {
    this.#known.clear();
    return this.#thread.close();
  }
}

async function told<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const reason = reasonOf(error);
    throw reason ? new VaultUnavailable(reason, { cause: error }) : error;
  }
}
