import type { Collection } from 'mongodb';
import type { Within } from '../../mongo/connection.ts';
import { isDuplicate } from '../../mongo/connection.ts';
import { type Cursor, type CursorMove, startCursor } from '../rows.ts';

export type CursorDocument = Cursor & {
  readonly _id: string;
  /** With its generation. */
  readonly consumer: string;
  readonly partition: string;
};

export type Cursors = Collection<CursorDocument>;

type Step = Pick<CursorMove, 'partition' | 'expected' | 'next'>;

/** False: another one moved it, and nothing is changed. */
export async function moveCursor(
  cursors: Cursors,
  within: Within,
  consumer: string,
  { partition, expected, next }: Step,
): Promise<boolean> {
  const { number, hash } = expected;
  const at = { _id: `${consumer}/${partition}`, number, hash };
  const set = { $set: { number: next.number, hash: next.hash, consumer, partition } };
  // Only who begins may make one; where it is there already the key is taken.
  const upsert = number === startCursor.number && hash === startCursor.hash;
  try {
    const { matchedCount, upsertedCount } = await cursors.updateOne(at, set, { ...within, upsert });
    return matchedCount + upsertedCount === 1;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}

export async function readCursors(
  cursors: Cursors,
  within: Within,
  consumer: string,
): Promise<ReadonlyMap<string, Cursor>> {
  const found = await cursors.find({ consumer }, within).toArray();
  return new Map(found.map(({ partition, number, hash }) => [partition, { number, hash }]));
}
