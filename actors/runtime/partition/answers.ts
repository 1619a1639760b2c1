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
  readonly #most: number;
  /** Two generations: when the young one is full it becomes the old one. It costs a third of an LRU cache. */
  #young = new Map<string, Remembered>();
  #old = new Map<string, Remembered>();
  readonly #journal: Journal;
  readonly #partition: PartitionName;
  readonly #codec: Codec;

  constructor(journal: Journal, partition: PartitionName, codec: Codec, maxEntriesPerBatch: number) {
    this.#journal = journal;
    this.#partition = partition;
    this.#codec = codec;
    this.#most = maxEntriesPerBatch * 2;
  }

  /** By its `answerText`. */
  find(text: string): Remembered | undefined {
    return this.#young.get(text) ?? this.#old.get(text);
  }

  remember(text: string, { answer, bodyHash, version, at }: Remembered): void {
    if (this.#young.size >= this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, { answer, bodyHash, version, at });
  }

  /** One read for all commands that memory does not know. */
  async recall(commands: readonly { readonly stream: string; readonly commandId: string }[]): Promise<void> {
    const keys: number[] = [];
    for (const { stream, commandId } of commands) {
      const text = answerText(stream, commandId);
      const known = this.find(text);
      // What is needed now must outlive what is remembered below, however long ago it was answered.
      if (known) this.remember(text, known);
      else keys.push(answerKeyOf(stream, commandId));
    }
    if (keys.length === 0) return;
    const stored = await this.#journal.answers(this.#partition, keys);
    if (stored.length === 0) return;
    const lines = stored.map(({ bytes }) => Buffer.from(bytes).toString());
    for (const entry of await this.#codec.decode(lines)) {
      this.remember(answerText(entry.stream, entry.commandId), entry);
    }
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
