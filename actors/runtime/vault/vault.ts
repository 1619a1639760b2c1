/** 32 bytes for AES-256-GCM. */
export type PersonKey = Uint8Array;

/**
 * Keys of persons and secrets of the installation. It lies outside the journal and outside its backups, so that
 * forgetting a key erases a person from a log that is never rewritten.
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
  close(): Promise<void>;
}
