import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RedisConnection } from '../../actors/runtime/redis/connection.ts';
import { redisThrottle } from '../../actors/runtime/redis/throttle.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { createRateLimit, type RateLimit } from '../../gateway/rate-limit.ts';
import { redisCounts } from '../../gateway/shared-counts.ts';
import { eventually } from '../journeys/eventually.ts';
import { describeWith, type GivenServers, givenServers } from '../servers/servers.given.ts';
import { throttleSuite } from './throttle.suite.ts';

const patience = { tries: 2, windowMs: 60_000 };

describeWith('redis')('On a real server,', () => {
  let servers: GivenServers;
  /** Of two nodes. */
  let here: RedisConnection;
  let there: RedisConnection;

  const isReached = (redis: RedisConnection) =>
    eventually('Redis is reached', async () => (await redis.ask((server) => server.ping())) === 'PONG');
  const empty = () => here.ask((server) => server.flushall());

  beforeAll(async () => {
    servers = await givenServers(1, 'redis');
    [here, there] = [new RedisConnection(servers.url('redis')), new RedisConnection(servers.url('redis'))];
  });

  beforeEach(async () => {
    await Promise.all([isReached(here), isReached(there)]);
    await empty();
  });

  afterAll(() => {
    for (const redis of [here, there]) redis.close();
  });

  throttleSuite('Redis', (now) => redisThrottle(here, { now, randomId: realWorld.randomId }));

  const throttles = () => [redisThrottle(here, realWorld), redisThrottle(there, realWorld)] as const;

  test('tries at any node count for all of them', async () => {
    const [one, other] = throttles();
    expect(await one.take('acme', 'ann@example.com', patience)).toBe(0);
    expect(await other.take('acme', 'ann@example.com', patience)).toBe(0);
    expect(await one.take('acme', 'ann@example.com', patience)).toBeGreaterThan(0);
    const keys = await here.ask((server) => server.keys('*'));
    expect(keys?.join()).not.toContain('ann');
  });

  test('when it is killed each node counts for itself, and together again once it is back', async () => {
    const [one, other] = throttles();
    for (let count = 0; count < 2; count += 1) await one.take('acme', 'ann', patience);
    await servers.kill('redis');
    expect(await one.take('acme', 'ann', patience)).toBe(0);
    expect(await other.take('acme', 'ann', patience)).toBe(0);
    expect(here.problem()).toBeDefined();
    await servers.restart();
    await Promise.all([isReached(here), isReached(there)]);
    expect(here.problem()).toBeUndefined();
    for (let count = 0; count < 2; count += 1) await other.take('acme', 'ann', patience);
    expect(await one.take('acme', 'ann', patience)).toBeGreaterThan(0);
  });

  describe('requests a minute', () => {
    /** The minute does not end while a busy machine tests. */
    const world = { ...realWorld, now: () => 1_700_000_040_000 };
    const limits = (): readonly [RateLimit, RateLimit] => [
      createRateLimit(world, redisCounts(here)),
      createRateLimit(world, redisCounts(there)),
    ];
    const bound = (key: string) => ({ key, perMinute: 100 });
    let tenant: string;
    beforeEach(() => {
      tenant = randomUUID();
    });
    const left = (headers: readonly string[]): number => Number(headers[headers.indexOf('RateLimit-Remaining') + 1]);
    const takeMany = (limit: RateLimit, count: number): void => {
      for (let taken = 0; taken < count; taken += 1) limit.take(bound(tenant));
    };
    /** A request costs one itself, so what is left only falls. */
    const learns = (limit: RateLimit, atMost: number) =>
      eventually(`no more than ${atMost} are left`, () => left(limit.take(bound(tenant))) <= atMost);

    test('are counted over all nodes, a moment later', async () => {
      const [one, other] = limits();
      takeMany(one, 60);
      takeMany(other, 10);
      await learns(other, 29);
      takeMany(one, 20);
      await eventually('the other node refuses too', () => {
        try {
          other.take(bound(tenant));
          return false;
        } catch (error) {
          return (error as { type?: string }).type === 'RATE_LIMITED';
        }
      });
      expect(other.take(bound('another tenant'))).toContain('99');
    });

    test('are let through by each node alone while Redis is away, and never fail because of it', async () => {
      const [one, other] = limits();
      await servers.kill('redis');
      takeMany(one, 60);
      takeMany(other, 60);
      await servers.restart();
      await isReached(here);
      await learns(one, 38);
    });

    test('start again when Redis was emptied, and no node counts less than its own', async () => {
      const [one, other] = limits();
      takeMany(one, 50);
      await learns(other, 49);
      await empty();
      takeMany(one, 1);
      expect(left(one.take(bound(tenant)))).toBeLessThanOrEqual(48);
    });
  });
});
