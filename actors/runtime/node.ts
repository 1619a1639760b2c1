import { parseStream } from '../../tenants/isolation.ts';
import { makeCtx } from './ctx.ts';
import type { Message } from './decider.ts';
import { Domains } from './domains.ts';
import { notFound, runtimeError, toSoukError } from './errors.ts';
import { askThrough } from './feed/asking.ts';
import type { Consumer } from './feed/consumer.ts';
import { Feed } from './feed/feed.ts';
import { FlowConsumer } from './feed/flow-consumer.ts';
import { parkedTable } from './feed/parked.ts';
import { ReminderConsumer, reminderTable } from './feed/reminder-consumer.ts';
import type { QueueBounds } from './feed/stream-queues.ts';
import { ViewConsumer } from './feed/view-consumer.ts';
import type { AnyFlow } from './flow.ts';
import type { CallHeaders } from './headers.ts';
import { Host } from './host.ts';
import { Inspector } from './inspector.ts';
import { Codec } from './journal/codec.ts';
import type { Journal } from './journal/journal.ts';
import { Partitions } from './partition/partitions.ts';
import type { Outcome } from './partition/work.ts';
import type { Rows } from './rows/rows.ts';
import type { AnyService } from './service.ts';
import type { Answered, Transport } from './transport.ts';
import type { Vault } from './vault/vault.ts';
import type { AnyView } from './view.ts';
import type { World } from './world.ts';

export type NodeLimits = {
  /** Partitions of each domain, for a new journal. */
  readonly partitions: number;
  /** Commands that may wait for one actor. */
  readonly mailboxLimit: number;
  readonly actorsInMemory: number;
  /** Commands that one batch of a partition may hold. Default 500. */
  readonly maxEntriesPerBatch?: number;
  /** How long an answer may wait for a decision. */
  readonly waitMs: number;
  /** How long read models may lag under load, to be written in larger steps. Default 0. */
  readonly viewPaceMs?: number;
};

export type NodeOptions = {
  readonly nodeId: string;
  readonly world: World;
  readonly journal: Journal;
  readonly rows: Rows;
  readonly vault: Vault;
  readonly services: readonly AnyService[];
  readonly views: readonly AnyView[];
  readonly flows: readonly AnyFlow[];
  /** Others that follow the feed: search, sockets, caches. */
  readonly consumers?: readonly Consumer[];
  /** Default: calls stay in this node. */
  readonly transport?: Transport;
  readonly limits: NodeLimits;
};

const usualEntriesPerBatch = 500;
const flowBounds: QueueBounds = { accepted: 20_000, running: 500, ofOneTenant: 250 };
const remindTimeoutMs = 15_000;

/** One node of the actor runtime: the domains it hosts, their partitions, and all that reads their feed. */
export class ActorNode {
  readonly domains: Domains;
  readonly inspector: Inspector;
  readonly #options: NodeOptions;
  readonly #codec: Codec;
  readonly #feed: Feed;
  readonly #transport: Transport;
  #partitions: Partitions | undefined;
  #host: Host | undefined;
  /** Names of the consumers that keep rows. */
  #keepers: readonly string[] = [];

