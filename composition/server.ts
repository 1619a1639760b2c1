import type { ServiceBroker } from 'moleculer';
import { Registry } from 'prom-client';
import { moleculerTransport } from '../actors/runtime/moleculer.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { type GatewayHandle, gatewayService } from '../gateway/gateway.service.ts';
import { HotReads } from '../gateway/hot-reads.ts';
import { healthOf } from '../gateway/pages/health.ts';
import { Places } from '../gateway/places/places.ts';
import { routeTimes } from '../gateway/route-figures.ts';
import { redisCounts } from '../gateway/shared-counts.ts';
import type { Identify } from '../realtime/parties.ts';
import { Realtime } from '../realtime/sockets.ts';
import type { Settings } from '../settings.ts';
import { alertWatchOf } from './alert-watch.ts';
import { checksOf } from './checks.ts';
import type { Cluster } from './cluster.ts';
import { allContracts } from './contracts.ts';
import { deliverOverHttp } from './deliver.ts';
import { gatewaySettings } from './gateway-settings.ts';
import { boardOf } from './jobs-board.ts';
import { watchNode } from './metrics.ts';
import { drainSoon } from './ops.ts';
import { openRecording, type Recording } from './recording.ts';
import { isAnalyst, isGateway } from './roles.ts';
import { socketIdentity } from './socket-identity.ts';
import { journalSigns, openSouk, type Souk } from './souk.ts';
import { tryItOf, webOf } from './web.ts';

const gatewayTimeoutMs = 10_000;
const lookEveryMs = 10;
const maxSockets = 10_000;

export type RunningServer = {
  readonly souk: Souk;
  /** The port that was taken, also where any was asked for. */
  port(): number;
  stop(): Promise<void>;
};

export type PreparedServer = {
  readonly souk: Souk;
  /** Takes what is its own, and opens its doors. */
  open(): Promise<RunningServer>;
};

/** What is known only once it is there. */
type Late = { souk?: Souk; identify?: Identify; port?: number };

/**
 * One process of Souk: a node, and where its roles say so the gateway before it and the sockets beside it. Its engines
 * are open when it resolves; nobody is served before `open`.
 */
export async function prepareServer(
  broker: ServiceBroker,
  settings: Settings,
  cluster: Cluster | undefined,
): Promise<PreparedServer> {
  const late: Late = {};
  const node = () => (late.souk as Souk).node;
  const transport = cluster?.transport(node) ?? moleculerTransport(() => broker, { timed: true });
  const hotReads = new HotReads(realWorld);
  const forget = (tenantIds: Iterable<string>) => {
    for (const tenantId of tenantIds) hotReads.invalidate(tenantId);
  };
  cluster?.onListsChanged(forget);
  const recording = await openRecording(settings, broker.nodeID);
  const realtime = realtimeOf({ broker, settings, recording }, transport, late);
  const places = new Places(realWorld, settings.REQUESTS_AT_ONCE);
  const metrics = new Registry();
  const souk = await openSouk({
    settings,
    transport,
    ...(cluster && { cluster }),
    warn: (line) => broker.logger.warn(line),
    places,
    routes: () => routeTimes(metrics),
    health: () => healthOf(checksOf(late.souk as Souk, places, cluster), realWorld),
    spans: recording.spans,
    drain: () => drainSoon(broker),
    ...(isGateway(settings.ROLES) && ofGateway(settings, realtime, late)),
    onListsChanged: (tenantIds) => {
      forget(tenantIds);
      cluster?.others.listsChanged(tenantIds);
    },
  });
  Object.assign(late, { souk, identify: socketIdentity(souk, settings) });
  await cluster?.open(broker, souk.engines.vault);
  return {
    souk,
    open: () => openServer({ broker, settings, recording, souk, hotReads, realtime, cluster, places, metrics, late }),
  };
}

