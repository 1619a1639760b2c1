/** `<domain>/<number>`, for instance `inventory/07`: the unit that is owned, appended to and read in order. */
export type PartitionName = string;

/** Where one entry stands inside the bytes of its batch, and by what it can be found again. */
export type EntryIndex = {
  readonly stream: string;
  /** Version after the entry's last event; 0 events leave it where it was. */
  readonly version: number;
  readonly events: number;
  /** `hash53` of stream and command id. */
  readonly answerKey: number;
  readonly offset: number;
  readonly length: number;
};

/** A batch as it is stored: opaque bytes whose first line is its header, one line an entry. */
export type Batch = {
  readonly number: number;
  /** SHA-256 of `bytes`, hexadecimal. The header inside holds the one of the batch before. */
  readonly hash: string;
  /** Tells whose batch stands at a number when the outcome of an append is unknown. */
  readonly nonce: string;
  readonly at: number;
  readonly bytes: Uint8Array;
};

export type NewBatch = Batch & { readonly entries: readonly EntryIndex[] };

export type Head = { readonly number: number; readonly hash: string; readonly at: number };

/** The head of a partition that was never written. */
export const emptyHead: Head = { number: 0, hash: '', at: 0 };

/** The bytes of one entry, found through an index. */
export type StoredEntry = { readonly batch: number; readonly version: number; readonly bytes: Uint8Array };

export type Snapshot = {
  readonly stream: string;
  /** Changes with the shape of the state: only a snapshot of the same schema is loaded. */
  readonly schema: number;
  readonly version: number;
  readonly bytes: Uint8Array;
};

export type JournalProblem = { readonly partition: PartitionName; readonly number: number; readonly problem: string };

/**
 * The one port to truth. Every method rejects with `JournalUnavailable` when the engine cannot do its work now: the
 * outcome of a rejected `append` is unknown until `batchAt` tells it.
 */
export interface Journal {
  /** Number of partitions a domain was given when this journal was made; `wanted` is used for a new journal only. */
  partitions(wanted: number): Promise<number>;
  heads(partitions: readonly PartitionName[]): Promise<Head[]>;
  /**
   * Durable when it resolves. `conflict`: another batch stands at that number, or the number is not the head + 1. The
   * very same batch (by nonce and hash) sent again is `stored`: so the sender of an unknown outcome may just repeat it.
   */
  append(partition: PartitionName, batch: NewBatch, look?: boolean): Promise<'stored' | 'conflict' | 'known'>;
  /** Makes something durable that nobody reads, no larger each time: rejects while an append would. */
  probe(): Promise<void>;
  batchAt(partition: PartitionName, number: number): Promise<Batch | undefined>;
  /**
   * Whether this is the number of the newest batch, at some moment between the call and the answer. All other reads may
   * show a past that another owner has left behind; this one never does.
   */
  isHead(partition: PartitionName, number: number): Promise<boolean>;
  /**
   * Batches after a number, in order: at most 1 000, and about `maxBytes` of them (at least one). Where the next one is
   * missing though later ones exist it rejects: a hole never looks like the end.
   */
  read(partition: PartitionName, after: number, maxBytes: number): Promise<Batch[]>;
  /** Entries with events of one stream after a version, in order, at most `limit`. */
  stream(partition: PartitionName, stream: string, afterVersion: number, limit: number): Promise<StoredEntry[]>;
  /** Entries that may answer these keys, in no order: an answer key is a hash, the reader compares. At most 1 000 keys. */
  answers(partition: PartitionName, answerKeys: readonly number[]): Promise<StoredEntry[]>;
  /** Kept if its version is durable and higher than the one it has. Never the only copy of anything. */
  saveSnapshot(partition: PartitionName, snapshot: Snapshot): Promise<void>;
  /** The one with the highest version of that schema, if this journal still holds the history it was made of. */
  loadSnapshot(partition: PartitionName, stream: string, schema: number): Promise<Snapshot | undefined>;
  /** Every partition ever written, for readers of the whole truth. */
  names(): Promise<PartitionName[]>;
  close(): Promise<void>;
}

export class JournalUnavailable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the journal cannot be used now: ${reason}`, options);
    this.name = 'JournalUnavailable';
  }
}
