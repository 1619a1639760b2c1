import { compact } from '../../thread.ts';
import type { NewBatch, StoredEntry } from '../journal.ts';
import { placeOf } from './schema.ts';

/**
 * What crosses between the threads: a copy costs by the object, so hundreds of entries travel as one array of numbers
 * and one piece of bytes.
 */
export type PackedBatch = {
  readonly number: number;
  readonly hash: string;
  readonly nonce: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  /** Each stream once. */
  readonly streams: readonly string[];
  /** Five numbers an entry: index into `streams`, version, events, answer key, place. */
  readonly entries: Float64Array;
};

export const packedWidth = 5;

export function packBatch({ number, hash, nonce, at, bytes, entries }: NewBatch): PackedBatch {
  const ordinals = new Map<string, number>();
  const packed = new Float64Array(entries.length * packedWidth);
  let next = 0;
  for (const { stream, version, events, answerKey, offset, length } of entries) {
    const ordinal = ordinals.get(stream) ?? ordinals.size;
    if (ordinal === ordinals.size) ordinals.set(stream, ordinal);
    packed.set([ordinal, version, events, answerKey, placeOf(offset, length)], next);
    next += packedWidth;
  }
  return { number, hash, nonce, at, bytes: compact(bytes), streams: [...ordinals.keys()], entries: packed };
}

/** Three numbers an entry: batch number, version, length of its part of `bytes`. */
export type PackedEntries = { readonly entries: Float64Array; readonly bytes: Uint8Array };

const entryWidth = 3;

export function packEntries(found: readonly StoredEntry[]): PackedEntries {
  const entries = new Float64Array(found.length * entryWidth);
  const bytes = new Uint8Array(found.reduce((total, entry) => total + entry.bytes.byteLength, 0));
  let offset = 0;
  found.forEach((entry, place) => {
    entries.set([entry.batch, entry.version, entry.bytes.byteLength], place * entryWidth);
    bytes.set(entry.bytes, offset);
    offset += entry.bytes.byteLength;
  });
  return { entries, bytes };
}

export function unpackEntries({ entries, bytes }: PackedEntries): StoredEntry[] {
  const found: StoredEntry[] = [];
  let offset = 0;
  for (let at = 0; at < entries.length; at += entryWidth) {
    const end = offset + (entries[at + 2] as number);
    const entry = { batch: entries[at] as number, version: entries[at + 1] as number };
    found.push({ ...entry, bytes: bytes.subarray(offset, end) });
    offset = end;
  }
  return found;
}
