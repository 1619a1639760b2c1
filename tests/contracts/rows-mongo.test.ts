import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mongoRows } from '../../actors/runtime/rows/mongo.ts';
import type { Rows } from '../../actors/runtime/rows/rows.ts';
import { givenMongo, timeouts } from '../servers/mongo.given.ts';
import { describeWith } from '../servers/servers.given.ts';
import { at, found, move, ofAcme, orders } from './rows.given.ts';
import { rowsSuite } from './rows.suite.ts';

describeWith('mongo')('On a real server,', () => {
  const mongo = givenMongo();

  rowsSuite('MongoDB', () => {
    const url = mongo.freshUrl(mongo.cable().port);
    return {
      open: () => mongoRows({ url, ...timeouts }),
      fail: () => mongo.cable().part(),
      clean: async () => {},
    };
  });

  describe('several nodes with read models in MongoDB', () => {
    let url: string;
    let open: Rows[];

    const start = async (definition = orders): Promise<Rows> => {
      const rows = mongoRows({ url, ...timeouts });
      open.push(rows);
      await rows.define([definition]);
      return rows;
    };

    beforeEach(() => {
      url = mongo.freshUrl();
      open = [];
    });

    afterEach(async () => {
      await Promise.all(open.map((rows) => rows.close()));
    });

    test('that own a partition at once move its cursor once between them, with the rows of the one that won', async () => {
      const nodes = await Promise.all(Array.from({ length: 4 }, () => start()));
      for (let number = 0; number < 10; number += 1) {
        const moved = await Promise.all(
          nodes.map((rows, node) => rows.apply(move(number, number + 1, ofAcme({ [`${number}-${node}`]: number })))),
        );
        expect(moved.filter(Boolean)).toHaveLength(1);
        const winner = `${number}-${moved.indexOf(true)}`;
        expect(await found(nodes[0] as Rows, { from: number, to: number })).toEqual([winner]);
      }
    });

    test('of two builds keep each the rows they understand, side by side', async () => {
      const old = await start();
      await old.apply(move(0, 5, ofAcme({ a: 1 })));
      const next = await start({ ...orders, version: 2 });
      expect(await next.cursors('orders')).toEqual(new Map());
      await next.apply(move(0, 7, ofAcme({ a: 2, b: 2 })));
      expect(await old.apply(move(5, 6, ofAcme({ c: 1 })))).toBe(true);
      expect(await found(old)).toEqual(['a', 'c']);
      expect(await found(next)).toEqual(['a', 'b']);
      expect(await next.cursors('orders')).toEqual(new Map([['orders/00', at(7)]]));
    });

    test('drop what nobody has started with for a month', async () => {
      const old = await start();
      await old.apply(move(0, 5, ofAcme({ a: 1 })));
      await mongo
        .database(url)
        .collection('generations')
        .updateMany({}, { $set: { seenAt: new Date(2020, 1) } });
      await start({ ...orders, version: 2 });
      expect(await found(await start())).toEqual([]);
      expect(await old.cursors('orders')).toEqual(new Map());
    });
  });
});
