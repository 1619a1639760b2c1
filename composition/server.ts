import type { ServiceBroker } from 'moleculer';
import { Registry } from 'prom-client';
import type { ConsumerLag } from '../actors/runtime/feed/consumer.ts';
import { moleculerTransport } from '../actors/runtime/moleculer.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { createAskInternally } from '../gateway/ask.ts';
import { createSessionCookies } from '../gateway/browser/cookies.ts';
import { type GatewayHandle, gatewayService } from '../gateway/gateway.service.ts';
import { HotReads } from '../gateway/hot-reads.ts';
import { createAccessTokens } from '../gateway/identity/access-tokens.ts';
import { createIdentify } from '../gateway/identity/identify.ts';
import { createSigningKeys } from '../gateway/identity/signing-keys.ts';
import { createSocketIdentity } from '../gateway/identity/socket-identity.ts';
import type { Check } from '../gateway/pages/health.ts';
import { signatureField } from '../gateway/pages/webhook.ts';
import type { Identify } from '../realtime/parties.ts';
import { Realtime } from '../realtime/sockets.ts';
import type { Settings } from '../settings.ts';
import { allContracts } from './contracts.ts';
import { watchNode } from './metrics.ts';
import { openSouk, type Souk } from './souk.ts';
import { tryItOf, webOf } from './web.ts';

const webhookTimeoutMs = 5_000;
const gatewayTimeoutMs = 10_000;
const lookEveryMs = 10;
const maxSockets = 10_000;
/** More than an order waits for its decision. */
const requestExtraMs = 10_000;

export type RunningServer = {
  readonly souk: Souk;
  /** The port that was taken, also where any was asked for. */
  port(): number;
  stop(): Promise<void>;
};

/** A whole Souk in one process: the node, the gateway before it and the sockets beside it. Calls go through the broker,
 * so `onOpen` hears of the node before the first one. */
export async function startServer(
  broker: ServiceBroker,
  settings: Settings,
  onOpen: (souk: Souk) => void,
): Promise<RunningServer> {
  const transport = moleculerTransport(() => broker);
  const hotReads = new HotReads(realWorld);
  const late: { identify?: Identify; port?: number } = {};
  const realtime = new Realtime({
    identify: lateIdentify(late),
    transport,
    world: realWorld,
    corsOrigins: settings.CORS_ORIGINS,
    maxSockets,
    onBug: (error) => broker.logger.error({ err: error }, 'A socket met a bug'),
  });
  const souk = await openSouk({
    settings,
    transport,
    warn: (line) => broker.logger.warn(line),
    deliver: (...webhook) => deliverOverHttp(late.port ?? settings.PORT, ...webhook),
    consumers: realtime.hub.consumers,
    onListsChanged: (tenantIds) => {
      for (const tenantId of tenantIds) hotReads.invalidate(tenantId);
    },
  });
  late.identify = socketIdentity(souk, settings);
  onOpen(souk);
  const metrics = new Registry();
  watchNode(metrics, souk.node, realtime);
  const gateway = await openGateway(broker, settings, souk, { hotReads, metrics });
  realtime.attach(gateway.server);
  const port = () => portOf(gateway);
  late.port = port();
  // Nobody waits for it, and the first visitors come before it.
  souk.analytics.start();
  return { souk, port, stop: () => stopServer(souk, gateway, realtime) };
}

async function openGateway(
  broker: ServiceBroker,
  settings: Settings,
  souk: Souk,
  { hotReads, metrics }: { hotReads: HotReads; metrics: Registry },
): Promise<GatewayHandle> {
  await souk.start();
  const schema = gatewayService({
    settings: {
      port: settings.PORT,
      host: settings.HOST,
      publicUrl: settings.PUBLIC_URL,
      defaultTenant: settings.DEFAULT_TENANT,
      corsOrigins: settings.CORS_ORIGINS,
      trustedProxies: settings.TRUSTED_PROXIES,
      addressPerMinute: settings.ADDRESS_REQUESTS_PER_MINUTE,
      requestTimeoutMs: settings.ORDER_WAIT_MS + requestExtraMs,
      drainMs: settings.DRAIN_TIMEOUT_MS,
    },
    contracts: allContracts,
    vault: souk.engines.vault,
    tokens: souk.tokens,
    world: realWorld,
    hotReads,
    checks: checksOf(souk),
    metrics,
    media: souk.engines.media.get,
    ...(settings.WEB === 'on' && webOf()),
    tryIt: tryItOf(settings),
  });
  const gateway = broker.createService(schema) as unknown as GatewayHandle;
  await gateway.listening;
  await broker.waitForServices('gateway', gatewayTimeoutMs, lookEveryMs);
  return gateway;
}

/** A consumer that does not go on makes lists old, and is no reason to turn shoppers away. */
function problemOf(lags: readonly ConsumerLag[]): string {
  const stuck = lags.find(({ problem }) => problem);
  return stuck ? `, ${stuck.consumer} waits: ${stuck.problem}` : '';
}

const checksOf = ({ engines, node, analytics }: Souk): Check[] => [
  { name: 'journal', check: engines.takesWrites },
  { name: 'vault', check: async () => void (await engines.vault.find(['a person'])) },
  { name: 'views', check: async () => void (await engines.rows.cursors('reminders')) },
  { name: 'search', check: async () => void (await engines.index.cursors('product-index')) },
  { name: 'feed', check: () => `${node.inspector.parked().length} parked${problemOf(node.inspector.lag())}` },
  { name: 'analytics', check: () => analytics.detail() },
];

function socketIdentity({ engines, tokens, transport }: Souk, settings: Settings): Identify {
  const accessTokens = createAccessTokens(createSigningKeys(engines.vault, realWorld), realWorld);
  const ask = async (action: string, params: unknown, about: Parameters<typeof transport.call>[2]) =>
    (await transport.call(action, params, about)).result;
  const askInternally = createAskInternally(ask, realWorld);
  const { hostname } = new URL(settings.PUBLIC_URL);
  const addressing = { baseDomain: hostname, defaultTenant: settings.DEFAULT_TENANT };
  const identify = createIdentify({ askInternally, accessTokens, tokens, world: realWorld, addressing });
  const cookies = createSessionCookies(settings.PUBLIC_URL);
  return createSocketIdentity({ identify, accessTokens, tokens, world: realWorld, cookies });
}

/** Sockets are accepted only once the gateway listens, and by then it is there. */
const lateIdentify = (late: { identify?: Identify }): Identify => ({
  handshake: (...asked) => (late.identify as Identify).handshake(...asked),
  guest: (...asked) => late.identify?.guest(...asked),
});

const portOf = (gateway: GatewayHandle): number => {
  const address = gateway.server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/** As a real provider would: over HTTP, to the same door as everybody. */
async function deliverOverHttp(port: number, tenantId: string, payload: string, signature: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/webhooks/${tenantId}/sandbox`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [signatureField]: signature },
    body: payload,
    signal: AbortSignal.timeout(webhookTimeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the webhook was answered with ${response.status}`);
}

/** No new requests, then no sockets, then the turns finish and everything is kept. */
async function stopServer(souk: Souk, gateway: GatewayHandle, realtime: Realtime): Promise<void> {
  await realtime.close();
  await gateway.drain();
  await souk.stop();
}
