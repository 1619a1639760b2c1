import { MongoBulkWriteError } from 'mongodb';
import { duplicateKey, isDuplicate, type Within } from '../../mongo/connection.ts';
import { realWorld } from '../../world.ts';
import type { BatchDocument } from './documents.ts';
import type { Ask, Batches } from './lookup.ts';

/** Of one command: each document is at most 12 MiB, and usually below 256 KiB. */
const mostDocuments = 64;
const mostBytes = 16 * 1024 * 1024;

type Waiting = {
  readonly document: BatchDocument;
  /** Whether its place was taken, by whatever batch. */
  readonly resolve: (isTaken: boolean) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Batches of many partitions that one turn of the loop brings go to the server as one command: it waits for the disk once,
 * and two processes have one message to handle. Each document stands or falls by itself.
 */
export class Inserts {
  readonly #ask: Ask;
  readonly #batches: Batches;
  #waiting: Waiting[] = [];
  #isGathering = false;

  constructor(ask: Ask, batches: Batches) {
    this.#ask = ask;
    this.#batches = batches;
  }

  /** Whether its place was taken before. Rejects where nobody knows: a rejected command may have stored some. */
  insert(document: BatchDocument): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const one = { document, resolve, reject };
      if (this.#isGathering) this.#waiting.push(one);
      else this.#begin(one);
    });
  }

  /** The first goes at once: where one partition has all the work, waiting would only make its batches rarer. */
  #begin(first: Waiting): void {
    this.#isGathering = true;
    realWorld.soon(() => this.#go());
    void this.#store([first]);
  }

  #go(): void {
    this.#isGathering = false;
    if (this.#waiting.length === 0) return;
    let some: Waiting[] = [];
    let bytes = 0;
    for (const one of this.#waiting) {
      const size = sizeOf(one.document);
      if (some.length === mostDocuments || (some.length > 0 && bytes + size > mostBytes)) {
        void this.#store(some);
        [some, bytes] = [[], 0];
      }
      some.push(one);
      bytes += size;
    }
    this.#waiting = [];
    void this.#store(some);
  }

  async #store(some: readonly Waiting[]): Promise<void> {
    const documents = some.map(({ document }) => document);
    try {
      const taken = await this.#ask((within) => insertAll(this.#batches, within, documents));
      for (const [place, { resolve }] of some.entries()) resolve(taken.has(place));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}

const sizeOf = ({ header, entries }: BatchDocument): number =>
  entries.reduce((sum, { line }) => sum + line.byteLength, header.byteLength);

/** Those whose place was taken. */
async function insertAll(
  batches: Batches,
  within: Within,
  documents: readonly BatchDocument[],
): Promise<ReadonlySet<number>> {
  const [only] = documents;
  if (only && documents.length === 1) return insertOne(batches, within, only);
  try {
    await batches.insertMany(documents, { ...within, ordered: false });
    return new Set();
  } catch (error) {
    return takenBy(error, documents.length);
  }
}

async function insertOne(batches: Batches, within: Within, document: BatchDocument): Promise<ReadonlySet<number>> {
  try {
    await batches.insertOne(document, within);
    return new Set();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return new Set([0]);
  }
}

/** Throws what says anything but that: a line that broke has the same name, and tells of no document at all. */
function takenBy(error: unknown, many: number): ReadonlySet<number> {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
  const failed = [error.writeErrors].flat();
  if (failed.length + error.insertedCount !== many || failed.some(({ code }) => code !== duplicateKey)) throw error;
  return new Set(failed.map(({ index }) => index));
}
