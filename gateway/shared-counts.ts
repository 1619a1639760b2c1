import { hash } from 'node:crypto';
import type { RedisConnection } from '../actors/runtime/redis/connection.ts';
import { minute } from '../actors/runtime/time.ts';

/** Counts to which several nodes add. */
export interface SharedCounts {
  /**
   * Adds what was counted here in a minute (of them since 1970), at most 1 000 keys, and answers the sums over all nodes;
   * undefined where they cannot be had now.
   */
  add(ofMinute: number, counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, number> | undefined>;
}

export const mostKeysAtOnce = 1_000;

/** A minute after it is over nobody asks for it. */
const keptMs = 2 * minute;

export const redisCounts = (redis: RedisConnection): SharedCounts => ({
  add: async (ofMinute, counts) => {
    const keys = [...counts.keys()];
    const answers = await redis.ask(async (server) => {
      const pipeline = server.pipeline();
      for (const key of keys) {
        const name = nameOf(ofMinute, key);
        pipeline.incrby(name, counts.get(key) as number).pexpire(name, keptMs);
      }
      return pipeline.exec();
    });
    if (!answers || answers.some(([error]) => error)) return undefined;
    return new Map(keys.map((key, place) => [key, Number(answers[2 * place]?.[1])]));
  },
});

/** A key may hold the address of a person. */
const nameOf = (ofMinute: number, key: string): string => `rate:${ofMinute}:${hash('sha256', key, 'base64url')}`;
