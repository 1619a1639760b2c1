import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { idPattern } from '../../actors/runtime/ids.ts';
import type { TokenKind, Tokens } from '../../actors/runtime/tokens.ts';
import type { Vault } from '../../actors/runtime/vault/vault.ts';
import type { World } from '../../actors/runtime/world.ts';

const macBytes = 24;
const longestToken = 1_000;

/** Tokens are the ids they open, with a proof: `cart_1.<proof>`. Nothing about them is stored but one secret. */
export async function createTokens(vault: Vault, world: World): Promise<Tokens> {
  const secret = await vault.secret('token-key', () => world.randomId() + world.randomId());
  const key = createSecretKey(secret, 'utf8');
  const proofOf = (kind: TokenKind, tenantId: string, ids: readonly string[]): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, tenantId, ...ids]))
      .digest()
      .subarray(0, macBytes)
      .toString('base64url');
  return {
    make: (kind, tenantId, ...ids) => {
      if (!ids.every((id) => idPattern.test(id))) throw new TypeError('a token is made of ids');
      return [...ids, proofOf(kind, tenantId, ids)].join('.');
    },
    open: (kind, tenantId, token) => {
      if (token.length > longestToken) return undefined;
      const ids = token.split('.');
      const proof = ids.pop() ?? '';
      return isEqual(proof, proofOf(kind, tenantId, ids)) ? ids : undefined;
    },
  };
}

function isEqual(given: string, right: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(right);
  return one.length === other.length && timingSafeEqual(one, other);
}
