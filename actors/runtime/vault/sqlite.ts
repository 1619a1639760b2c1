import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { cutShort } from '../sqlite/cut-short.ts';
import { reasonOf } from '../sqlite/trouble.ts';
import { startThread, type Thread } from '../thread.ts';
import type { VaultFile, VaultMethods } from './sqlite.worker.ts';
import { checkPersons, type PersonKey, type Vault, VaultUnavailable } from './vault.ts';

export const vaultFile = (directory: string): string => join(directory, 'vault.sqlite');

/** The vault in a file of its own, readable by its owner alone, with a thread of its own. */
export const sqliteVault = (directory: string): Vault => new SqliteVault(vaultFile(directory));

const keysInMemory = 50_000;
const forgotten = 'forgotten';

class SqliteVault implements Vault {
  readonly #thread: Thread<VaultMethods>;
  /** Most persons of a moment are known: their keys cost no hop to the thread. */
  readonly #known = new LRUCache<string, PersonKey | typeof forgotten>(atMost(keysInMemory));

  constructor(file: string) {
    const entry = new URL('./sqlite.worker.ts', import.meta.url);
    this.#thread = startThread<VaultMethods>(entry, { file, cut: cutShort(file) } satisfies VaultFile);
  }

  ensure(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    return this.#keys(persons, 'ensure');
  }

  find(persons: readonly string[]): Promise<(PersonKey | undefined)[]> {
    return this.#keys(persons, 'find');
  }

  async #keys(persons: readonly string[], ask: 'ensure' | 'find'): Promise<(PersonKey | undefined)[]> {
    checkPersons(persons);
    const found = new Map(persons.map((person) => [person, this.#known.get(person)]));
    const unknown = [...found.keys()].filter((person) => found.get(person) === undefined);
    const keys = unknown.length > 0 ? await told(this.#thread.call(ask, unknown)) : [];
    unknown.forEach((person, place) => {
      found.set(person, this.#remember(person, keys[place]));
    });
    return persons.map((person) => keyOf(found.get(person)));
  }

  /** A person who was forgotten while we asked stays forgotten. */
  #remember(person: string, key: PersonKey | undefined): PersonKey | typeof forgotten | undefined {
    if (this.#known.get(person) === forgotten) return forgotten;
    if (key) this.#known.set(person, key);
    return key;
  }

  async forget(person: string): Promise<void> {
    this.#known.set(person, forgotten);
    try {
      await told(this.#thread.call('forget', person));
    } catch (error) {
      this.#known.delete(person);
      throw error;
    }
  }

  async secret(name: string, make: () => string): Promise<string> {
    const found = await told(this.#thread.call('secret', name, undefined));
    return found ?? ((await told(this.#thread.call('secret', name, make()))) as string);
  }

  secrets(prefix: string): Promise<ReadonlyMap<string, string>> {
    return told(this.#thread.call('secrets', prefix));
  }

  close(): Promise<void> {
    this.#known.clear();
    return this.#thread.close();
  }
}

const keyOf = (known: PersonKey | typeof forgotten | undefined): PersonKey | undefined =>
  known === forgotten ? undefined : known;

async function told<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const reason = reasonOf(error);
    throw reason ? new VaultUnavailable(reason, { cause: error }) : error;
  }
}
