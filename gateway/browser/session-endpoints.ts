import type { Account } from '../../actors/customers/contract.ts';
import { anyone, type Caller } from '../../actors/runtime/caller.ts';
import { runtimeError } from '../../actors/runtime/errors.ts';
import type { CallHeaders } from '../../actors/runtime/headers.ts';
import { type Answer, jsonAnswer } from '../answer.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Exchange } from '../exchange.ts';
import type { RouteKit } from '../routes/kit.ts';
import type { Route } from '../routes/routes.ts';
import { serveRoute } from '../routes/serve-route.ts';
import { type SessionCookies, type SessionTokens, settingCookies } from './cookies.ts';
import { isFromOurPage } from './session.ts';

/** A login that everybody may try, where the shop is a demo. */
export type TryIt = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly string[];
};

export type TryItOf = (tenantId: string) => readonly TryIt[];

type SessionKit = {
  readonly kit: RouteKit;
  readonly routes: readonly Route[];
  readonly cookies: SessionCookies;
  readonly tryIt: TryItOf;
};

const noStore = { 'Cache-Control': 'no-store' };
const path = '/session';

/** The session of a browser: it begins and ends here, and its tokens never come into a page. */
export const sessionEndpoints = (kit: SessionKit): readonly Endpoint[] => [
  { method: 'GET', path, answer: (exchange) => show(kit, exchange) },
  { method: 'POST', path, answer: (exchange) => begin(kit, 'customers.logIn', exchange) },
  { method: 'POST', path: `${path}/register`, answer: (exchange) => begin(kit, 'customers.register', exchange) },
  { method: 'DELETE', path, answer: (exchange) => end(kit, exchange) },
];

/** `account` is missing for a visitor. */
async function show({ kit, tryIt }: SessionKit, exchange: Exchange): Promise<Answer> {
  const { tenantId, caller } = await kit.identify.identify(exchange);
  const tried = tryIt(tenantId);
  const ask = () => kit.ask('customers.me', {}, aboutOf(kit, exchange, tenantId, caller));
  const account = caller.kind === 'account' ? { account: await ask() } : {};
  return jsonAnswer(200, { ...account, ...(tried.length > 0 && { tryIt: tried }) }, noStore);
}

async function begin({ kit, routes, cookies }: SessionKit, action: string, exchange: Exchange): Promise<Answer> {
  if (!isFromOurPage(exchange.headers)) throw runtimeError('FORBIDDEN');
  const route = routes.find((one) => one.action === action) as Route;
  const answer = await serveRoute(kit, route, undefined, exchange);
  if (answer.status >= 300 || !answer.body) return answer;
  const { account, ...tokens } = JSON.parse(answer.body.toString()) as SessionTokens & { account: Account };
  return settingCookies(jsonAnswer(answer.status, { account }, noStore), cookies.write(tokens));
}

/** A session that was renewed on the way here has the same id in both of its tokens. */
async function end({ kit, cookies }: SessionKit, exchange: Exchange): Promise<Answer> {
  if (!isFromOurPage(exchange.headers)) throw runtimeError('FORBIDDEN');
  const { refresh = '' } = cookies.read(exchange.headers);
  const { tenantId } = await kit.identify.identify(exchange);
  const [sessionId] = kit.tokens.open('refresh', tenantId, refresh) ?? [];
  if (sessionId !== undefined)
    await kit.ask('customers.logOut', { sessionId }, aboutOf(kit, exchange, tenantId, anyone));
  return settingCookies(jsonAnswer(200, {}, noStore), cookies.clear());
}

const aboutOf = (kit: RouteKit, { traceId }: Exchange, tenantId: string, caller: Caller): CallHeaders => ({
  tenantId,
  caller,
  commandId: kit.world.randomId(),
  traceId,
  deadlineMs: kit.requestTimeoutMs,
});
