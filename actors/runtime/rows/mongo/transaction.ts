import { MongoError, MongoErrorLabel } from 'mongodb';
import type { MongoConnection, Within, Work } from '../../mongo/connection.ts';
import { realWorld, sleep } from '../../world.ts';

const mostTries = 6;
const firstPauseMs = 10;

/**
 * Commits what `work` writes, all or nothing; `work` answers false to leave everything as it is. Two transactions that
 * write the same document are told apart by the server: one of them is tried again.
 */
export async function inTransaction(connection: MongoConnection, work: Work<boolean>): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await connection.run((within) => once(within, work));
    } catch (error) {
      if (tries === mostTries || !isPassing((error as Error).cause)) throw error;
      await sleep(realWorld, firstPauseMs * 2 ** tries);
    }
  }
}

async function once(within: Within, work: Work<boolean>): Promise<boolean> {
  const { session } = within;
  session.startTransaction({ readConcern: { level: 'snapshot' } });
  try {
    if (await work(within)) {
      await session.commitTransaction();
      return true;
    }
    await session.abortTransaction();
    return false;
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError);
