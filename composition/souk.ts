import { randomUUID } from 'node:crypto';
import { argon2Passwords } from '../actors/customers/passwords.adapter.ts';
import type { Provider } from '../actors/payments/provider.ts';
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
import { openJobs, overJobs, type SoukJobs } from './jobs.ts';
import { type OpsOptions, overNodes } from './ops.ts';
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
  readonly jobs: SoukJobs;
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
  const { vault, index, media, directory, past } = engines;
  // Before the journal: where there is one, there was a vault.
  const tokens = await createTokens(vault, realWorld);
  await refuseOtherPartitions(engines, settings);
  await refuseShortJournal(engines);
  const inside: Transport = { call: (...call) => node.perform(...call) };
  const transport = options.transport ?? inside;
  const providers = [await sandboxOver(engines, options.deliver ?? deliverDirectly(transport))];
  const nodeId = options.cluster?.nodeId ?? `node-${randomUUID()}`;
  const forget = (person: string) => node.forget(person);
  const guarded = { forget, tokens, passwords: argon2Passwords(), throttle: throttleOf(engines), world: realWorld };
  const analytics = openAnalytics({ settings, directory, past, vault, warn: options.warn, node: () => node });
  const jobs = await openJobs(settings, engines);
  const parts = { ...guarded, ...overJobs(jobs, engines, analytics, transport), providers, index, media };
  const services = allServices({ settings, ...parts, ...overNodes(nodeId, options, () => node) });
  const node = nodeOn(nodeId, engines, services, transport, options);
  let door: Door | undefined;
  return {
    engines,
    node,
    services,
    tokens,
    transport,
    analytics,
    jobs,
    start: async () => {
      await node.start();
      door = await openDoor(directory, transport);
    },
    stop: async () => {
      await door?.close();
      await analytics.stop();
      await node.drain();
      await jobs.close();
      await engines.close();
    },
  };
}

async function sandboxOver({ vault }: Engines, deliver: NonNullable<SoukOptions['deliver']>): Promise<Provider> {
  const secret = await vault.secret('sandbox webhooks', () => realWorld.randomId() + realWorld.randomId());
  return sandboxProvider({ world: realWorld, secret, deliver });
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
