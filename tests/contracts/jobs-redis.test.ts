import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { jobsHere, type Worker } from '../../actors/runtime/jobs.ts';
import { RedisConnection } from '../../actors/runtime/redis/connection.ts';
import { type BullJobs, bullJobs } from '../../actors/runtime/redis/jobs.ts';
import { eventually } from '../journeys/eventually.ts';
import { describeWith, type GivenServers, givenServers } from '../servers/servers.given.ts';
import { jobsSuite, type Letter, letter, newId, untilDone } from './jobs.suite.ts';

describeWith('redis')('On a real server,', () => {
  let servers: GivenServers;
  let redis: RedisConnection;

  const isReached = () =>
    eventually('Redis is reached', async () => (await redis.ask((server) => server.ping())) === 'PONG');

  beforeAll(async () => {
    servers = await givenServers(1, 'redis');
    redis = new RedisConnection(servers.url('redis'));
    await isReached();
  });
  afterAll(() => redis.close());

  const open = (
    work: Worker<Letter, boolean>,
    name = newId(),
    more: { readonly lockMs?: number; readonly closeWithinMs?: number } = {},
  ): BullJobs<Letter, boolean> =>
    bullJobs({
      ...{ url: servers.url('redis'), name, redis, secret: async () => 'secret', work },
      ...{ atOnce: 5, answerWithinMs: 5_000, closeWithinMs: 10_000, ...more },
    });

  jobsSuite('Redis', (work) => open(work));

  test('two nodes that are asked for the same do it once, and who looks into Redis never reads whom it is about', async () => {
    let times = 0;
    const { promise: done, resolve: finish } = Promise.withResolvers<boolean>();
    const work = () => {
      times += 1;
      return done;
    };
    const [one, other] = [open(work, 'shared'), open(work, 'shared')];
    const asked = [untilDone(one, 'mail'), untilDone(other, 'mail')];
    await eventually('it is under way', () => times > 0);
    const stored = async () => JSON.stringify(await redis.ask((server) => server.hgetall('souk-jobs:shared:mail')));
    expect(await stored()).toMatch(/sealed\W+[\w+/=]{40}/);
    expect(await stored()).not.toContain('ann');
    finish(true);
    expect(await Promise.all(asked)).toEqual([{ sent: true }, { sent: true }]);
    expect(times).toBe(1);
    expect(await stored()).not.toMatch(/sealed\W+[\w+/=]{40}/);
    await Promise.all([one.close(), other.close()]);
  });

  test('why something failed is kept by its code, for a message may name somebody', async () => {
    const jobs = open(() => Promise.reject(Object.assign(new Error('no ann here'), { code: 'EENVELOPE' })), 'failing');
    await jobs.run('mail', letter).catch(() => undefined);
    const kept = await eventually('it has failed once', async () => {
      const stored = JSON.stringify(await redis.ask((server) => server.hgetall('souk-jobs:failing:mail')));
      return stored.includes('EENVELOPE') && stored;
    });
    expect(kept).not.toContain('ann');
    await jobs.close();
  });

  test('what a node did that is gone is done by another one', async () => {
    const { promise: late, resolve: finish } = Promise.withResolvers<boolean>();
    let begun = 0;
    const gone = () => {
      begun += 1;
      return late;
    };
    const quick = { lockMs: 1_500 };
    const [one, other] = [open(gone, 'gone', { ...quick, closeWithinMs: 100 }), open(async () => true, 'gone', quick)];
    const asked = one.run('mail', letter).catch(() => undefined);
    await eventually('it is under way', () => begun === 1);
    await one.close();
    await asked;
    expect(await untilDone(other, 'mail')).toEqual({ sent: true });
    finish(false);
    await other.close();
  });

  test('what Redis has forgotten is done when it is asked for again', async () => {
    const { promise: done, resolve: finish } = Promise.withResolvers<boolean>();
    let times = 0;
    const jobs = open(() => {
      times += 1;
      return times === 1 ? done : Promise.resolve(true);
    }, 'emptied');
    const first = jobs.run('mail', letter).catch(() => undefined);
    await eventually('it is under way', () => times > 0);
    await redis.ask((server) => server.flushall());
    expect(await untilDone(jobs, 'mail')).toEqual({ sent: true });
    finish(true);
    await first;
    await jobs.close();
  });

  test('while Redis is away each node does what it is asked for itself, and counts its own', async () => {
    const jobs = open(async () => true, 'away');
    expect(await untilDone(jobs, 'before')).toEqual({ sent: true });
    await servers.kill('redis');
    expect(await untilDone(jobs, 'meanwhile')).toEqual({ sent: true });
    expect(await jobs.standing()).toEqual(await jobsHere(async () => true).standing());
    await servers.restart();
    await isReached();
    expect(await untilDone(jobs, 'after')).toEqual({ sent: true });
    await jobs.close();
  });

  test('a node that stops while Redis is away waits for nothing', async () => {
    const patient = { closeWithinMs: 3_600_000 };
    const used = open(async () => true, 'used', patient);
    expect(await untilDone(used, 'before')).toEqual({ sent: true });
    await servers.kill('redis');
    const unused = open(async () => true, 'unused', patient);
    unused.queue();
    await Promise.all([used.close(), unused.close()]);
    await servers.restart();
    await isReached();
  });
});
