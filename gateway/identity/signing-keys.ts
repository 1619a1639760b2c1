import { generateKeyPairSync } from 'node:crypto';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { day } from '../../actors/runtime/time.ts';
import type { Vault } from '../../actors/runtime/vault/vault.ts';
import type { World } from '../../actors/runtime/world.ts';

/** A key signs for 30 days. The next one is published a period ahead and the last one stays a period longer. */
const keyPeriodMs = 30 * day;

export type SigningKey = {
  readonly id: string;
  readonly sign: CryptoKey;
  readonly verify: CryptoKey;
  readonly shown: JWK;
};

export type SigningKeys = {
  current(): Promise<SigningKey>;
  /** Undefined: no key that is in use. */
  find(id: string): Promise<SigningKey | undefined>;
  /** What others need to check our tokens (RFC 7517). */
  published(): Promise<{ readonly keys: readonly JWK[] }>;
};

/** Every node finds the same key of a period in the vault; whoever needs it first makes it. */
export function createSigningKeys(vault: Vault, world: World): SigningKeys {
  const keys = new Map<string, Promise<SigningKey>>();
  const keyOf = (id: string): Promise<SigningKey> => {
    const known = keys.get(id) ?? readKey(vault, id);
    keys.set(id, known);
    known.catch(() => keys.delete(id));
    return known;
  };
  const inUse = (): readonly string[] => {
    const period = Math.floor(world.now() / keyPeriodMs);
    const ids = [period, period - 1, period + 1].map((number) => `k${number}`);
    for (const id of keys.keys()) if (!ids.includes(id)) keys.delete(id);
    return ids;
  };
  return {
    current: () => keyOf(inUse()[0] as string),
    find: async (id) => (inUse().includes(id) ? keyOf(id) : undefined),
    published: async () => ({ keys: (await Promise.all(inUse().map(keyOf))).map((key) => key.shown) }),
  };
}

async function readKey(vault: Vault, id: string): Promise<SigningKey> {
  const secret = JSON.parse(await vault.secret(`signing-key/${id}`, makeKey)) as JWK;
  const { d: _, ...open } = secret;
  const shown = { ...open, kid: id, alg: 'EdDSA', use: 'sig' };
  const [sign, verify] = await Promise.all([importJWK(secret, 'EdDSA'), importJWK(shown, 'EdDSA')]);
  return { id, sign: sign as CryptoKey, verify: verify as CryptoKey, shown };
}

const makeKey = (): string => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
