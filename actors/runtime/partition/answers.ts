import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import type { Codec } from '../journal/codec.ts';
import type { Entry } from '../journal/entry.ts';
import { answerKeyOf } from '../journal/format.ts';
import type { Journal, PartitionName } from '../journal/journal.ts';

export type Remembered = Pick<Entry, 'answer' | 'bodyHash' | 'version' | 'at'>;

export const answerText = (stream: string, commandId: string): string => `${stream}\n${commandId}`;

/**
 * First answers of one partition. The journal has them all; memory must hold at least those of the two batches since the
 * last look into it, or a double that came in between would be decided twice.
 */
export class Answers {
  readonly #recent: LRUCache<string, Remembered>;
  readonly #journal: Journal;
  readonly #partition: PartitionName;
  readonly #codec: Codec;

  constructor(journal: Journal, partition: PartitionName, codec: Codec, maxEntriesPerBatch: number) {
    this.#journal = journal;
    this.#partition = partition;
    this.#codec = codec;
    this.#recent = new LRUCache(atMost(maxEntriesPerBatch * 4));
  }

  find(stream: string, commandId: string): Remembered | undefined {
    return this.#recent.get(answerText(stream, commandId));
  }

  remember(entry: Entry): void {
    const { answer, bodyHash, version, at } = entry;
    this.#recent.set(answerText(entry.stream, entry.commandId), { answer, bodyHash, version, at });
  }

  /** One read for all commands that memory does not know. */
  async recall(commands: readonly { readonly stream: string; readonly commandId: string }[]): Promise<void> {
    const keys: number[] = [];
    for (const { stream, commandId } of commands) {
      if (!this.#recent.has(answerText(stream, commandId))) keys.push(answerKeyOf(stream, commandId));
    }
    if (keys.length === 0) return;
    const stored = await this.#journal.answers(this.#partition, keys);
    if (stored.length === 0) return;
    const lines = stored.map(({ bytes }) => Buffer.from(bytes).toString());
    for (const entry of await this.#codec.decode(lines)) this.remember(entry);
  }

  clear(): void {
    this.#recent.clear();
  }
}
