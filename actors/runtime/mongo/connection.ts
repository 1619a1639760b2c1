import {
  type ClientSession,
  type Db,
  MongoClient,
  type MongoClientOptions,
  MongoError,
  MongoOperationTimeoutError,
  type Timestamp,
} from 'mongodb';
import { realWorld } from '../world.ts';

export type MongoOptions = {
  /** `mongodb://user:password@host:port,.../database?...`, with `tls=true` and what else a driver understands. */
  readonly url: string;
  /** Default: the one that the url names. Who a user is, is asked of the url's one. */
  readonly database?: string;
  /** How long a primary is looked for. Default 5 s: there is none while another one is chosen. */
  readonly primaryTimeoutMs?: number;
  /** How long its answer is waited for. Default 10 s. */
  readonly answerTimeoutMs?: number;
};

/** Makes the error by which an engine says that it cannot work now. */
export type Unavailable = (reason: string, options: ErrorOptions) => Error;

/** The options of every operation: those of `run` that it belongs to. */
export type Within = { readonly session: ClientSession; readonly signal: AbortSignal };

export type Work<Result> = (within: Within) => Promise<Result>;

type Timeouts = { readonly primaryTimeoutMs: number; readonly answerTimeoutMs: number };

const usualTimeouts: Timeouts = { primaryTimeoutMs: 5_000, answerTimeoutMs: 10_000 };
const maxConnections = 50;
/** A primary that is frozen says nothing: this often somebody looks. */
const heartbeatMs = 1_000;

/** What is acknowledged is on the disks of a majority, and nothing else is read. */
const durably = ({ answerTimeoutMs }: Timeouts): MongoClientOptions => ({
  readPreference: 'primary',
  readConcernLevel: 'majority',
  // Without a majority a write would wait for one until it comes.
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: answerTimeoutMs },
  // Whoever asks knows better what a repeated write means, and the server keeps no table of them.
  retryWrites: false,
});

const inTime = ({ primaryTimeoutMs, answerTimeoutMs }: Timeouts): MongoClientOptions => ({
  serverSelectionTimeoutMS: primaryTimeoutMs,
  connectTimeoutMS: answerTimeoutMs,
  waitQueueTimeoutMS: answerTimeoutMs,
  socketTimeoutMS: answerTimeoutMs,
  heartbeatFrequencyMS: heartbeatMs,
});

/**
 * A database of a replica set, as one causal line of work: who asks sees all that was acknowledged here before, also when
 * another member has become the primary meanwhile.
 */
export class MongoConnection {
  readonly db: Db;
  readonly #client: MongoClient;
  readonly #unavailable: Unavailable;
  readonly #mostMs: number;
  #seen: Timestamp | undefined;
  #closed = false;

  constructor({ url, database, ...given }: MongoOptions, unavailable: Unavailable) {
    const timeouts = { ...usualTimeouts, ...given };
    this.#client = new MongoClient(url, {
      ...durably(timeouts),
      ...inTime(timeouts),
      maxPoolSize: maxConnections,
      promoteBuffers: true,
      ignoreUndefined: true,
    });
    this.db = this.#client.db(database);
    this.#unavailable = unavailable;
    this.#mostMs = timeouts.primaryTimeoutMs + timeouts.answerTimeoutMs;
  }

  /** One operation: a session is used by one at a time. Whatever MongoDB cannot do now is said as `unavailable`. */
  async run<Result>(work: Work<Result>): Promise<Result> {
    if (this.#closed) throw this.#unavailable('it was closed', {});
    const session = this.#client.startSession();
    if (this.#seen) session.advanceOperationTime(this.#seen);
    const { signal, late, cancel } = deadlineIn(this.#mostMs);
    try {
      return await Promise.race([work({ session, signal }), late]);
    } catch (error) {
      throw error instanceof MongoError ? this.#unavailable(this.#reason(error), { cause: error }) : error;
    } finally {
      cancel();
      this.#see(session.operationTime);
      // Not awaited: a transaction that was cut off is ended over the same cable.
      session.endSession().catch(() => undefined);
    }
  }

  #see(time: Timestamp | undefined): void {
    if (time && (!this.#seen || time.greaterThan(this.#seen))) this.#seen = time;
  }

  #reason({ message }: MongoError): string {
    return `MongoDB (${this.#client.options.hosts.join(', ')}, ${this.db.databaseName}): ${message}`;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.close();
  }
}

/**
 * The driver waits for ever for a connection that closes while a command is written to it: it is told to let go of it by
 * the signal, and whoever waits for what takes none by `late`.
 */
function deadlineIn(delayMs: number) {
  const aborting = new AbortController();
  const { signal } = aborting;
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const giveUp = () => aborting.abort(new MongoOperationTimeoutError(`no answer within ${delayMs} ms`));
  return { signal, late, cancel: realWorld.after(delayMs, giveUp) };
}

/** The server's code for it. */
export const duplicateKey = 11_000;

/** Something with this key, or this value of a unique index, is there. */
export const isDuplicate = (error: unknown): boolean => error instanceof MongoError && error.code === duplicateKey;
