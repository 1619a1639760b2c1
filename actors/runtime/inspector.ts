import { streamOf } from '../../tenants/isolation.ts';
import { type CtxOptions, pastOf } from './ctx.ts';
import { notFound } from './errors.ts';
import type { ConsumerLag } from './feed/consumer.ts';
import type { Feed } from './feed/feed.ts';
import type { FlowConsumer } from './feed/flow-consumer.ts';
import type { Parked } from './feed/parked.ts';
import type { ViewConsumer } from './feed/view-consumer.ts';
import type { Partitions } from './partition/partitions.ts';
import type { PastEntry } from './service.ts';

export type InspectorOptions = CtxOptions & { readonly feed: Feed; readonly partitions: () => Partitions };

export type SeenActor = {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly state: unknown;
  readonly events: readonly PastEntry[];
};

export type SeenPlace = {
  readonly key: string;
  readonly area: string;
  readonly partition: string;
  readonly owner?: string;
};

/** What ops may look at, and the one thing they may do: replay a dead letter. */
export class Inspector {
  readonly #options: InspectorOptions;
  #followed: readonly (ViewConsumer | FlowConsumer)[] = [];
  #flows: readonly FlowConsumer[] = [];
  #besides: () => readonly ConsumerLag[] = () => [];

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  follow(views: readonly ViewConsumer[], flows: readonly FlowConsumer[]): void {
    this.#followed = [...views, ...flows];
    this.#flows = flows;
  }

  /** Events after a version, at most `limit` entries. */
  async actor(tenantId: string, type: string, id: string, afterVersion: number, limit: number): Promise<SeenActor> {
    const known = this.#options.domains.decider(type);
    if (!known) throw notFound('actor type');
    const stream = streamOf(tenantId, type, id);
    const partitions = this.#options.partitions();
    const { state, version } = await this.#look(partitions, known.area, stream, known.decider);
    if (version === 0) throw notFound('actor');
    const events = await pastOf(this.#options, partitions, known.decider, stream, afterVersion, limit);
    return { type, id, version, state, events };
  }

  /** Where an actor lives, as this node believes, whether there is one or not. */
  placement(tenantId: string, type: string, id: string): SeenPlace {
    const { domains, partitions } = this.#options;
    const known = domains.decider(type);
    if (!known) throw notFound('actor type');
    const key = streamOf(tenantId, type, id);
    const partition = partitions().nameOf(known.area, key);
    const owner = partitions().ownerOf(partition);
    return { key, area: known.area, partition, ...(owner !== undefined && { owner }) };
  }

  /** Whoever follows the journal in a process of its own says how far it is. */
  besides(lag: () => readonly ConsumerLag[]): void {
    this.#besides = lag;
  }

  lag(): readonly ConsumerLag[] {
    return [...this.#options.feed.lag(), ...this.#besides()];
  }

  /** Partitions that are this node's. */
  get partitions(): number {
    return this.#options.partitions().heads().size;
  }

  /** Commands that wait in mailboxes. */
  get waiting(): number {
    return this.#options.partitions().waiting;
  }

  /** How long some partition has not kept up with its commands. */
  get backlogMs(): number {
    return this.#options.partitions().backlogMs;
  }

  parked(): readonly Parked[] {
    return this.#followed.flatMap((consumer) => consumer.parked.all());
  }

  async replay(id: string): Promise<Parked> {
    for (const consumer of this.#followed) {
      const parked = consumer.parked.all().find((one) => one.id === id);
      if (!parked) continue;
      await consumer.replay(parked);
      return parked;
    }
    throw notFound('dead letter');
  }

  async flowsIdle(): Promise<void> {
    await Promise.all(this.#flows.map((flow) => flow.idle()));
  }

  #look(
    partitions: Partitions,
    area: string,
    stream: string,
    decider: Parameters<typeof pastOf>[2],
  ): Promise<{ state: unknown; version: number }> {
    return new Promise((resolve, reject) => {
      partitions.of(area, stream).read({
        kind: 'read',
        stream,
        decider,
        deadline: Number.MAX_SAFE_INTEGER,
        // The state goes on living: the view of it must not.
        answer: (state) => structuredClone(state),
        resolve: ({ value, about }) => resolve({ state: value, version: about.version }),
        reject,
      });
    });
  }
}
