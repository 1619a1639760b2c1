import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { type Collection, MongoClient } from 'mongodb';
import { firstAnswer } from '../../tools/servers/greet.ts';
import { membersIn, startServers, statusOf, stopServers } from '../../tools/servers/servers.ts';
import { describeWith, givenServers, planOf } from './servers.given.ts';

describeWith(
  'nats',
  'redis',
  'mongo',
)('The servers', () => {
  test('all answer where they say they are, and are gone when they are stopped', async () => {
    const plan = await planOf(1, 'nats', 'redis', 'mongo');
    const started = await startServers(plan);
    expect(started.map(({ title, outcome }) => `${title} ${outcome}`)).toEqual([
      'NATS started',
      'Redis started',
      'MongoDB started',
    ]);
    expect(await firstAnswer(plan.ports.nats)).toContain('"headers":true');
    expect(await firstAnswer(plan.ports.redis, 'PING\r\n')).toBe('+PONG\r\n');
    expect(statusOf(plan).map(({ running }) => running.map(({ port }) => port))).toEqual([
      [plan.ports.nats],
      [plan.ports.redis],
      [plan.ports.mongo],
    ]);
    expect(await stopServers(plan)).toEqual(['NATS', 'Redis', 'MongoDB']);
    expect(statusOf(plan).flatMap(({ running }) => running)).toEqual([]);
    expect(await firstAnswer(plan.ports.nats)).toBeUndefined();
  });

  test('that run already are left alone', async () => {
    const plan = await planOf(1, 'nats');
    await startServers(plan);
    const [before] = statusOf(plan);
    expect((await startServers(plan))[0]?.outcome).toBe('ran already');
    expect(statusOf(plan)).toEqual([before]);
    const elsewhere = { ...plan, ports: { ...plan.ports, nats: plan.ports.redis } };
    await expect(startServers(elsewhere)).rejects.toThrow(`NATS runs at port ${plan.ports.nats} already`);
  });

  test('say whose port is taken, and how to choose another', async () => {
    const plan = await planOf(1, 'redis');
    const other = createServer().listen(plan.ports.redis, '127.0.0.1');
    try {
      await expect(startServers(plan)).rejects.toThrow(
        `Port ${plan.ports.redis} for Redis is taken: stop what listens there, or choose another with --redis-port.`,
      );
    } finally {
      other.close();
    }
  });

  test('keep what MongoDB was told when they are killed and start again, and know their replica set', async () => {
    const servers = await givenServers(1, 'mongo');
    const inShops = async <Result>(work: (shops: Collection) => Promise<Result>): Promise<Result> => {
      const client = new MongoClient(servers.url('mongo'));
      return work(client.db().collection('shops')).finally(() => client.close());
    };
    const writeConcern = { w: 'majority', journal: true } as const;
    await inShops((shops) => shops.insertOne({ name: 'acme' }, { writeConcern }));
    await servers.kill('mongo');
    await servers.restart();
    expect(await inShops((shops) => shops.countDocuments())).toBe(1);
    expect(membersIn(servers.plan.directory)).toBe(1);
    await expect(startServers({ ...servers.plan, replicas: 2 })).rejects.toThrow(
      `This replica set was made of 127.0.0.1:${servers.plan.ports.mongo}: start it with`,
    );
  });
});
