import { realWorld } from '../actors/runtime/world.ts';
import { createAsk, createAskInternally } from '../gateway/ask.ts';
import { createSessionCookies } from '../gateway/browser/cookies.ts';
import { createAccessTokens } from '../gateway/identity/access-tokens.ts';
import { createIdentify } from '../gateway/identity/identify.ts';
import { createSigningKeys } from '../gateway/identity/signing-keys.ts';
import { createSocketIdentity } from '../gateway/identity/socket-identity.ts';
import type { Identify } from '../realtime/parties.ts';
import type { Settings } from '../settings.ts';
import type { Souk } from './souk.ts';

/** Who opens a socket, told by what the gateway believes too. */
export function socketIdentity({ engines, tokens, transport }: Souk, settings: Settings): Identify {
  const accessTokens = createAccessTokens(createSigningKeys(engines.vault, realWorld), realWorld);
  const askInternally = createAskInternally(createAsk(transport), realWorld);
  const { hostname } = new URL(settings.PUBLIC_URL);
  const addressing = { baseDomain: hostname, defaultTenant: settings.DEFAULT_TENANT };
  const identify = createIdentify({ askInternally, accessTokens, tokens, world: realWorld, addressing });
  const cookies = createSessionCookies(settings.PUBLIC_URL);
  return createSocketIdentity({ identify, accessTokens, tokens, world: realWorld, cookies });
}
