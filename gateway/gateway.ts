import type { Registry } from 'prom-client';
import { noSpans, type Spans } from '../actors/runtime/spans.ts';
import type { Tokens } from '../actors/runtime/tokens.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import type { World } from '../actors/runtime/world.ts';
import { type Answer, jsonAnswer, tagged } from './answer.ts';
import { App } from './app.ts';
import type { Log } from './app-kit.ts';
import { createAsk, createAskInternally } from './ask.ts';
import { createSessionCookies, type SessionCookies } from './browser/cookies.ts';
import type { WebFiles } from './browser/files.ts';
import { missingPage, webPages } from './browser/pages.ts';
import { createRendering } from './browser/rendering.ts';
import { createBrowserSessions } from './browser/session.ts';
import { sessionEndpoints, type TryItOf } from './browser/session-endpoints.ts';
import { sitePages } from './browser/sitemap.ts';
import { codeTable } from './code-table.ts';
import type { Endpoint } from './endpoints.ts';
import type { HotReads } from './hot-reads.ts';
import { createAccessTokens } from './identity/access-tokens.ts';
import { createIdentify } from './identity/identify.ts';
import { createSigningKeys } from './identity/signing-keys.ts';
import { openApiDocument } from './openapi/document.ts';
import { collect } from './pages/collect.ts';
import { collectScript } from './pages/collect-script.ts';
import { docsPages } from './pages/docs.ts';
import { type Check, live, metricsPage, ready } from './pages/health.ts';
import { jwksPage } from './pages/jwks.ts';
import { type Media, mediaPage } from './pages/media.ts';
import { problemPages } from './pages/problems.ts';
import { webhook } from './pages/webhook.ts';
import { welcome } from './pages/welcome.ts';
import type { Places } from './places/places.ts';
import { createRateLimit, type PerMinute } from './rate-limit.ts';
import { createIdempotency } from './routes/idempotency.ts';
import type { RouteKit } from './routes/kit.ts';
import { createRecentWrites } from './routes/recent-writes.ts';
import { type AnyContract, readerOf, routesOf, versionPath } from './routes/routes.ts';
import { serveRoute } from './routes/serve-route.ts';
import type { SharedCounts } from './shared-counts.ts';

/** What the gateway may be told; all of it comes from the settings of the installation. */
export type GatewaySettings = {
  readonly port: number;
  readonly host: string;
  /** `https://souk.example`: `acme.souk.example` is then the tenant `acme`, as `acme.localhost` always is. */
  readonly publicUrl: string;
  /** The tenant of a visitor who names none. */
  readonly defaultTenant: string;
  readonly corsOrigins: readonly string[];
  /** How many proxies of ours stand before us. */
  readonly trustedProxies: number;
  readonly perMinute: PerMinute;
  /** What a call may take; more than an order waits for its decision. */
  readonly requestTimeoutMs: number;
  /** What a stop waits for answers under way. */
  readonly drainMs: number;
};

export type GatewayOptions = {
  readonly settings: GatewaySettings;
  readonly contracts: readonly AnyContract[];
  readonly vault: Vault;
  readonly tokens: Tokens;
  readonly world: World;
  readonly hotReads: HotReads;
  /** The built web pages; without them `/` tells what else there is. */
  readonly web?: WebFiles;
  /** Logins that the page to sign in offers to everybody; none unless said. */
  readonly tryIt?: TryItOf;
  /** What `/health/ready` asks. */
  readonly checks: readonly Check[];
  readonly metrics: Registry;
  readonly media: Media;
  /** What this gateway works on at once. */
  readonly places: Places;
  /** What all gateways count together; without it each counts for itself. */
  readonly counts?: SharedCounts;
  /** Pages for ops about the work that waits. */
  readonly board?: (kit: RouteKit, cookies: SessionCookies) => readonly Endpoint[];
  /** Default: nothing is recorded. */
  readonly spans?: Spans;
};

export type Outside = { readonly transport: Transport; readonly log: Log; readonly isDraining: () => boolean };

