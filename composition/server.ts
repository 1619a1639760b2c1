import type { ServiceBroker } from 'moleculer';
import { Registry } from 'prom-client';
import { moleculerTransport } from '../actors/runtime/moleculer.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { realWorld, sleep } from '../actors/runtime/world.ts';
import type { GatewayHandle } from '../gateway/gateway.service.ts';
import { HotReads } from '../gateway/hot-reads.ts';
import { healthOf } from '../gateway/pages/health.ts';
import { Places } from '../gateway/places/places.ts';
import { routeTimes } from '../gateway/route-figures.ts';
import type { Identify } from '../realtime/parties.ts';
import { Realtime } from '../realtime/sockets.ts';
import type { Settings } from '../settings.ts';
import { alertWatchOf } from './alert-watch.ts';
import { checksOf } from './checks.ts';
import type { Cluster } from './cluster.ts';
import { deliverOverHttp } from './deliver.ts';
import { openGateway, portOf } from './gateway.ts';
import { watchNode } from './metrics.ts';
import { drainSoon } from './ops.ts';
import type { Late, Parts } from './parts.ts';
import { openRecording } from './recording.ts';
import { isAnalyst, isGateway } from './roles.ts';
import { socketIdentity } from './socket-identity.ts';
import { journalSigns, openSouk, type Souk } from './souk.ts';

const maxSockets = 10_000;
const keepWithinMs = 3_000;

export type RunningServer = {
  readonly souk: Souk;
  /** The port that was taken, also where any was asked for. */
  port(): number;
  /** Before a stop, while it serves: makes short what others have to do when they take over. Takes a bounded time. */
  keep(): Promise<void>;
  stop(): Promise<void>;
};

export type PreparedServer = {
  readonly souk: Souk;
  /** Takes what is its own, and opens its doors. */
  open(): Promise<RunningServer>;
};

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
  const hotReads = new HotReads(realWorld, undefined, () => late.pages);
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
  const keep = () => Promise.race([souk.node.keep().catch(() => undefined), sleep(realWorld, keepWithinMs)]);
  return { souk, port, keep, stop };
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

/** Sockets are accepted only once the gateway listens, and by then it is there. */
const lateIdentify = (late: Late): Identify => ({
  handshake: (...asked) => (late.identify as Identify).handshake(...asked),
  guest: (...asked) => late.identify?.guest(...asked),
});

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
