import { hash } from 'node:crypto';
import { cacheKey } from '../../../tenants/isolation.ts';
import { memoryThrottle, type Throttle, type TryLimit } from '../throttle.ts';
import type { World } from '../world.ts';
import type { RedisConnection } from './connection.ts';

/** Drops what left the window; refuses with the wait until the oldest leaves it, or counts one more. */
const takeScript = `
local now, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return tonumber(oldest[2]) + window - now
end
redis.call('ZADD', KEYS[1], now, ARGV[4])
redis.call('PEXPIRE', KEYS[1], window)
return 0`;

/** Counts for all nodes together; where Redis is away each node counts for itself, from none. */
export function redisThrottle(redis: RedisConnection, world: Pick<World, 'now' | 'randomId'>): Throttle {
  const alone = memoryThrottle(world.now);
  const take = async (tenantId: string, what: string, limit: TryLimit): Promise<number> => {
    const params = [world.now(), limit.windowMs, limit.tries, world.randomId()];
    const waitMs = await redis.ask((server) => server.eval(takeScript, 1, keyOf(tenantId, what), ...params));
    return waitMs === undefined ? alone.take(tenantId, what, limit) : Number(waitMs);
  };
  const giveBack = async (tenantId: string, what: string): Promise<void> => {
    const given = await redis.ask((server) => server.zpopmax(keyOf(tenantId, what)));
    if (given === undefined) await alone.giveBack(tenantId, what);
  };
  return { take, giveBack };
}

/** What was tried may be a mail address: whoever looks into Redis sees none. */
const keyOf = (tenantId: string, what: string): string =>
  cacheKey(tenantId, `tries:${hash('sha256', what, 'base64url')}`);
