import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { Cable } from '../../servers/cable.given.ts';
import { describeWith } from '../../servers/servers.given.ts';
import { eventually } from '../eventually.ts';
import type { Souk } from '../souk-process.ts';
import { figureAt, type GivenCluster, givenCluster } from './cluster.given.ts';
import { Crowd, others, type Rush } from './crowd.given.ts';
import { testOfFigures } from './reconciled.given.ts';

const badForMs = 5_000;

/** The same server, through a cable. */
function through(url: string, { port }: Cable, query: string): string {
  const led = new URL(url);
  led.host = `127.0.0.1:${port}`;
  return query === '' ? led.href : `${led.href}${led.search === '' ? '?' : '&'}${query}`;
}

describeWith('nats', 'mongo')('A node of a shop whose cables are bad', () => {
  let cluster: GivenCluster;
  let shoppers: Crowd;
  let toNats: Cable;
  let toMongo: Cable;
  let node: Souk;

  beforeAll(async () => {
    cluster = await givenCluster();
    shoppers = new Crowd(cluster);
    const { servers } = cluster;
    [toNats, toMongo] = await Promise.all([Cable.to(servers.plan.ports.nats), Cable.to(servers.plan.ports.mongo)]);
    node = await cluster.addActors({
      env: {
        NATS_URL: through(servers.url('nats'), toNats, ''),
        // A client that may look for the members of the set would go round the cable.
        MONGO_URL: through(servers.url('mongo'), toMongo, 'directConnection=true'),
      },
    });
    await cluster.sees(4);
  });

  /** For a while, amid a rush; then all nodes see each other again. */
  async function bad(spoil: () => readonly (() => void)[]): Promise<Rush> {
    const rushed = await shoppers.rush(async () => {
      const mends = spoil();
      await pause(badForMs);
      for (const mend of mends) mend();
    });
    await cluster.sees(4);
    return rushed;
  }

  test('is slow where they are slow and lose something: it costs time, and nothing else', async () => {
    const rushed = await bad(() => [toNats, toMongo].map((line) => line.carry({ delayMs: 15, loss: 0.02 })));
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
  });

  test('is cut off from the others and not from its journal: they go on without it', async () => {
    const rushed = await bad(() => [toNats.part()]);
    expect(others(rushed)).toEqual([]);
    await shoppers.expectAgreement(rushed.checkouts);
  });

  const owned = () => figureAt(node.url, 'souk_partitions_owned');

  test('is cut off from its journal and not from the others: it stands aside, and no shopper hears of it', async () => {
    expect(await owned()).toBeGreaterThan(0);
    let meanwhile: Rush = { checkouts: [], replies: [] };
    const rushed = await shoppers.rush(async () => {
      const mend = toMongo.part();
      await eventually('others own what it owned', async () => (await owned()) === 0);
      meanwhile = await shoppers.rush(async () => undefined);
      mend();
    });
    await eventually('it has its share again', async () => (await owned()) > 0);
    const replies = [...rushed.replies, ...meanwhile.replies];
    expect(others({ replies })).toEqual([]);
    await shoppers.expectAgreement([...rushed.checkouts, ...meanwhile.checkouts]);
  });

  testOfFigures(() => cluster);
});
