import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { atMost } from '../../actors/runtime/at-most.ts';
import { minute, second } from '../../actors/runtime/time.ts';
import type { World } from '../../actors/runtime/world.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Who a token speaks for: an account of a tenant, in one session. */
export type Claims = {
  readonly accountId: string;
  readonly tenantId: string;
  readonly sessionId: string;
  readonly expiresAt: number;
};

export const accessTokenMs = 15 * minute;
const mostVerified = 20_000;
const longestToken = 2_000;
const issuer = 'souk';

export type AccessTokens = {
  make(accountId: string, tenantId: string, sessionId: string): Promise<string>;
  /** Undefined: forged, expired, or not ours. */
  verify(token: string): Claims | undefined | Promise<Claims | undefined>;
};

/** A token that was once verified is known by its text until it expires: a signature costs more than a request. */
export function createAccessTokens(keys: SigningKeys, world: World): AccessTokens {
  const verified = new LRUCache<string, Claims>(atMost(mostVerified));
  const check = async (token: string): Promise<Claims | undefined> => {
    const claims = token.length > longestToken ? undefined : await verify(keys, token, world);
    if (claims) verified.set(token, claims);
    return claims;
  };
  return {
    make: (accountId, tenantId, sessionId) => sign(keys, world, { accountId, tenantId, sessionId }),
    verify: (token) => {
      const known = verified.get(token);
      if (!known) return check(token);
      return known.expiresAt > world.now() ? known : undefined;
    },
  };
}

async function sign(keys: SigningKeys, world: World, claims: Omit<Claims, 'expiresAt'>): Promise<string> {
  const key = await keys.current();
  const now = Math.floor(world.now() / second);
  return new SignJWT({ tenant: claims.tenantId, sid: claims.sessionId })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.id })
    .setIssuer(issuer)
    .setSubject(claims.accountId)
    .setIssuedAt(now)
    .setExpirationTime(now + accessTokenMs / second)
    .sign(key.sign);
}

async function verify(keys: SigningKeys, token: string, world: World): Promise<Claims | undefined> {
  try {
    const { payload } = await jwtVerify(token, async ({ kid }) => keyNamed(keys, kid), {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer,
      currentDate: new Date(world.now()),
      requiredClaims: ['sub', 'exp', 'tenant', 'sid'],
    });
    const { sub, tenant, sid, exp } = payload;
    return {
      accountId: String(sub),
      tenantId: String(tenant),
      sessionId: String(sid),
      expiresAt: Number(exp) * second,
    };
  } catch (error) {
    if (isTokenProblem(error)) return undefined;
    throw error;
  }
}

async function keyNamed(keys: SigningKeys, kid: string | undefined) {
  const key = kid === undefined ? undefined : await keys.find(kid);
  if (!key) throw Object.assign(new Error('no such key'), { code: 'ERR_JWT_UNKNOWN_KEY' });
  return key.verify;
}

/** jose names all that is wrong with a token; anything else, as a vault that cannot be read, is not the caller's. */
const isTokenProblem = (error: unknown): boolean =>
  /^ERR_J(OSE|WT|WS|WK)/.test(String((error as { readonly code?: unknown } | undefined)?.code));
