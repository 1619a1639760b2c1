import type { Batch, NewBatch, PartitionName, StoredEntry } from '../journal.ts';

/** An entry inside the document of its batch. */
export type EntryDocument = {
  readonly version: number;
  readonly key: number;
  readonly line: Uint8Array;
};

/** A stream that has events in the batch: the version after them, and which entries they are. */
export type StreamDocument = {
  readonly stream: string;
  readonly version: number;
  readonly places: readonly number[];
};

/**
 * A batch is one document, so that it is stored whole or not at all. Its id is its place: unique, and partitions lie in
 * order of their numbers.
 */
export type BatchDocument = {
  readonly _id: string;
  readonly partition: PartitionName;
  readonly number: number;
  readonly hash: string;
  readonly nonce: string;
  readonly at: number;
  readonly header: Uint8Array;
  readonly entries: readonly EntryDocument[];
  readonly streams: readonly StreamDocument[];
};

/** MongoDB takes 16 MiB a document; index fields and names need some of it. */
export const maxDocumentBytes = 12 * 1024 * 1024;

const digits = 10;

export const placeOf = (partition: PartitionName, number: number): string =>
  `${partition}/${String(number).padStart(digits, '0')}`;

/** Behind the last place of a partition; before the first of the next. */
export const endOf = (partition: PartitionName): string => `${partition}0`;

export function toDocument(partition: PartitionName, batch: NewBatch): BatchDocument {
  const { number, hash, nonce, at, bytes, entries } = batch;
  if (bytes.byteLength > maxDocumentBytes) {
    throw new RangeError(`batch ${number} of ${partition} has ${bytes.byteLength} bytes, at most ${maxDocumentBytes}`);
  }
  return {
    _id: placeOf(partition, number),
    partition,
    number,
    hash,
    nonce,
    at,
    header: bytes.subarray(0, entries[0] ? entries[0].offset - 1 : bytes.byteLength),
    entries: entries.map(({ version, answerKey, offset, length }) => ({
      version,
      key: answerKey,
      line: bytes.subarray(offset, offset + length),
    })),
    streams: streamsOf(batch),
  };
}

function streamsOf({ entries }: NewBatch): StreamDocument[] {
  const streams = new Map<string, { stream: string; version: number; places: number[] }>();
  for (const [place, { stream, version, events }] of entries.entries()) {
    if (events === 0) continue;
    const known = streams.get(stream);
    if (known) Object.assign(known, { version }).places.push(place);
    else streams.set(stream, { stream, version, places: [place] });
  }
  return [...streams.values()];
}

const newline = 0x0a;

/** The bytes as they were given: header and lines, one below the other. */
export function toBatch({ number, hash, nonce, at, header, entries }: BatchDocument): Batch {
  const length = entries.reduce((sum, { line }) => sum + 1 + line.byteLength, header.byteLength);
  const bytes = new Uint8Array(length);
  bytes.set(header);
  let offset = header.byteLength;
  for (const { line } of entries) {
    bytes[offset] = newline;
    bytes.set(line, offset + 1);
    offset += 1 + line.byteLength;
  }
  return { number, hash, nonce, at, bytes };
}

export type FoundEntries = Pick<BatchDocument, 'number' | 'entries'>;

export const toStored = ({ number, entries }: FoundEntries): StoredEntry[] =>
  entries.map(({ version, line }) => ({ batch: number, version, bytes: line }));
