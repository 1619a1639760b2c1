import type { IncomingHttpHeaders } from 'node:http';
import type { Session } from '../../actors/customers/contract.ts';
import { anyone } from '../../actors/runtime/caller.ts';
import { toSoukError } from '../../actors/runtime/errors.ts';
import { digestId } from '../../actors/runtime/ids.ts';
import { minute, second } from '../../actors/runtime/time.ts';
import { createBriefCache } from '../brief-cache.ts';
import type { Begun } from '../exchange.ts';
import { openRefreshToken, showSession } from '../identity/sessions.ts';
import type { RouteKit } from '../routes/kit.ts';
import type { SessionCookies, SessionTokens } from './cookies.ts';

/** A cookie counts only where the request comes from a page of this very origin: no other can send `Souk-Browser`. */
export function isFromOurPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return headers['souk-browser'] !== undefined && (site === undefined || site === 'same-origin');
}

/** A request with the session of its cookies, and the cookies that its answer has to set. */
export type Opened = { readonly begun: Begun; readonly setCookies: readonly string[] };

export type BrowserSessions = { open(begun: Begun): Promise<Opened> };

/** Requests of one page come together: all of them get what the first was given. */
const remembered = { ageMs: 30 * second, most: 10_000 };

/**
 * Turns the cookies of a browser into the access token that everything behind the door knows, and renews it unasked. A
 * session that has ended leaves a visitor without cookies.
 */
export function createBrowserSessions(kit: RouteKit, cookies: SessionCookies): BrowserSessions {
  const renewed = createBriefCache<SessionTokens>(kit.world, remembered);
  const renew = async (begun: Begun, refresh: string): Promise<Opened> => {
    try {
      const tokens = await renewed.get(refresh, () => askForTokens(kit, begun, refresh));
      return { begun: bearing(begun, tokens.accessToken), setCookies: cookies.write(tokens) };
    } catch (error) {
      if (!isOver(error)) throw error;
      return { begun, setCookies: cookies.clear() };
    }
  };
  return {
    open: async (begun) => {
      const { headers } = begun;
      if (headers.cookie === undefined || headers.authorization !== undefined || !isFromOurPage(headers))
        return { begun, setCookies: [] };
      const { access, refresh } = cookies.read(headers);
      if (access && (await kit.accessTokens.verify(access))) return { begun: bearing(begun, access), setCookies: [] };
      return refresh ? renew(begun, refresh) : { begun, setCookies: [] };
    },
  };
}

const bearing = (begun: Begun, token: string): Begun => ({
  ...begun,
  headers: { ...begun.headers, authorization: `Bearer ${token}` },
});

/** Ended, used before, or never ours. */
const isOver = (error: unknown): boolean =>
  ['Unauthenticated', 'Rejected', 'NotFound', 'Invalid'].includes(toSoukError(error).class);

/** Gateways that are asked with the same token within a minute ask the same command, and get one answer. */
async function askForTokens(kit: RouteKit, begun: Begun, refresh: string): Promise<SessionTokens> {
  const { tenantId } = await kit.identify.identify(begun);
  const params = openRefreshToken(refresh, tenantId, kit.tokens);
  const commandId = digestId(JSON.stringify(['renew', tenantId, refresh, Math.floor(kit.world.now() / minute)]));
  const about = { tenantId, caller: anyone, commandId, traceId: begun.traceId, deadlineMs: kit.requestTimeoutMs };
  const session = (await kit.ask('customers.refresh', params, about)) as Session;
  return showSession(session, tenantId, kit.tokens, kit.accessTokens);
}
