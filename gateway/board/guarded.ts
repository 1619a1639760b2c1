import { notFound } from '../../actors/runtime/errors.ts';
import { type Answer, emptyAnswer } from '../answer.ts';
import { type SessionCookies, settingCookies } from '../browser/cookies.ts';
import { createBrowserSessions } from '../browser/session.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Exchange } from '../exchange.ts';
import type { RouteKit } from '../routes/kit.ts';

const platform = 'platform';
const roles: ReadonlySet<string> = new Set(['ops', 'platform']);
const signIn = '/console/sign-in?tenant=platform';

/** From a page of this origin, or an address that a person typed or followed here: no other site's page asks anything. */
const isOurs = ({ headers }: Exchange): boolean =>
  [undefined, 'same-origin', 'none'].includes(headers['sec-fetch-site'] as string | undefined);

async function isOfPlatform({ identify }: RouteKit, exchange: Exchange): Promise<boolean> {
  const { tenantId, caller } = await identify.identify(exchange);
  return tenantId === platform && caller.roles.some((role) => roles.has(role));
}

/**
 * Lets people of the platform in by the session of their browser, for pages that are not ours and say nothing of who asks.
 * To others there is no such page; at `entry` they are sent to sign in.
 */
export function guardedForPlatform(kit: RouteKit, cookies: SessionCookies, entry: string) {
  const sessions = createBrowserSessions(kit, cookies);
  return ({ answer, ...endpoint }: Endpoint): Endpoint => ({
    ...endpoint,
    answer: async (exchange): Promise<Answer> => {
      const headers = { ...exchange.headers, 'souk-browser': '1', 'sec-fetch-site': 'same-origin' };
      const { begun, setCookies } = isOurs(exchange)
        ? await sessions.open({ ...exchange, headers })
        : { begun: exchange, setCookies: [] };
      const asked = { ...begun, params: exchange.params };
      if (begun.headers.authorization !== undefined && (await isOfPlatform(kit, asked)))
        return settingCookies(await answer(asked), setCookies);
      if (exchange.path === entry)
        return settingCookies(emptyAnswer(303, { Location: signIn, 'Cache-Control': 'no-store' }), setCookies);
      throw notFound('path');
    },
  });
}
