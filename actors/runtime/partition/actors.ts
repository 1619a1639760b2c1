import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import { type AnyDecider, UnknownEvent } from '../decider.ts';
import { runtimeError, type SoukError } from '../errors.ts';
import type { Codec } from '../journal/codec.ts';
import type { Entry } from '../journal/entry.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';
import type { Cancel, World } from '../world.ts';
import { Actor } from './actor.ts';
import { openSnapshot, sealSnapshot } from './snapshots.ts';

const pageOfEntries = 1_000;
/** Whoever has fewer events has no snapshot. */
const youngEvents = 20;
const snapshotAfterEvents = 100;
const snapshotEveryMs = 10_000;

export type ActorsOptions = {
  readonly partition: PartitionName;
  readonly journal: Journal;
  readonly codec: Codec;
  readonly world: World;
  /** How many actors of this partition stay in memory. */
  readonly inMemory: number;
};

/** The actors of one partition that are in memory: woken from their own snapshot and tail, forgotten when idle. */
export class Actors {
  readonly #options: ActorsOptions;
  readonly #awake: LRUCache<string, Actor>;
  readonly #pinned = new Map<string, Actor>();
  readonly #waking = new Map<string, Promise<Actor>>();
  readonly #deaf: Cancel;
  /** Of forgotten persons: they go with the batch on its way. */
  readonly #leaving = new Set<string>();
  /** Changes whenever some are forgotten: a load begun before is not kept. */
  #era = 0;

  constructor(options: ActorsOptions) {
    this.#options = options;
    this.#awake = new LRUCache({
      ...atMost(options.inMemory),
      dispose: (actor, _, reason) => this.#leave(actor, reason),
    });
    this.#deaf = options.codec.onForgotten((person) => this.#forgetPerson(person));
  }

  find(stream: string): Actor | undefined {
    return this.#pinned.get(stream) ?? this.#awake.get(stream);
  }

  /** Actors of the batch on its way stay: the journal does not know yet what they know. */
  pin(actors: Iterable<Actor>): void {
    for (const actor of actors) this.#pinned.set(actor.stream, actor);
  }

  unpin(): void {
    this.#pinned.clear();
    for (const stream of this.#leaving) this.#awake.delete(stream);
    this.#leaving.clear();
  }

  wake(stream: string, decider: AnyDecider): Promise<Actor> {
    const awake = this.find(stream);
    if (awake) return Promise.resolve(awake);
    const waking = this.#waking.get(stream) ?? this.#start(stream, decider);
    this.#waking.set(stream, waking);
    return waking;
  }

  forget(stream: string): void {
    this.#pinned.delete(stream);
    this.#awake.delete(stream);
  }

  forgetAll(): void {
    this.#dropWaking();
    this.#pinned.clear();
    this.#awake.clear();
  }

  close(): void {
    this.#deaf();
  }

  /** They wake again, from what is left of their events. */
  #forgetPerson(person: string): void {
    this.#dropWaking();
    for (const { stream } of [...this.#awake.values()].filter((actor) => actor.person === person)) {
      if (this.#pinned.has(stream)) this.#leaving.add(stream);
      else this.#awake.delete(stream);
    }
  }

  #dropWaking(): void {
    this.#era += 1;
    this.#waking.clear();
  }

  /** At most one per 10 s an actor. Only now memory is what the journal holds: of a busy actor the next turn is near. */
  snapshotWhenDue(actor: Actor): void {
    const now = this.#options.world.now();
    if (actor.durable - actor.snapshotVersion < snapshotAfterEvents) return;
    if (Math.abs(now - actor.snapshotAt) < snapshotEveryMs) return;
    actor.snapshotAt = now;
    void this.#save(actor);
  }

  /** For a drain: whoever has a tail worth saving. */
  async saveAll(): Promise<void> {
    const due = [...this.#awake.values()].filter((actor) => isWorthSaving(actor));
    await Promise.all(due.map((actor) => this.#save(actor)));
  }

  #leave(actor: Actor, reason: LRUCache.DisposeReason): void {
    if (reason === 'evict' && isWorthSaving(actor)) void this.#save(actor);
  }

  async #start(stream: string, decider: AnyDecider): Promise<Actor> {
    const era = this.#era;
    try {
      const actor = await this.#load(stream, decider);
      if (era === this.#era) this.#awake.set(stream, actor);
      return actor;
    } finally {
      if (era === this.#era) this.#waking.delete(stream);
    }
  }

  /** Most actors are young, many are new: a short first page tells so in one read, and only a full one asks for more. */
  async #load(stream: string, decider: AnyDecider): Promise<Actor> {
    const actor = new Actor(stream, decider);
    const first = await this.#page(actor, youngEvents);
    const isYoung = (first.at(-1)?.version ?? 0) < youngEvents;
    if (!isYoung) await this.#loadSnapshot(actor);
    if (actor.version === 0) this.#replay(actor, first);
    for (let more = !isYoung; more; ) {
      const page = await this.#page(actor, pageOfEntries);
      this.#replay(actor, page);
      more = page.length === pageOfEntries;
    }
    actor.durable = actor.version;
    return actor;
  }

  async #page(actor: Actor, limit: number): Promise<readonly Entry[]> {
    const { journal, partition, codec } = this.#options;
    const stored = await journal.stream(partition, actor.stream, actor.version, limit);
    return codec.decode(stored.map(({ bytes }) => Buffer.from(bytes).toString()));
  }

  #replay(actor: Actor, entries: readonly Entry[]): void {
    try {
      for (const entry of entries) {
        actor.person ??= this.#options.codec.personIn(entry.stream, entry.events);
        actor.apply(entry.events, entry.at);
      }
    } catch (error) {
      throw error instanceof UnknownEvent ? newerRelease(actor.stream, error) : error;
    }
  }

  async #loadSnapshot(actor: Actor): Promise<void> {
    const { journal, codec, partition } = this.#options;
    const snapshot = await journal.loadSnapshot(partition, actor.stream, schemaOf(actor));
    const opened = snapshot && (await openSnapshot(snapshot, codec));
    if (!opened) return;
    actor.version = snapshot.version;
    actor.snapshotVersion = snapshot.version;
    Object.assign(actor, opened);
  }

  /** A snapshot only saves time: one that cannot be written is not worth an error. */
  async #save(actor: Actor): Promise<void> {
    if (actor.version !== actor.durable) return;
    const { codec, journal, partition } = this.#options;
    const { version, stream } = actor;
    try {
      const bytes = await sealSnapshot(actor, codec);
      if (!bytes) return;
      await journal.saveSnapshot(partition, { stream, schema: schemaOf(actor), version, bytes });
      actor.snapshotVersion = version;
    } catch {
      actor.snapshotAt = this.#options.world.now();
    }
  }
}

const schemaOf = (actor: Actor): number => actor.decider.schema ?? 1;

const isWorthSaving = (actor: Actor): boolean =>
  !actor.broken && actor.version === actor.durable && actor.durable - actor.snapshotVersion >= youngEvents;

const newerRelease = (stream: string, cause: Error): SoukError =>
  Object.assign(runtimeError('NEWER_RELEASE', { stream }), { cause });
