import { type ClientSession, type Db, MongoClient, type MongoClientOptions, MongoError, type Timestamp } from 'mongodb';

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

export type Work<Result> = (session: ClientSession) => Promise<Result>;

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
  }

  /** One operation: a session is used by one at a time. Whatever MongoDB cannot do now is said as `unavailable`. */
  async run<Result>(work: Work<Result>): Promise<Result> {
    if (this.#closed) throw this.#unavailable('it was closed', {});
    const session = this.#client.startSession();
    if (this.#seen) session.advanceOperationTime(this.#seen);
    try {
      return await work(session);
    } catch (error) {
      throw error instanceof MongoError ? this.#unavailable(this.#reason(error), { cause: error }) : error;
    } finally {
      this.#see(session.operationTime);
      await session.endSession();
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

const duplicateKey = 11_000;

/** Something with this key, or this value of a unique index, is there. */
export const isDuplicate = (error: unknown): boolean => error instanceof MongoError && error.code === duplicateKey;
