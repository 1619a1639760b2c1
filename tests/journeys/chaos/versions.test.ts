import { beforeAll, describe, expect, test } from '@jest/globals';
import { describeWith } from '../../servers/servers.given.ts';
import { logIn } from '../market.given.ts';
import { attempt, fillCarts } from '../rush.given.ts';
import { type Visitor, visitor } from '../visitor.ts';
import { asOf, previousCommit } from './build.given.ts';
import { type GivenCluster, givenCluster } from './cluster.given.ts';
import { Crowd, crowd, others } from './crowd.given.ts';
import { testOfFigures } from './reconciled.given.ts';

const commit = previousCommit();
const describeUpgrade = commit === undefined ? describe.skip : describeWith('nats', 'mongo');

describeUpgrade('A shop that runs as the build before this one', () => {
  let cluster: GivenCluster;
  let shoppers: Crowd;
  let operator: Visitor;

  beforeAll(async () => {
    cluster = await givenCluster({ how: asOf(commit as string) });
    shoppers = new Crowd(cluster);
  });

  test('has its nodes of actors replaced one after the other under load, and no shopper hears of it', async () => {
    for (const old of cluster.actors) {
      const rushed = await shoppers.rush(async () => {
        await cluster.addActors();
        await cluster.sees(4);
        expect(await old.stop()).toBe(0);
      });
      expect(others(rushed)).toEqual([]);
      await shoppers.expectAgreement(rushed.checkouts);
      await cluster.sees(3);
    }
  });

  test('has its gateway replaced: who comes to the new one buys there', async () => {
    const { url } = await cluster.addGateway();
    await cluster.sees(4);
    expect(await cluster.gateway.stop()).toBe(0);
    const checkouts = await fillCarts(visitor(url), cluster.wares, crowd, ['ok']);
    const replies = await Promise.all(checkouts.map(attempt));
    expect(others({ replies })).toEqual([]);
    operator = await logIn(visitor(url), 'operator@demo.example');
  });

  testOfFigures(
    () => cluster,
    () => operator,
  );
});
