import type { Tokens } from '../../actors/runtime/tokens.ts';
import type { World } from '../../actors/runtime/world.ts';
import type { Identify as SocketIdentify } from '../../realtime/parties.ts';
import type { SessionCookies } from '../browser/cookies.ts';
import type { Begun } from '../exchange.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Identify } from './identify.ts';

export type SocketIdentityKit = {
  readonly identify: Identify;
  readonly accessTokens: AccessTokens;
  readonly tokens: Tokens;
  readonly world: World;
  readonly cookies: SessionCookies;
};

/** A page of another origin may open a socket too, and the browser sends our cookies with it: they say nothing then. */
const isSameOrigin = (origin: string | undefined, host: string | undefined): boolean =>
  origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host;

/** The gateway's belief for sockets: a handshake is read as the headers of a request would be. */
export function createSocketIdentity(kit: SocketIdentityKit): SocketIdentify {
  const { identify, accessTokens, tokens, world, cookies } = kit;
  /** One that has ended is as good as none: the page renews it, and comes back. */
  const sessionOf = async (cookie: string | undefined): Promise<string | undefined> => {
    const { access } = cookies.read({ ...(cookie && { cookie }) });
    return access && (await accessTokens.verify(access)) ? access : undefined;
  };
  return {
    handshake: async ({ token: shown, tenant }, { host, origin, cookie }) => {
      const token = shown ?? (isSameOrigin(origin, host) ? await sessionOf(cookie) : undefined);
      const headers = {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(tenant && { 'souk-tenant': tenant }),
        ...(host && { host }),
      };
      const begun = { headers, seen: {}, traceId: world.randomId(), address: '' } as unknown as Begun;
      const { tenantId, caller, reread } = await identify.identify(begun);
      const claims = token ? await accessTokens.verify(token) : undefined;
      return { tenantId, caller, expiresAt: claims?.expiresAt ?? Number.POSITIVE_INFINITY, ...(reread && { reread }) };
    },
    guest: (tenantId, token) => {
      for (const kind of ['cart', 'order'] as const) {
        const [id] = tokens.open(kind, tenantId, token) ?? [];
        if (id) return { kind: 'anyone', roles: [], staff: {}, guestOf: `${kind}:${id}` };
      }
      return undefined;
    },
  };
}
