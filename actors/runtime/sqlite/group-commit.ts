import type { DatabaseSync } from 'node:sqlite';
import type { PendingCall } from '../thread.ts';
import { isTrouble, transaction } from './trouble.ts';

/** Many calls, one transaction: durable together. Trouble of the engine fails all of them, a call's own fault only itself. */
export class GroupCommit {
  readonly #db: DatabaseSync;
  #trouble: unknown;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  run(calls: readonly PendingCall[]): void {
    this.#trouble = undefined;
    transaction(this.#db, 'BEGIN IMMEDIATE', () => {
      for (const call of calls) call.run();
      if (this.#trouble) throw this.#trouble;
    });
  }

  /** What one call does inside `run`: all or nothing. */
  atomically<Result>(work: () => Result): Result {
    this.#db.exec('SAVEPOINT one_call');
    try {
      const result = work();
      this.#db.exec('RELEASE one_call');
      return result;
    } catch (error) {
      if (isTrouble(error) || !this.#db.isTransaction) this.#trouble ??= error;
      else this.#db.exec('ROLLBACK TO one_call; RELEASE one_call');
      throw error;
    }
  }
}
