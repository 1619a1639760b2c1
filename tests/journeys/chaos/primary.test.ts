import { beforeAll, test } from '@jest/globals';
import { primaryOf } from '../../servers/mongo.given.ts';
import { describeWith } from '../../servers/servers.given.ts';
import { type GivenCluster, givenCluster } from './cluster.given.ts';
import { Crowd } from './crowd.given.ts';
import { testOfFigures } from './reconciled.given.ts';

describeWith('nats', 'mongo')('A shop whose MongoDB has three members', () => {
  let cluster: GivenCluster;

  beforeAll(async () => {
    cluster = await givenCluster({ replicas: 3 });
  });

  test('loses the primary while shoppers pay: nothing is lost, and nothing is done twice', async () => {
    const { servers } = cluster;
    const shoppers = new Crowd(cluster);
    const { checkouts } = await shoppers.rush(async () => servers.kill('mongo', await primaryOf(servers)));
    await shoppers.expectAgreement(checkouts);
  });

  testOfFigures(() => cluster);
});