  constructor(options: NodeOptions) {
    const { world, journal, rows, vault } = options;
    this.#options = options;
    this.domains = new Domains(options.services);
    this.#codec = new Codec(this.domains.personal, vault);
    this.#feed = new Feed({ journal, codec: this.#codec, world });
    this.#transport = options.transport ?? { call: (action, params, headers) => this.perform(action, params, headers) };
    const ctxOptions = { world, journal, codec: this.#codec, rows, domains: this.domains, transport: this.#transport };
    this.inspector = new Inspector({ ...ctxOptions, feed: this.#feed, partitions: () => this.#ready().partitions });
  }

  /** Resolves once every partition is ours and every consumer follows. */
  async start(): Promise<void> {
    const { world, journal, rows, limits, views, nodeId } = this.#options;
    const ctxOptions = { world, journal, codec: this.#codec, rows, domains: this.domains, transport: this.#transport };
    const count = await journal.partitions(limits.partitions);
    const partitions = new Partitions({
      nodeId,
      journal,
      codec: this.#codec,
      world,
      domains: this.domains,
      count,
      mailboxLimit: limits.mailboxLimit,
      actorsInMemory: limits.actorsInMemory,
      maxEntriesPerBatch: limits.maxEntriesPerBatch ?? usualEntriesPerBatch,
      onStored: (batch) => this.#feed.publish(batch),
      onHead: (partition, number) => this.#feed.announce(partition, number),
    });
    this.#partitions = partitions;
    this.#host = new Host({
      domains: this.domains,
      partitions,
      world,
      waitMs: limits.waitMs,
      makeCtx: (headers) => makeCtx(ctxOptions, () => partitions, headers),
    });
    const tables = views.map(({ name, version, indexes }) => ({ name, version, indexes }));
    await rows.define([...tables, parkedTable, reminderTable]);
    await partitions.takeAll();
    const heads = partitions.heads();
    for (const consumer of this.#consumers()) await this.#feed.add(consumer, heads);
  }

  /** The rows were lost and are empty: whoever keeps some fills them again. `consumer`: one that keeps its own. */
  lost(consumer?: string): Promise<void> {
    return this.#feed.lost(consumer === undefined ? this.#keepers : [consumer]);
  }

  /** Destroys the key of a person, and what memory holds of it. */
  readonly forget = (person: string): Promise<void> => this.#codec.forget(person);

  async perform(action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    try {
      return await this.#ready().host.perform(action, params, headers);
    } catch (error) {
      throw toSoukError(error);
    }
  }

  /** Resolves once all that follows from what is stored now has happened: flows, views, and what they led to. */
  async settled(): Promise<void> {
    for (let before = -1; before !== this.#written(); ) {
      before = this.#written();
      await this.#feed.settled();
      await this.inspector.flowsIdle();
    }
  }

  /** Finishes turns, flushes, keeps every place. No caller is left without an answer. */
  async drain(): Promise<void> {
    await this.#feed.stop();
    await this.#partitions?.drain();
  }

  #written(): number {
    return [...this.#ready().partitions.heads().values()].reduce((sum, number) => sum + number, 0);
  }

  #ready(): { readonly host: Host; readonly partitions: Partitions } {
    if (!this.#host || !this.#partitions) throw runtimeError('DRAINING');
    return { host: this.#host, partitions: this.#partitions };
  }

  #consumers(): Consumer[] {
    const { views, flows, rows, journal, world, limits, consumers = [] } = this.#options;
    const common = { rows, journal, codec: this.#codec, world, paceMs: limits.viewPaceMs ?? 0 };
    const reminders = new ReminderConsumer(this.domains.areas, common, (...reminder) => this.#remind(...reminder));
    const viewing = views.map((view) => new ViewConsumer(view, common));
    const ask = askThrough(this.#transport, world);
    const flowing = flows.map((flow) => new FlowConsumer(flow, { ...common, ask, bounds: flowBounds }));
    this.inspector.follow(viewing, flowing);
    const keepers = [reminders, ...flowing, ...viewing];
    this.#keepers = keepers.map(({ name }) => name);
    return [...keepers, ...consumers];
  }

  async #remind(area: string, stream: string, command: Message, commandId: string): Promise<boolean> {
    const known = this.domains.decider(parseStream(stream).type);
    if (!known) throw notFound('actor');
    const deadline = this.#options.world.now() + remindTimeoutMs;
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      this.#ready()
        .partitions.of(area, stream)
        .submit({
          kind: 'command',
          stream,
          decider: known.decider,
          command,
          commandId,
          bodyHash: '',
          by: 'souk',
          traceId: commandId,
          deadline,
          answer: () => null,
          resolve,
          reject,
        });
    });
    return outcome.replayed;
  }
}