const ofGateway = ({ PORT }: Settings, realtime: Realtime, late: Late) => ({
  deliver: deliverOverHttp(() => late.port ?? PORT),
  consumers: realtime.hub.consumers,
});

type Parts = {
  readonly broker: ServiceBroker;
  readonly settings: Settings;
  readonly recording: Recording;
  readonly souk: Souk;
  readonly hotReads: HotReads;
  readonly realtime: Realtime;
  readonly cluster: Cluster | undefined;
  readonly places: Places;
  readonly metrics: Registry;
  readonly late: Late;
};

async function openServer(parts: Parts): Promise<RunningServer> {
  const { settings, souk, realtime, cluster, late } = parts;
  cluster?.follow(souk.node, journalSigns(souk));
  await souk.start();
  watchNode(parts.metrics, { ...parts, node: souk.node, jobs: souk.jobs });
  const watch = alertWatchOf(souk, (line) => parts.broker.logger.warn(line));
  const gateway = await openGateway(parts);
  if (isGateway(settings.ROLES)) realtime.attach(gateway.server);
  souk.analytics.onCounted((asOf) => realtime.hub.counted(asOf));
  const port = () => portOf(gateway);
  late.port = port();
  // Nobody waits for it, and the first visitors come before it.
  if (isAnalyst(settings.ROLES) && settings.ANALYTICS === 'on') {
    souk.analytics.start();
    watch.start();
  }
  const stop = () => {
    watch.stop();
    return stopServer(parts, gateway);
  };
  return { souk, port, stop };
}

type Settled = Pick<Parts, 'broker' | 'settings' | 'recording'>;

const realtimeOf = ({ broker, settings, recording }: Settled, transport: Transport, late: Late): Realtime =>
  new Realtime({
    identify: lateIdentify(late),
    transport,
    world: realWorld,
    spans: recording.spans,
    corsOrigins: settings.CORS_ORIGINS,
    maxSockets,
    onBug: (error) => broker.logger.error({ err: error }, 'A socket met a bug'),
  });

/** A node that is no gateway shows its health and its figures, and no more. */
async function openGateway(parts: Parts): Promise<GatewayHandle> {
  const { broker, settings, recording, souk, hotReads, cluster, places, metrics } = parts;
  const schema = gatewayService({
    settings: gatewaySettings(settings),
    contracts: isGateway(settings.ROLES) ? allContracts : [],
    transport: souk.transport,
    vault: souk.engines.vault,
    tokens: souk.tokens,
    world: realWorld,
    hotReads,
    places,
    spans: recording.spans,
    checks: checksOf(souk, places, cluster),
    metrics,
    media: souk.engines.media.get,
    ...(settings.WEB === 'on' && isGateway(settings.ROLES) && (await webOf(settings))),
    ...(souk.engines.redis && { counts: redisCounts(souk.engines.redis) }),
    tryIt: tryItOf(settings),
    ...(isGateway(settings.ROLES) && (await boardOf(souk.jobs))),
  });
  const gateway = broker.createService(schema) as unknown as GatewayHandle;
  await gateway.listening;
  await broker.waitForServices('gateway', gatewayTimeoutMs, lookEveryMs);
  return gateway;
}

/** Sockets are accepted only once the gateway listens, and by then it is there. */
const lateIdentify = (late: Late): Identify => ({
  handshake: (...asked) => (late.identify as Identify).handshake(...asked),
  guest: (...asked) => late.identify?.guest(...asked),
});

const portOf = (gateway: GatewayHandle): number => {
  const address = gateway.server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/** No new requests, then no sockets, then the turns finish and everything is kept. */
async function stopServer(
  { settings, recording, souk, realtime, cluster }: Parts,
  gateway: GatewayHandle,
): Promise<void> {
  await realtime.close();
  await gateway.drain();
  await cluster?.guests.idle(settings.DRAIN_TIMEOUT_MS);
  await souk.stop();
  cluster?.stop();
  await recording.stop();
}
