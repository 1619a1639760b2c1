import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mongoVault } from '../../actors/runtime/vault/mongo.ts';
import type { Vault } from '../../actors/runtime/vault/vault.ts';
import { eventually } from '../journeys/eventually.ts';
import { givenMongo, timeouts } from '../servers/mongo.given.ts';
import { describeWith } from '../servers/servers.given.ts';
import { vaultSuite } from './vault.suite.ts';

describeWith('mongo')('On a real server,', () => {
  const mongo = givenMongo();

  vaultSuite('MongoDB', () => {
    const url = mongo.freshUrl(mongo.cable().port);
    return {
      open: () => mongoVault({ url, ...timeouts }),
      fail: () => mongo.cable().part(),
      clean: async () => {},
    };
  });

  describe('several nodes with one vault in MongoDB', () => {
    let nodes: Vault[];
    let url: string;

    beforeEach(() => {
      url = mongo.freshUrl();
      nodes = Array.from({ length: 4 }, () => mongoVault({ url, ...timeouts }));
    });

    afterEach(async () => {
      await Promise.all(nodes.map((vault) => vault.close()));
    });

    test('make one key for a person, and one secret of a name, however many make it at once', async () => {
      const persons = Array.from({ length: 20 }, (_, number) => `acme/p${number}`);
      const keys = await Promise.all(nodes.map((vault) => vault.ensure(persons)));
      for (const other of keys) expect(other).toEqual(keys[0]);
      const secrets = await Promise.all(nodes.map((vault, node) => vault.secret('signing', () => `of ${node}`)));
      expect(new Set(secrets).size).toBe(1);
    });

    test('learn soon that a person was forgotten through another one, and keep no key', async () => {
      const [here, there] = nodes as [Vault, Vault];
      await Promise.all([here.ensure(['acme/ann']), there.ensure(['acme/ann'])]);
      await here.forget('acme/ann');
      await eventually('the other node forgets too', async () => (await there.find(['acme/ann']))[0] === undefined);
      expect(await mongo.database(url).collection('persons').find().toArray()).toEqual([{ _id: 'acme/ann' }]);
    });
  });
});
