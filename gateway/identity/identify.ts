import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from '../../actors/customers/contract.ts';
import type { Caller } from '../../actors/runtime/caller.ts';
import { runtimeError, toSoukError } from '../../actors/runtime/errors.ts';
import type { Tokens } from '../../actors/runtime/tokens.ts';
import type { World } from '../../actors/runtime/world.ts';
import type { TenantTerms } from '../../actors/tenants/contract.ts';
import type { AskInternally } from '../ask.ts';
import { createBriefCache } from '../brief-cache.ts';
import { gatewayError } from '../codes.ts';
import { type Begun, headerOf } from '../exchange.ts';
import type { AccessTokens, Claims } from './access-tokens.ts';
import { createDirectory } from './directory.ts';
import { Guests } from './guests.ts';
import { type Addressing, believeTenant } from './tenant.ts';

/** Who asks, and in which tenant. */
export type Identity = {
  readonly tenantId: string;
  readonly caller: Caller;
  /** Whose idempotency keys these are: an account, the holder of a guest's secret, or an address. */
  readonly scope: string;
  /** Reads the account anew, for a caller who was refused by what we remembered. */
  readonly reread?: () => Promise<Caller>;
};

export type Identify = {
  identify(exchange: Begun): Promise<Identity>;
  /** For a provider, who names the tenant in the path; it may speak of orders in a suspended one too. */
  addressed(exchange: Begun, tenantId: string): Promise<string>;
  /** The tenant of a visitor who shows no token, if it is known by now to be active. */
  visited(headers: IncomingHttpHeaders): string | undefined;
  /** What is remembered of a tenant's plan. */
  termsOf(tenantId: string): TenantTerms | undefined;
};

export type IdentifyKit = {
  readonly askInternally: AskInternally;
  readonly accessTokens: AccessTokens;
  readonly tokens: Tokens;
  readonly world: World;
  readonly addressing: Addressing;
};

const remembered = { ageMs: 1_000, most: 20_000 };

/** Roles are not in the token: the account is read again for each request, or was within the last second. */
export function createIdentify(kit: IdentifyKit): Identify {
  const directory = createDirectory(kit.askInternally, kit.world);
  const accounts = createBriefCache<Caller>(kit.world, remembered);
  const guests = new Guests(kit.tokens);
  return {
    identify: async (exchange) => {
      const claims = await claimsOf(exchange, kit.accessTokens);
      const tenantId = tenantOf(exchange, kit.addressing, claims);
      exchange.seen.tenantId = tenantId;
      const terms = await directory.known(tenantId, exchange.traceId);
      if (terms?.status === 'suspended') throw gatewayError('TENANT_SUSPENDED');
      const guest = guests.find(tenantId, headerOf(exchange.headers, 'souk-token'));
      if (!claims) return visitor(tenantId, guest, exchange.address);
      const key = `${tenantId} ${claims.accountId}`;
      const load = () => readCaller(kit.askInternally, claims, exchange.traceId);
      const reread = (): Promise<Caller> => {
        accounts.drop(key);
        return Promise.resolve(accounts.get(key, load)).then((caller) => together(caller, guest));
      };
      const caller = together(await accounts.get(key, load), guest);
      return { tenantId, caller, scope: claims.accountId, reread };
    },
    addressed: async (exchange, named) => {
      const { host } = exchange.headers;
      const tenantId = believeTenant({ token: named, host, header: undefined }, kit.addressing);
      await directory.known(tenantId, exchange.traceId);
      return tenantId;
    },
    visited: (headers) => {
      const tenantId = visitedTenant(headers, kit.addressing);
      return tenantId !== undefined && directory.peek(tenantId)?.status === 'active' ? tenantId : undefined;
    },
    termsOf: directory.peek,
  };
}

async function claimsOf({ headers }: Begun, accessTokens: AccessTokens): Promise<Claims | undefined> {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const token = /^Bearer +([^ ]+)$/i.exec(authorization)?.[1];
  const claims = token === undefined ? undefined : await accessTokens.verify(token);
  if (!claims) throw runtimeError('UNAUTHENTICATED');
  return claims;
}

const tenantOf = ({ headers }: Begun, addressing: Addressing, claims: Claims | undefined): string =>
  believeTenant({ token: claims?.tenantId, host: headers.host, header: headerOf(headers, 'souk-tenant') }, addressing);

function visitedTenant(headers: IncomingHttpHeaders, addressing: Addressing): string | undefined {
  try {
    return believeTenant({ host: headers.host, header: headerOf(headers, 'souk-tenant') }, addressing);
  } catch {
    return undefined;
  }
}

/** An account that shows the secret of a cart too: it may take that cart home. */
const together = (caller: Caller, guest: Caller): Caller =>
  guest.guestOf === undefined ? caller : { ...caller, guestOf: guest.guestOf };

const visitor = (tenantId: string, guest: Caller, address: string): Identity => ({
  tenantId,
  caller: guest,
  scope: guest.guestOf ?? `at ${address}`,
});

/** An account that is gone has no session either. */
async function readCaller(ask: AskInternally, { tenantId, accountId }: Claims, traceId: string): Promise<Caller> {
  try {
    return callerOf(await ask(tenantId, 'customers.account', { id: accountId }, traceId));
  } catch (error) {
    throw toSoukError(error).class === 'NotFound' ? runtimeError('UNAUTHENTICATED') : error;
  }
}

const callerOf = ({ id, roles, staff }: Account): Caller => ({ kind: 'account', accountId: id, roles, staff });
