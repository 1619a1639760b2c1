import { randomUUID } from 'node:crypto';
import { argon2Passwords } from '../actors/customers/passwords.adapter.ts';
import { sandboxProvider } from '../actors/payments/sandbox.adapter.ts';
import type { JournalSigns } from '../actors/runtime/cluster/footing.ts';
import { type Door, openDoor } from '../actors/runtime/door.ts';
import type { Consumer } from '../actors/runtime/feed/consumer.ts';
import { ActorNode } from '../actors/runtime/node.ts';
import { redisThrottle } from '../actors/runtime/redis/throttle.ts';
import type { AnyService } from '../actors/runtime/service.ts';
import type { Spans } from '../actors/runtime/spans.ts';
import { memoryThrottle, type Throttle } from '../actors/runtime/throttle.ts';
import type { Tokens } from '../actors/runtime/tokens.ts';
import type { Transport } from '../actors/runtime/transport.ts';
import { realWorld } from '../actors/runtime/world.ts';
import { indexConsumer } from '../actors/search/index-feed.adapter.ts';
import { productFeed } from '../actors/search/product.view.ts';
import { createTokens } from '../gateway/identity/tokens.ts';
import { type Settings, SettingsError } from '../settings.ts';
import { type AnalyticsParts, openAnalytics } from './analytics.ts';
import { deliverDirectly } from './deliver.ts';
import { allFlows, allServices, allViews } from './domains.ts';
import { type Engines, openEngines } from './engines.ts';
import { type OpsOptions, opsParts } from './ops.ts';
import { refuseShortJournal } from './short-journal.ts';

/** A list may lag by a blink; what must be exact is read from its actor. */
const viewPaceMs = 20;

export type SoukOptions = OpsOptions & {
  readonly warn: (line: string) => void;
  /** How calls reach the areas; default: directly. */
  readonly transport?: Transport;
  /** Brings the sandbox provider's webhooks; default: straight to the payments. */
  readonly deliver?: (tenantId: string, payload: string, signature: string) => Promise<void>;
  /** Default: nothing is recorded. */
  readonly spans?: Spans;
  /** Others that follow the feed. */
  readonly consumers?: readonly Consumer[];
  /** Hears which tenants' product lists have changed. */
  readonly onListsChanged?: (tenantIds: ReadonlySet<string>) => void;
};

/** One node of Souk on the embedded engines, without HTTP: what the server and the commands have in common. */
export type Souk = {
  readonly engines: Engines;
  readonly node: ActorNode;
  readonly services: readonly AnyService[];
  readonly tokens: Tokens;
  readonly transport: Transport;
  /** Begins only when it is told to: a server does, a command does not. */
  readonly analytics: AnalyticsParts;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export async function openSouk(options: SoukOptions): Promise<Souk> {
  const late: { souk?: Souk } = {};
  const engines = openEngines(options.settings, {
    warn: options.warn,
    onRowsLost: () => void late.souk?.node.lost(),
    onIndexLost: () => void late.souk?.node.lost(productFeed.name),
  });
  try {
    late.souk = await compose(options, engines);
    return late.souk;
  } catch (error) {
    await engines.close();
    throw error;
  }
}

/** The number is a part of where each actor lives. */
async function refuseOtherPartitions({ journal, names }: Engines, { PARTITIONS: asked }: Settings): Promise<void> {
  const made = await journal.partitions(asked);
  if (made === asked) return;
  throw new SettingsError(
    `PARTITIONS is ${asked}, but the journal in ${names.place} was made with ${made} and keeps that: set PARTITIONS=${made}.`,
  );
}

async function compose(options: SoukOptions, engines: Engines): Promise<Souk> {
  const { settings } = options;
  const { vault, index, media, exports, mailer, directory, past } = engines;
  // Before the journal: where there is one, there was a vault.
  const tokens = await createTokens(vault, realWorld);
  await refuseOtherPartitions(engines, settings);
  await refuseShortJournal(engines);
  const inside: Transport = { call: (...call) => node.perform(...call) };
  const transport = options.transport ?? inside;
  const secret = await vault.secret('sandbox webhooks', () => realWorld.randomId() + realWorld.randomId());
  const deliver = options.deliver ?? deliverDirectly(transport);
  const providers = [sandboxProvider({ world: realWorld, secret, deliver })];
  const nodeId = options.cluster?.nodeId ?? `node-${randomUUID()}`;
  const forget = (person: string) => node.forget(person);
  const guarded = { passwords: argon2Passwords(), throttle: throttleOf(engines), forget, tokens };
  const analytics = openAnalytics({ settings, directory, past, vault, warn: options.warn, node: () => node });
  const { reports } = analytics;
  const parts = { ...guarded, ...{ settings, mailer, providers, index, media, reports }, exports, world: realWorld };
  const services = allServices({ ...parts, ops: opsParts(nodeId, options, () => node) });
  const node = nodeOn(nodeId, engines, services, transport, options);
  let door: Door | undefined;
  return {
    engines,
    node,
    services,
    tokens,
    transport,
    analytics,
    start: async () => {
      await node.start();
      door = await openDoor(directory, transport);
    },
    stop: async () => {
      await door?.close();
      await analytics.stop();
      await node.drain();
      await engines.close();
    },
  };
}

const throttleOf = ({ redis }: Engines): Throttle =>
  redis ? redisThrottle(redis, realWorld) : memoryThrottle(realWorld.now);

/** What is asked is something small that nothing in memory answers. */
export const journalSigns = ({ engines: { journal, answers } }: Souk): JournalSigns => ({
  ask: () => journal.batchAt('standing/00', 1),
  answers,
});

function nodeOn(
  nodeId: string,
  { journal, rows, vault, index }: Engines,
  services: readonly AnyService[],
  transport: Transport,
  { settings, cluster, spans, consumers = [], onListsChanged: onWritten = () => undefined }: SoukOptions,
): ActorNode {
  const feedOfIndex = indexConsumer({ feed: productFeed, index, world: realWorld, onWritten });
  const hosts = cluster?.areas;
  return new ActorNode({
    nodeId,
    world: realWorld,
    journal,
    rows,
    vault,
    services,
    views: allViews,
    flows: allFlows,
    consumers: [...(hosts?.includes('search') === false ? [] : [feedOfIndex]), ...consumers],
    transport,
    ...(spans && { spans }),
    ...(cluster && { members: cluster.members, hosts: cluster.areas, others: cluster.others }),
    limits: {
      partitions: settings.PARTITIONS,
      mailboxLimit: settings.MAILBOX_LIMIT,
      actorsInMemory: settings.ACTORS_IN_MEMORY,
      waitMs: settings.ORDER_WAIT_MS,
      viewPaceMs,
    },
  });
}
