import { makeCtx } from './ctx.ts';
import { Domains } from './domains.ts';
import { runtimeError, toSoukError } from './errors.ts';
import { askThrough } from './feed/asking.ts';
import type { ConsumerLag } from './feed/consumer.ts';
import { Feed } from './feed/feed.ts';
import { parkedTable } from './feed/parked.ts';
import { Past } from './feed/past.ts';
import { reminderTable } from './feed/reminder-table.ts';
import { Followers } from './followers.ts';
import type { CallHeaders } from './headers.ts';
import { Host } from './host.ts';
import { Inspector } from './inspector.ts';
import { Codec } from './journal/codec.ts';
import type { PartitionName } from './journal/journal.ts';
import type { NodeOptions } from './node-options.ts';
import { onceTaken } from './partition/coming.ts';
import { Holding } from './partition/holding.ts';
import { Partitions } from './partition/partitions.ts';
import { type Placing, placed } from './partition/placing.ts';
import { remindIn } from './partition/reminding.ts';
import { areaOfAction, ownerIn } from './placement.ts';
import { inCall, noSpans, noteStored, type Spans } from './spans.ts';
import type { Answered, Transport } from './transport.ts';

type Ready = { readonly host: Host; readonly partitions: Partitions };

/** One node of the actor runtime: the domains it hosts, its partitions of them, and all that reads their feed. */
export class ActorNode {
  readonly domains: Domains;
  readonly inspector: Inspector;
  /** For those who read what has long been stored. */
  readonly past: Past;
  readonly #options: NodeOptions;
  readonly #codec: Codec;
  readonly #feed: Feed;
  readonly #transport: Transport;
  readonly #followers: Followers;
  readonly #spans: Spans;
  #placing: Placing | undefined;
  #made: Ready | undefined;

