import type { Tokens } from '../../actors/runtime/tokens.ts';
import type { World } from '../../actors/runtime/world.ts';
import type { Identify as SocketIdentify } from '../../realtime/parties.ts';
import type { Begun } from '../exchange.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Identify } from './identify.ts';

export type SocketIdentityKit = {
  readonly identify: Identify;
  readonly accessTokens: AccessTokens;
  readonly tokens: Tokens;
  readonly world: World;
};

/** The gateway's belief for sockets: a handshake is read as the headers of a request would be. */
export function createSocketIdentity({ identify, accessTokens, tokens, world }: SocketIdentityKit): SocketIdentify {
  return {
    handshake: async ({ token, tenant }, host) => {
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
