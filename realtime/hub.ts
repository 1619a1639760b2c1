import { isRetryable } from '../actors/runtime/errors.ts';
import type { Consumer } from '../actors/runtime/feed/consumer.ts';
import { eventsOf } from '../actors/runtime/feed/events.ts';
import type { FeedBatch } from '../actors/runtime/journal/entry.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { Cancel, World } from '../actors/runtime/world.ts';
import { roomOf } from '../tenants/isolation.ts';
import type { AnyChannel } from './channels.ts';
import { Figures } from './figures.ts';
import { domainsOfKinds, type Kinds, kindsOf, type Stirred, stirredBy } from './hearing.ts';
import type { Live } from './live.ts';
import { digestEveryMs, type Frame, frameEveryMs, type Version } from './protocol.ts';

/** Reads a channel's view as the runtime itself. */
export type ReadState = (
  tenantId: string,
  kind: AnyChannel,
  id: string,
) => Promise<{ version: number; state: unknown }>;

export type Publish = {
  frame(room: string, frame: Frame): Promise<void>;
  digest(room: string, channel: string, version: Version): Promise<void>;
};

const mostChangesInFrame = 200;

/**
 * Hears every commit and tells the channels that somebody follows, at most one frame a channel in 50 ms (of figures: in a
 * second): latest value wins. A list's version counts frames since this hub began; another hub has other versions, so a client that moves
 * asks for the state.
 */
export class Hub {
  /** Lists come after the rows that they are read from; what an actor shows of itself waits for nobody. */
  readonly consumers: readonly Consumer[];
  readonly #live = new Map<string, Live>();
  readonly #dirty = new Set<Live>();
  readonly #read: ReadState;
  readonly #publish: Publish;
  readonly #world: World;
  readonly #epoch: string;
  readonly #figures: Figures<Live>;
  #cancel: Cancel | undefined;
  #stopped = false;
  #flushing = false;
  #count = 0;

  constructor(read: ReadState, publish: Publish, world: World) {
    this.#read = read;
    this.#publish = publish;
    this.#world = world;
    this.#epoch = world.randomId();
    this.#figures = new Figures(world, (live) => this.#flushLater(live));
    const kinds = { realtime: 'state', 'realtime-lists': 'list', 'realtime-figures': 'figures' } as const;
    this.consumers = Object.entries(kinds).map(([name, kind]) => this.#consumer(name, kindsOf(kind)));
  }

  start(): void {
    this.#digestLater();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#figures.stop();
  }

  /** All that was committed until then is in the figures. */
  counted(asOf: Instant): void {
    this.#figures.counted(asOf);
  }

  #consumer(name: string, kinds: Kinds): Consumer {
    return {
      name,
      domains: domainsOfKinds(kinds),
      after: kinds.flatMap(([, channel]) => (channel.kind === 'list' ? channel.readFrom : [])),
      start: (heads) => Promise.resolve(heads),
      handle: async (_, batches) => this.#handle(kinds, batches),
      stop: () => Promise.resolve(),
    };
  }

  #handle(kinds: Kinds, batches: readonly FeedBatch[]): void {
    if (this.#live.size === 0) return;
    for (const heard of batches.flatMap(eventsOf)) {
      const { tenantId, at } = heard.about;
      for (const stirred of stirredBy(kinds, heard)) this.#touch(tenantId, stirred, at);
    }
  }

  /** From now on the channel's frames go to its room. */
  follow(tenantId: string, channel: string, kind: AnyChannel, id: string): void {
    const room = roomOf(tenantId, channel);
    const live = this.#live.get(room) ?? this.#open(tenantId, channel, kind, id);
    this.#live.set(room, live);
    live.followers += 1;
  }

  unfollow(tenantId: string, channel: string): void {
    const room = roomOf(tenantId, channel);
    const live = this.#live.get(room);
    if (!live) return;
    live.followers -= 1;
    if (live.followers > 0) return;
    this.#live.delete(room);
    this.#dirty.delete(live);
    this.#figures.leave(live);
  }

  /** The version that was told last; of an actor that nothing was told of yet, none. */
  versionOf(tenantId: string, channel: string): Version | undefined {
    return this.#live.get(roomOf(tenantId, channel))?.version;
  }

  /** The version a list stands at. */
  listVersion(tenantId: string, channel: string): Version {
    return this.#live.get(roomOf(tenantId, channel))?.version ?? this.#nextVersion();
  }

  get channelsOpen(): number {
    return this.#live.size;
  }

  #open(tenantId: string, channel: string, kind: AnyChannel, id: string): Live {
    const version = kind.kind === 'list' ? this.#nextVersion() : '';
    return { tenantId, channel, kind, id, followers: 0, version, changes: new Map(), framed: false };
  }

  #nextVersion(): Version {
    this.#count += 1;
    return `${this.#epoch}-${this.#count}`;
  }

  #touch(tenantId: string, { channel, change }: Stirred, at: Instant): void {
    const live = this.#live.get(roomOf(tenantId, channel));
    if (!live) return;
    if (change) live.changes.set(change.id, change);
    this.#again(live, at);
  }

  #again(live: Live, at: Instant): void {
    if (live.kind.kind === 'figures') this.#figures.stir(live, at);
    else this.#flushLater(live);
  }

  #flushLater(live: Live): void {
    this.#dirty.add(live);
    if (this.#flushing) return;
    this.#flushing = true;
    this.#world.after(frameEveryMs, () => void this.#flush());
  }

  async #flush(): Promise<void> {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    this.#flushing = false;
    for (const live of dirty)
      await this.#frame(live).catch((error) => isRetryable(error) && this.#again(live, this.#world.now()));
  }

  async #frame(live: Live): Promise<void> {
    const room = roomOf(live.tenantId, live.channel);
    const { channel, version: from } = live;
    live.framed = true;
    if (live.kind.kind === 'list') {
      const changes = [...live.changes.values()].slice(0, mostChangesInFrame);
      const whole = changes.length === live.changes.size;
      live.changes.clear();
      live.version = this.#nextVersion();
      // Too much for one frame: a gap, so that everybody asks for the list.
      return this.#publish.frame(room, { channel, from: whole ? from : '', version: live.version, changes });
    }
    const { version, state } = await this.#read(live.tenantId, live.kind, live.id);
    if (live.kind.kind === 'figures') this.#figures.counted(version);
    live.version = String(version);
    await this.#publish.frame(room, { channel, from, version: live.version, state });
  }

  async #digest(): Promise<void> {
    this.#figures.turn([...this.#live.values()].filter(({ kind }) => kind.kind === 'figures'));
    for (const [room, live] of this.#live) {
      if (!live.framed) continue;
      live.framed = false;
      await this.#publish.digest(room, live.channel, live.version);
    }
  }

  #digestLater(): void {
    this.#cancel = this.#world.after(digestEveryMs, () => {
      void this.#digest().finally(() => this.#stopped || this.#digestLater());
    });
  }
}