  constructor(options: NodeOptions) {
    const { world, journal, vault } = options;
    this.#options = options;
    this.#spans = options.spans ?? noSpans;
    this.domains = new Domains(options.services);
    this.#codec = new Codec(this.domains.personal, vault);
    this.#feed = new Feed({ journal, codec: this.#codec, world, others: options.others, spans: this.#spans });
    this.#transport = options.transport ?? { call: (action, params, headers) => this.perform(action, params, headers) };
    const partitions = () => this.#ready().partitions;
    this.inspector = new Inspector({ ...this.#ctxOptions(), feed: this.#feed, partitions });
    this.#followers = this.#makeFollowers();
    this.inspector.follow(this.#followers.views, this.#followers.flows);
    this.past = new Past({ journal, codec: this.#codec });
  }

  /** Resolves once every partition that is ours is taken and every consumer follows. */
  async start(): Promise<void> {
    const { journal, rows, limits, views, members, consumers = [] } = this.#options;
    const partitions = this.#makePartitions(await journal.partitions(limits.partitions));
    const host = new Host({
      domains: this.domains,
      partitions,
      world: this.#options.world,
      waitMs: limits.waitMs,
      makeCtx: (headers) => makeCtx(this.#ctxOptions(), () => partitions, headers),
    });
    this.#made = { host, partitions };
    const tables = views.map(({ name, version, indexes }) => ({ name, version, indexes }));
    await rows.define([...tables, parkedTable, reminderTable]);
    const holding = new Holding(partitions, this.#followers);
    if (members) this.#placing = await placed({ ...this.#options, members, holding });
    else await holding.take(partitions.names);
    // They hear of all partitions there are, whoever owns them.
    const heads = members ? await partitions.headsOfAll() : partitions.heads();
    for (const consumer of consumers) await this.#feed.add(consumer, heads);
  }

  /** The rows were lost and are empty: whoever keeps some fills them again. `consumer`: one that keeps its own. */
  lost(consumer?: string): Promise<void> {
    return this.#feed.lost(consumer === undefined ? this.#followers.names : [consumer]);
  }

  /** Destroys the key of a person, and what memory holds of it. */
  readonly forget = async (person: string): Promise<void> => {
    await this.#codec.forget(person);
    this.#options.others?.forgotten(person);
  };

  perform(action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    return inCall(this.#spans, this.#options.nodeId, action, headers, (own) => this.#perform(action, params, own));
  }

  async #perform(action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    try {
      const { hosts } = this.#options;
      if (hosts && !hosts.includes(areaOfAction(action))) throw runtimeError('WRONG_NODE');
      const { host, partitions } = this.#ready();
      const run = (left: CallHeaders) => host.perform(action, params, left);
      if (!this.#placing) return await run(headers);
      const whereIs = () => host.whereIs(action, params, headers);
      return await onceTaken(this.#options.world, partitions, headers, run, whereIs);
    } catch (error) {
      throw toSoukError(error);
    }
  }

  /** The partition of the actor that a call is for; undefined: any node may do it. */
  whereIs(action: string, params: unknown, headers: CallHeaders): PartitionName | undefined {
    return this.#made?.host.whereIs(action, params, headers);
  }

  /** What other nodes tell: a batch, how far a partition or a consumer in it has come, whose key was destroyed. */
  readonly hear = {
    batch: (bytes: Uint8Array): void => this.#feed.arrivals.hear(bytes),
    head: (partition: PartitionName, number: number): void => this.#feed.announce(partition, number),
    handled: (consumer: string, partition: PartitionName, number: number): void =>
      this.#feed.handledElsewhere(consumer, partition, number),
    forgotten: (person: string): void => this.#codec.forgotten(person),
  };

  /** How far the partitions that are ours have come: what others are told. */
  heads(): ReadonlyMap<PartitionName, number> {
    return this.#made?.partitions.heads() ?? new Map();
  }

  /** How far the consumers that follow here have come. */
  handled(): readonly ConsumerLag[] {
    return this.#feed.lag();
  }

  /** As far as this node knows, also of partitions that are others'. */
  knownHeads(): ReadonlyMap<PartitionName, number> {
    return new Map([...this.#feed.heads(), ...this.heads()]);
  }

  /** Resolves once all that follows from what is stored now has happened: flows, views, and what they led to. */
  async settled(): Promise<void> {
    for (let before = -1; before !== this.#written(); ) {
      before = this.#written();
      await this.#feed.settled();
      await this.inspector.flowsIdle();
    }
  }

  /** What others would make anew when they take over, while nobody has to wait for it yet. */
  readonly keep = async (): Promise<void> => this.#placing?.keep();

  /** Finishes turns, flushes, keeps every place. No caller is left without an answer. */
  async drain(): Promise<void> {
    this.#placing?.stop();
    await this.#feed.stop();
    await this.#made?.partitions.drain();
  }

  #written(): number {
    return [...this.heads().values()].reduce((sum, number) => sum + number, 0);
  }

  #ready(): Ready {
    if (!this.#made) throw runtimeError('DRAINING');
    return this.#made;
  }

  #ctxOptions() {
    const { world, journal, rows } = this.#options;
    return { world, journal, codec: this.#codec, rows, domains: this.domains, transport: this.#transport };
  }

  #makePartitions(count: number): Partitions {
    const { nodeId, journal, world, limits, members, others } = this.#options;
    return new Partitions({
      nodeId,
      journal,
      codec: this.#codec,
      world,
      domains: this.domains,
      count,
      mailboxLimit: limits.mailboxLimit,
      actorsInMemory: limits.actorsInMemory,
      maxEntriesPerBatch: limits.maxEntriesPerBatch ?? 500,
      onStored: (batch, bytes) => {
        noteStored(this.#spans, batch);
        this.#feed.publish(batch);
        others?.stored(batch.partition, batch.number, bytes);
      },
      onHead: (partition, number) => this.#feed.announce(partition, number),
      ownerOf: (partition) => members && ownerIn(members, partition),
    });
  }

  #makeFollowers(): Followers {
    const { views, flows, rows, journal, world, limits } = this.#options;
    const common = { rows, journal, codec: this.#codec, world, paceMs: limits.viewPaceMs ?? 0, spans: this.#spans };
    const remind = remindIn(this.domains, world, () => this.#ready().partitions);
    const ask = askThrough(this.#transport, world);
    return new Followers({ ...common, areas: this.domains.areas, views, flows, ask, remind }, this.#feed);
  }
}
