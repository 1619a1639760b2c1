import { Redis } from 'ioredis';

const connectTimeoutMs = 2_000;
/** A Redis beside us answers in less than one; a slow one is as good as none. */
const answerTimeoutMs = 500;
const longestPauseMs = 2_000;
const pauseMs = 200;

/**
 * A Redis that may be away at any time, or be empty: what is in there is never the only copy of anything, and whoever
 * asks does without. It is looked for until `close`.
 */
export class RedisConnection {
  readonly #redis: Redis;
  #problem: string | undefined = 'it was not reached yet';

  /** `redis://user:password@host:port/database`, or `rediss://` for TLS. */
  constructor(url: string) {
    this.#redis = new Redis(url, {
      connectTimeout: connectTimeoutMs,
      commandTimeout: answerTimeoutMs,
      // Nothing waits for it to come back.
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * pauseMs, longestPauseMs),
    });
    this.#redis.on('ready', () => this.#isThere());
    this.#redis.on('error', (error) => this.#isAway(error));
  }

  /** Undefined: it is away, or too slow. */
  async ask<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await work(this.#redis);
      this.#isThere();
      return result;
    } catch (error) {
      this.#isAway(error as Error);
      return undefined;
    }
  }

  /** Why the last one who asked had to do without. */
  problem(): string | undefined {
    return this.#problem;
  }

  #isThere(): void {
    this.#problem = undefined;
  }

  #isAway({ message }: Error): void {
    this.#problem = message;
  }

  close(): void {
    this.#redis.disconnect();
  }
}
