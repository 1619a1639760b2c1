import type { World } from '../world.ts';

/** 32 bytes for AES-256-GCM. */
export type PersonKey = Uint8Array;

/** A person and what the vault has of them; without a key: they were forgotten. */
export type KeptPerson = { readonly person: string; readonly key?: PersonKey };

/** How many persons one call may name. */
export const maxPersons = 10_000;

/**
 * Keys of persons and secrets of the installation. It lies outside the journal and outside its backups, so that
 * forgetting a key erases a person from a log that is never rewritten. Every method rejects with `VaultUnavailable` when the engine cannot do its work now.
 */
export interface Vault {
  /** Makes a key for each person who has none; durable when it resolves. A forgotten person gets none: undefined. */
  ensure(persons: readonly string[]): Promise<(PersonKey | undefined)[]>;
  /** Undefined: never made, or forgotten. */
  find(persons: readonly string[]): Promise<(PersonKey | undefined)[]>;
  /** For good: the same person never gets a key again. */
  forget(person: string): Promise<void>;
  /** A secret of the installation under a name, made by `make` on first use (signing keys, token keys). */
  secret(name: string, make: () => string): Promise<string>;
  /** Every secret whose name begins so, for keys that rotate. */
  secrets(prefix: string): Promise<ReadonlyMap<string, string>>;
  /** Who is known after a name, in the order of names, the forgotten too: to copy a vault. */
  page(after: string, limit: number): Promise<readonly KeptPerson[]>;
  /** Takes them over from another vault, whatever was known of them here. */
  keep(persons: readonly KeptPerson[]): Promise<void>;
  keepSecret(name: string, secret: string): Promise<void>;
  close(): Promise<void>;
}

export class VaultUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the vault cannot be used now: ${reason}`, options);
    this.name = 'VaultUnavailable';
  }
}

export function checkPersons(persons: readonly string[]): void {
  if (persons.length > maxPersons) throw new RangeError(`${persons.length} persons, at most ${maxPersons}`);
}

export const keptPerson = (person: string, key: PersonKey | undefined | null): KeptPerson =>
  key ? { person, key: new Uint8Array(key) } : { person };

/** 256 random bits. */
export const newKey = (world: World): PersonKey =>
  new Uint8Array([...Buffer.from(world.randomId(), 'base64url'), ...Buffer.from(world.randomId(), 'base64url')]);
