import { runtimeError, type SoukError } from '../errors.ts';
import type { Codec, Draft } from '../journal/codec.ts';
import type { FeedBatch } from '../journal/entry.ts';
import { encodeBatch, readHeader } from '../journal/format.ts';
import { type Head, type Journal, JournalUnavailable, type NewBatch, type PartitionName } from '../journal/journal.ts';
import type { Instant } from '../time.ts';
import { type Cancel, sleep, type World } from '../world.ts';
import { ownerChanged } from './ownership.ts';

const triesOfOneBatch = 3;
const tryAgainMs = 20;
const lookAgainMs = 1_000;

export type LogOptions = {
  readonly partition: PartitionName;
  readonly nodeId: string;
  readonly journal: Journal;
  readonly codec: Codec;
  readonly world: World;
  /** Hears how far the partition has come, whenever its head was read. */
  readonly onHead: (partition: PartitionName, number: number) => void;
};

/** `lost`: memory no longer tells the truth; whoever hears it forgets everything and reads the head again. */
export type Stored =
  | { readonly batch: FeedBatch; readonly bytes: Uint8Array }
  | { readonly lost: SoukError }
  | { readonly known: true }
  /** There was nothing to store, and memory holds all that is stored. */
  | { readonly sure: true };

/** The writing end of one partition: numbers, hashes and the verdict on appends whose outcome nobody told. */
export class PartitionLog {
  readonly #options: LogOptions;
  #head: Head | undefined;
  #looking: Cancel | undefined;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** The later of the clock and the head's. */
  get now(): Instant {
    return Math.max(this.#options.world.now(), this.#head?.at ?? 0);
  }

  get head(): Head | undefined {
    return this.#head;
  }

  /**
   * Rejects with `JournalUnavailable` when the head cannot be read. Of several who read at once the first is believed: a
   * later head would pretend that memory holds what was stored after it began to load.
   */
  async know(head?: Head): Promise<Head> {
    if (this.#head) return this.#head;
    const read = head ?? (await this.#readHead());
    this.#head ??= read;
    return this.#head;
  }

  /** Memory is told to read the head again. */
  forget(): void {
    this.#head = undefined;
  }

  stop(): void {
    this.#looking?.();
  }

  /** `looked`: no command of these is known. Otherwise the journal looks, and may answer `known`: nothing was stored. */
  async append(drafts: readonly Draft[], at: Instant, looked: boolean): Promise<Stored> {
    const { partition } = this.#options;
    const head = this.#head;
    if (!head) return { lost: runtimeError('JOURNAL_UNAVAILABLE') };
    try {
      const batch = await this.#encode(drafts, head, at);
      const outcome = await this.#store(batch, looked);
      if (outcome === 'known') return { known: true };
      if (outcome !== 'stored') return this.#lose(ownerChanged(await this.#writerOf(batch.number)));
      this.#head = { number: batch.number, hash: batch.hash, at };
      const entries = drafts.map(({ entry }) => entry);
      const { number, hash, bytes } = batch;
      return { batch: { partition, number, hash, at, entries }, bytes };
    } catch (error) {
      return this.#lose(Object.assign(runtimeError('JOURNAL_UNAVAILABLE'), { cause: error }));
    }
  }

  /** Looks whether the head we know still is the head: then nobody else has written, and memory holds all there is. */
  async confirm(): Promise<Stored> {
    const { journal, partition } = this.#options;
    const head = this.#head;
    if (!head) return { lost: runtimeError('JOURNAL_UNAVAILABLE') };
    try {
      if (await journal.isHead(partition, head.number)) return { sure: true };
      return this.#lose(ownerChanged(await this.#writerOf(head.number + 1)));
    } catch (error) {
      return this.#lose(Object.assign(runtimeError('JOURNAL_UNAVAILABLE'), { cause: error }));
    }
  }

  #lose(lost: SoukError): Stored {
    this.forget();
    this.#lookLater();
    return { lost };
  }

  async #writerOf(number: number): Promise<string | undefined> {
    const { journal, partition, nodeId } = this.#options;
    const there = await journal.batchAt(partition, number);
    const writer = there && readHeader(there.bytes).node;
    return writer === nodeId ? undefined : writer;
  }

  async #readHead(): Promise<Head> {
    const { journal, partition, onHead } = this.#options;
    const [head] = await journal.heads([partition]);
    if (!head) throw new JournalUnavailable('it has no heads');
    onHead(partition, head.number);
    return head;
  }

  /** What was stored though nobody told, or by another node, must reach the feed even if no command comes after it. */
  #lookLater(): void {
    this.#looking?.();
    this.#looking = this.#options.world.after(lookAgainMs, () => {
      if (this.#head) return;
      void this.#readHead()
        .catch(() => undefined)
        .then(() => this.#lookLater());
    });
  }

  async #encode(drafts: readonly Draft[], head: Head, at: Instant): Promise<NewBatch> {
    const { partition, nodeId, world, codec } = this.#options;
    const lines = await codec.encode(drafts);
    const meta = drafts.map(({ entry }) => ({
      stream: entry.stream,
      version: entry.version,
      events: entry.events.length,
      commandId: entry.commandId,
    }));
    const nonce = world.randomId();
    const header = { partition, number: head.number + 1, previousHash: head.hash, node: nodeId, nonce, at };
    return encodeBatch(header, lines, meta);
  }

  /** A rejected append is no verdict: the batch that stands at its number is. None there: the same is sent again. */
  async #store(batch: NewBatch, looked: boolean): Promise<'stored' | 'conflict' | 'known'> {
    const { journal, partition, world } = this.#options;
    for (let tries = 1; ; tries += 1) {
      try {
        return await journal.append(partition, batch, !looked);
      } catch (error) {
        const there = await journal.batchAt(partition, batch.number);
        if (there) return there.nonce === batch.nonce ? 'stored' : 'conflict';
        if (tries === triesOfOneBatch) throw error;
        await sleep(world, tryAgainMs * tries);
      }
    }
  }
}
