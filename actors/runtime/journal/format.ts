import { hash } from 'node:crypto';
import type { Json } from '../decider.ts';
import { hash53 } from '../ids.ts';
import type { EntryIndex, NewBatch, PartitionName } from './journal.ts';

/** The first line of a batch. */
export type BatchHeader = {
  readonly partition: PartitionName;
  readonly number: number;
  /** `hash` of the batch before, '' for the first: so every batch vouches for all that came earlier. */
  readonly previousHash: string;
  readonly node: string;
  readonly nonce: string;
  readonly at: number;
};

/** What the indexes hold of an entry. `version` is the one after its events. */
export type EntryMeta = {
  readonly stream: string;
  readonly version: number;
  readonly events: number;
  readonly commandId: string;
};

/** The fields of an entry's line that everyone may rely on; the codec adds its own. */
export type EntryLine = {
  readonly stream: string;
  readonly version: number;
  readonly commandId: string;
  readonly events: readonly Json[];
};

/** Offsets and lengths are kept side by side in one number, and a blob has its bound too. */
export const maxBatchBytes = 64 * 1024 * 1024;

export const answerKeyOf = (stream: string, commandId: string): number => hash53(`${stream}\n${commandId}`);

const utf8 = new TextEncoder();

/** `entryLines` are JSON without a line break, one for each of `meta`. */
export function encodeBatch(header: BatchHeader, entryLines: readonly string[], meta: readonly EntryMeta[]): NewBatch {
  const headerLine = JSON.stringify(header);
  const text = entryLines.length === 0 ? headerLine : `${headerLine}\n${entryLines.join('\n')}`;
  const bytes = utf8.encode(text);
  if (bytes.byteLength > maxBatchBytes) throw new RangeError(`a batch of ${bytes.byteLength} bytes is too large`);
  const lengthOf = bytes.byteLength === text.length ? asciiLength : Buffer.byteLength;
  const { number, nonce, at } = header;
  return {
    number,
    hash: hash('sha256', bytes),
    nonce,
    at,
    bytes,
    entries: indexEntries(lengthOf(headerLine) + 1, entryLines, meta, lengthOf),
  };
}

const asciiLength = (line: string): number => line.length;

function indexEntries(
  start: number,
  lines: readonly string[],
  meta: readonly EntryMeta[],
  lengthOf: (line: string) => number,
): EntryIndex[] {
  let offset = start;
  return meta.map(({ stream, version, events, commandId }, place) => {
    const length = lengthOf(lines[place] as string);
    const entry = { stream, version, events, answerKey: answerKeyOf(stream, commandId), offset, length };
    offset += length + 1;
    return entry;
  });
}

const newline = 0x0a;

/** The lines of a batch without its header, as parts of the same buffer. */
export function entryLinesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = endOfLine(bytes, 0) + 1;
  while (start <= bytes.byteLength) {
    const end = endOfLine(bytes, start);
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(newline, from);
  return end < 0 ? bytes.byteLength : end;
}

const parse = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());

export const readHeader = (bytes: Uint8Array): BatchHeader =>
  parse(bytes.subarray(0, endOfLine(bytes, 0))) as BatchHeader;

/** The caller knows what else its codec wrote into the line. */
export const readEntry = <Line extends EntryLine = EntryLine>(bytes: Uint8Array): Line => parse(bytes) as Line;
