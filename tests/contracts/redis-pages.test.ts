import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { RedisConnection } from '../../actors/runtime/redis/connection.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { type Answer, jsonAnswer, tagged } from '../../gateway/answer.ts';
import { RedisPages, type RedisPagesOptions } from '../../gateway/redis-pages.ts';
import { eventually } from '../journeys/eventually.ts';
import { describeWith, type GivenServers, givenServers } from '../servers/servers.given.ts';

const ageMs = 60_000;
const key = '/v1/products?limit=20';
const answer = tagged(jsonAnswer(200, { items: [{ title: 'Wool hat' }] }));

describeWith('redis')('Pages that gateways share in Redis', () => {
  let servers: GivenServers;
  let redis: RedisConnection;

  const isReached = () =>
    eventually('Redis is reached', async () => (await redis.ask((server) => server.ping())) === 'PONG');
  const pagesOf = (also: Partial<RedisPagesOptions> = {}): RedisPages =>
    new RedisPages({ redis, world: realWorld, secret: 'ours', release: 'one', ...also });
  /** A machine that has too much to do may answer too late, which is no answer. */
  const marked = async (pages: RedisPages, tenant = 'acme') => {
    let shared = await pages.find(tenant, key);
    await eventually('Redis answers in time', async () => {
      shared ??= await pages.find(tenant, key);
      return shared !== undefined;
    });
    return shared as NonNullable<typeof shared>;
  };
  const found = async (pages: RedisPages, tenant = 'acme'): Promise<Answer | undefined> =>
    (await marked(pages, tenant)).found?.answer;
  const keep = async (pages: RedisPages, tenant = 'acme'): Promise<string> => {
    const { mark } = await marked(pages, tenant);
    pages.keep(tenant, key, mark, answer, ageMs);
    return mark;
  };

  beforeAll(async () => {
    servers = await givenServers(1, 'redis');
    redis = new RedisConnection(servers.url('redis'));
  });
  beforeEach(async () => {
    await isReached();
    await redis.ask((server) => server.flushall());
  });
  afterAll(() => redis.close());

  test('are found by another gateway, byte for byte, with the time that is left, and by no other tenant', async () => {
    await keep(pagesOf());
    const other = pagesOf();
    expect(await found(other)).toEqual(answer);
    const { leftMs = 0 } = (await marked(other)).found ?? {};
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(ageMs);
    expect(await found(other, 'globex')).toBeUndefined();
  });

  test('are found no more once any gateway has heard of a change, nor is what was loaded before it', async () => {
    const [one, other] = [pagesOf(), pagesOf()];
    const mark = await keep(one);
    await keep(one, 'globex');
    other.forget('acme');
    expect(await found(one)).toBeUndefined();
    one.keep('acme', key, mark, answer, ageMs);
    expect(await found(other)).toBeUndefined();
    expect(await found(other, 'globex')).toEqual(answer);
    await keep(one);
    expect(await found(other)).toEqual(answer);
  });

  test('of another release, or by somebody who does not know the secret, are none', async () => {
    await keep(pagesOf());
    expect(await found(pagesOf({ release: 'two' }))).toBeUndefined();
    expect(await found(pagesOf({ secret: 'theirs' }))).toBeUndefined();
    const [place = ''] = (await redis.ask((server) => server.keys('page:*'))) ?? [];
    await redis.ask((server) => server.set(place, 'x'.repeat(100), 'PX', ageMs));
    expect(await found(pagesOf())).toBeUndefined();
    await redis.ask((server) => server.set(place, 'x', 'PX', ageMs));
    expect(await found(pagesOf())).toBeUndefined();
  });

  test('that are too large, or already too old, are not kept', async () => {
    const pages = pagesOf();
    const { mark } = await marked(pages);
    pages.keep('acme', key, mark, { ...answer, body: Buffer.alloc(600 * 1024) }, ageMs);
    pages.keep('acme', key, mark, answer, 0);
    expect(await found(pages)).toBeUndefined();
    expect(await redis.ask((server) => server.keys('page:*'))).toEqual([]);
  });

  test('are done without while Redis is away, at once, and found again after it', async () => {
    const pages = pagesOf();
    await servers.kill('redis');
    expect(await pages.find('acme', key)).toBeUndefined();
    pages.keep('acme', key, 'none', answer, ageMs);
    pages.forget('acme');
    await servers.restart();
    await isReached();
    await keep(pages);
    expect(await found(pages)).toEqual(answer);
  });
});