const nobody: TryItOf = () => [];

/** Answers that are the same for all visitors of a tenant. */
const hotActions: ReadonlySet<string> = new Set([
  'search.products',
  'search.product',
  'search.facets',
  'search.suggestions',
]);

/** The gateway without its server: the app is built apart from listening, so it can be tested without a socket. */
export function createGateway(options: GatewayOptions, { transport, log, isDraining }: Outside): App {
  const { settings, contracts, world, hotReads, checks, metrics, web } = options;
  const keys = createSigningKeys(options.vault, world);
  const kit = createRouteKit(options, transport, createAccessTokens(keys, world));
  const cookies = createSessionCookies(settings.publicUrl);
  const sessions = { kit, routes: routesOf(contracts), cookies, tryIt: options.tryIt ?? nobody };
  const warn = (error: unknown) => log.warn({ err: error }, 'A page of the shop could not be made');
  const rendering = { kit, hotReads, publicUrl: settings.publicUrl, warn };
  const endpoints = [
    ...routeEndpoints(kit, contracts),
    ...(contracts.length > 0 ? sessionEndpoints(sessions) : []),
    ...(web ? [...webPages(web, welcome, createRendering(web.render, rendering)), ...sitePages(rendering)] : [welcome]),
    ...[live, ready(checks, isDraining, world), metricsPage(metrics), jwksPage(keys), webhook(kit)],
    ...[collect(kit), collectScript()],
    ...(options.board?.(kit, cookies) ?? []),
    ...[mediaPage(options.media), problemPages(codeTable(contracts)), openApiPage(contracts), ...docsPages],
  ];
  const { corsOrigins, trustedProxies, perMinute } = settings;
  return new App({
    ...kit,
    spans: options.spans ?? noSpans,
    ...(web && { missingPage: () => missingPage(web) }),
    browserSessions: createBrowserSessions(kit, cookies),
    endpoints,
    hotReads,
    registry: metrics,
    log,
    corsOrigins,
    trustedProxies,
    perMinute,
    isDraining,
  });
}

function createRouteKit(
  { settings, tokens, world, counts, places }: GatewayOptions,
  transport: Transport,
  accessTokens: ReturnType<typeof createAccessTokens>,
): RouteKit {
  const ask = createAsk(transport);
  const addressing = { baseDomain: domainOf(settings.publicUrl), defaultTenant: settings.defaultTenant };
  const askInternally = createAskInternally(ask, world);
  return {
    ask,
    tokens,
    accessTokens,
    world,
    identify: createIdentify({ askInternally, accessTokens, tokens, world, addressing }),
    idempotency: createIdempotency(world),
    recentWrites: createRecentWrites(world),
    limits: createRateLimit(world, counts),
    callerPerMinute: settings.perMinute.caller,
    places,
    requestTimeoutMs: settings.requestTimeoutMs,
  };
}

/** An address has no subdomains. */
function domainOf(publicUrl: string): string | undefined {
  const { hostname } = new URL(publicUrl);
  return /^[\d.]+$|^\[/.test(hostname) ? undefined : hostname;
}

function routeEndpoints(kit: RouteKit, contracts: readonly AnyContract[]): readonly Endpoint[] {
  const routes = routesOf(contracts);
  return routes.map((route) => {
    const reader = route.safe ? undefined : readerOf(route, routes);
    return {
      method: route.method,
      path: `${versionPath}${route.path}`,
      ...(hotActions.has(route.action) && { isHot: true as const }),
      answer: (exchange) => serveRoute(kit, route, reader, exchange),
    };
  });
}

function openApiPage(contracts: readonly AnyContract[]): Endpoint {
  const make = () => tagged(jsonAnswer(200, openApiDocument(contracts), { 'Cache-Control': 'no-cache' }));
  let answer: Answer | undefined;
  const answerOnce = (): Answer => {
    answer ??= make();
    return answer;
  };
  return { method: 'GET', path: `${versionPath}/openapi.json`, answer: answerOnce };
}
