import type { World } from '../../actors/runtime/world.ts';
import type { Ask } from '../ask.ts';
import type { JsonObject } from '../body.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import type { Identify, Identity } from '../identity/identify.ts';
import type { Places } from '../places/places.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { Idempotency } from './idempotency.ts';
import type { RecentWrites } from './recent-writes.ts';
import type { Route } from './routes.ts';
import type { TranslationKit } from './translations.ts';

/** What the routes work with. */
export type RouteKit = TranslationKit & {
  readonly ask: Ask;
  readonly identify: Identify;
  readonly idempotency: Idempotency;
  readonly recentWrites: RecentWrites;
  readonly limits: RateLimit;
  /** Requests a minute of one caller; 0: any number. */
  readonly callerPerMinute: number;
  readonly places: Places;
  readonly world: World;
  readonly requestTimeoutMs: number;
};

/** One request for one route, once it is known who asks for what. */
export type Asked = {
  readonly kit: RouteKit;
  readonly route: Route;
  /** The route whose GET shows what this one changes. */
  readonly reader: Route | undefined;
  readonly exchange: Exchange;
  readonly identity: Identity;
  /** The fields of the request. */
  readonly input: JsonObject;
  /** The contract's params, made of them. */
  readonly params: JsonObject;
};

/** `Prefer: respond-async` (RFC 7240), where the route hears it. */
export const isAsync = ({ translation }: Route, { headers }: Exchange): boolean =>
  translation.respondsAsync === true && /(^|,)\s*respond-async\s*(,|;|$)/i.test(headerOf(headers, 'prefer') ?? '');
