import type { Account } from '../../../actors/customers/contract.ts';
import type { ParamsOf, ResultOf } from '../../../actors/registry.ts';
import { Problem } from './problem.ts';
import { planRequest, retryAfterMsOf } from './request.ts';
import { type AskedName, routeOf } from './routes.ts';
import { chosenTenant } from './tenant.ts';

/** What HTTP gives besides an action's result: the secret of a guest's cart or order. */
type Also = {
  'carts.create': { readonly token?: string };
  'orders.checkout': { readonly token?: string };
};
export type BodyOf<Name extends AskedName> = ResultOf<Name> & (Name extends keyof Also ? Also[Name] : unknown);

export type AskOptions = {
  /** A guest's secret of the cart or order that is asked for. */
  readonly token?: string | undefined;
  /** Names a change: the same one with every retry has one effect. */
  readonly key?: string;
  readonly signal?: AbortSignal;
};

const timeoutMs = 30_000;

/** Asks an action of Souk, as the one that is signed in. Throws a `Problem`. */
export async function ask<Name extends AskedName>(
  name: Name,
  params: ParamsOf<Name>,
  { token, key, signal }: AskOptions = {},
): Promise<BodyOf<Name>> {
  const { method, path, body } = planRequest(routeOf(name), params);
  const fields = {
    ...(token && { 'Souk-Token': token }),
    ...(method !== 'GET' && { 'Idempotency-Key': key ?? newKey() }),
  };
  return (await send(method, path, { fields, ...(body && { body }), ...(signal && { signal }) })) as BodyOf<Name>;
}

export type SessionState = {
  readonly account?: Account;
  readonly tryIt?: readonly {
    readonly email: string;
    readonly password: string;
    readonly name: string;
    readonly roles: readonly string[];
  }[];
};

/** Who is signed in; asking renews a session whose token has run out. */
export const askSession = (): Promise<SessionState> => send('GET', '/session') as Promise<SessionState>;

export const signIn = (email: string, password: string): Promise<SessionState> =>
  send('POST', '/session', { body: JSON.stringify({ email, password }) }) as Promise<SessionState>;

export const register = (person: { email: string; password: string; name: string }): Promise<SessionState> =>
  send('POST', '/session/register', { body: JSON.stringify(person) }) as Promise<SessionState>;

export const signOut = (): Promise<unknown> => send('DELETE', '/session');

/** A name for one change; browsers give `randomUUID` to pages over HTTPS alone. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Sent = {
  readonly fields?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
};

/** One request of our own origin and its answer, read as JSON. */
export async function send(method: string, path: string, sent: Sent = {}): Promise<unknown> {
  const response = await request(method, path, sent);
  return response.status === 204 ? {} : response.json().catch(() => ({}));
}

/** `Souk-Browser` lets the cookies of the session count. Throws a `Problem` for whatever is no success. */
export async function request(method: string, path: string, { fields, body, signal }: Sent): Promise<Response> {
  const tenant = chosenTenant();
  const deadline = AbortSignal.timeout(timeoutMs);
  const headers = {
    Accept: 'application/json',
    'Souk-Browser': '1',
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(tenant && { 'Souk-Tenant': tenant }),
    ...fields,
  };
  const response = await fetch(path, {
    method,
    headers,
    ...(body !== undefined && { body }),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem(0, {}, 1_000);
  });
  if (response.ok) return response;
  const answer: unknown = await response.json().catch(() => ({}));
  throw new Problem(response.status, answer as object, retryAfterMsOf(response.headers.get('Retry-After')));
}
