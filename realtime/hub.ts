import { isRetryable, runtimeError } from '../actors/runtime/errors.ts';
import type { Consumer } from '../actors/runtime/feed/consumer.ts';
import { eventsOf, type HeardEvent } from '../actors/runtime/feed/events.ts';
import type { FeedBatch } from '../actors/runtime/journal/entry.ts';
import { noSpans } from '../actors/runtime/spans.ts';
import type { Instant } from '../actors/runtime/time.ts';
import type { EventAbout } from '../actors/runtime/view.ts';
import type { Cancel, World } from '../actors/runtime/world.ts';
import { Causes } from './causes.ts';
import type { AnyChannel } from './channel-kinds.ts';
import { Figures } from './figures.ts';
import { domainsOfKinds, type Kinds, kindsOf, type Stirred, stirredBy } from './hearing.ts';
import { type Live, nextFrameOf, type Publish, type ReadState } from './live.ts';
import { LiveChannels } from './live-channels.ts';
import { digestEveryMs, frameEveryMs, type Version } from './protocol.ts';

/** Until what could not be read is read again. */
const retryEveryMs = 500;

/**
 * Hears every commit and tells the channels that somebody follows, at most one frame a channel in 50 ms (of figures: in a
 * second): latest value wins. A list's version counts frames since this hub began; another hub has other versions, so a
 * client that moves asks for the state.
 */
export class Hub {
  /** Lists come after the rows that they are read from; what an actor shows of itself waits for nobody. */
  readonly consumers: readonly Consumer[];
  readonly #live: LiveChannels;
  readonly #dirty = new Set<Live>();
  readonly #read: ReadState;
  readonly #publish: Publish;
  readonly #world: World;
  readonly #figures: Figures<Live>;
  readonly #causes: Causes;
  #cancel: Cancel | undefined;
  #stopped = false;
  #flushing = false;

  constructor(read: ReadState, publish: Publish, world: World, spans = noSpans) {
    this.#read = read;
    this.#publish = publish;
    this.#world = world;
    this.#causes = new Causes(spans, world);
    this.#live = new LiveChannels(world.randomId());
    this.#figures = new Figures(world, (live) => this.#flushLater(live));
    this.consumers = [
      this.#consumer('realtime', kindsOf('state')),
      this.#consumer('realtime-figures', kindsOf('figures')),
      // One each: a list waits for its own rows only.
      ...kindsOf('list').map((kind) => this.#consumer(`realtime-${kind[0]}`, [kind])),
    ];
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
    const after = kinds.flatMap(([, channel]) => (channel.kind === 'list' ? channel.readFrom : []));
    return {
      name,
      domains: domainsOfKinds(kinds),
      after,
      start: (heads) => Promise.resolve(heads),
      handle: async (_, batches) => this.#handle(kinds, batches),
      late: (events) => this.#hear(kinds, events),
      ...(after.length > 0 && { cameAfter: () => this.#gapIn(kinds) }),
      stop: () => Promise.resolve(),
    };
  }

  #handle(kinds: Kinds, batches: readonly FeedBatch[]): void {
    if (this.#live.size === 0) return;
    this.#hear(kinds, batches.flatMap(eventsOf));
  }

  #hear(kinds: Kinds, events: readonly HeardEvent[]): void {
    for (const heard of events) for (const stirred of stirredBy(kinds, heard)) this.#touch(heard.about, stirred);
  }

  /** Who followed a list here before its rows were what they should be was shown too little of it. */
  #gapIn(kinds: Kinds): void {
    for (const live of this.#live.all()) {
      if (!kinds.some(([, kind]) => kind === live.kind)) continue;
      live.isGap = true;
      this.#flushLater(live);
    }
  }

  /** From now on the channel's frames go to its room. */
  follow(tenantId: string, channel: string, kind: AnyChannel, id: string): void {
    this.#live.follow(tenantId, channel, kind, id);
  }

  unfollow(tenantId: string, channel: string): void {
    const left = this.#live.unfollow(tenantId, channel);
    if (left) this.#figures.leave(left);
  }

  /** The version that was told last; of an actor that nothing was told of yet, none. */
  versionOf(tenantId: string, channel: string): Version | undefined {
    return this.#live.find(tenantId, channel)?.version;
  }

  /** The version a list stands at. */
  listVersion(tenantId: string, channel: string): Version {
    return this.versionOf(tenantId, channel) ?? this.#live.nextVersion();
  }

  get channelsOpen(): number {
    return this.#live.size;
  }

  #touch(about: EventAbout, { channel, change }: Stirred): void {
    const { tenantId, version, at } = about;
    const live = this.#live.find(tenantId, channel);
    if (!live) return;
    this.#causes.note(live, about);
    if (change) live.changes.set(change.id, change);
    if (live.kind.kind === 'state') live.newest = Math.max(live.newest, version);
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
    // Side by side: nobody waits for a channel whose actor cannot be reached.
    await Promise.all(dirty.map((live) => this.#tell(live).catch((error) => isRetryable(error) && this.#later(live))));
  }

  #later(live: Live): void {
    this.#world.after(retryEveryMs, () => this.#live.has(live) && this.#again(live, this.#world.now()));
  }

  async #tell(live: Live): Promise<void> {
    await this.#frame(live);
    this.#causes.told(live);
  }

  async #frame(live: Live): Promise<void> {
    if (!this.#live.has(live)) return;
    live.framed = true;
    if (live.kind.kind === 'list') return this.#frameList(live);
    const { room, channel, version: from } = live;
    const { version, state } = await this.#read(live.tenantId, live.kind, live.id);
    if (live.kind.kind === 'figures') this.#figures.counted(version);
    // Read from an owner that is none any more, or overtaken by another read.
    if (version < live.newest) throw runtimeError('OWNER_CHANGED');
    live.newest = version;
    live.version = String(version);
    await this.#publish.frame(room, { channel, from, version: live.version, state });
  }

  #frameList(live: Live): Promise<void> {
    return this.#publish.frame(live.room, nextFrameOf(live, this.#live.nextVersion()));
  }

  async #digest(): Promise<void> {
    const all = [...this.#live.all()];
    this.#figures.turn(all.filter(({ kind }) => kind.kind === 'figures'));
    for (const live of all) {
      if (!live.framed) continue;
      live.framed = false;
      await this.#publish.digest(live.room, live.channel, live.version);
    }
  }

  #digestLater(): void {
    this.#cancel = this.#world.after(digestEveryMs, () => {
      void this.#digest().finally(() => this.#stopped || this.#digestLater());
    });
  }
}
