import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ClickHouse } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { clickHouseOverHttp } from '../../analytics/over-http.ts';
import { eventually } from '../journeys/eventually.ts';
import { begin, clickHouseSuite, counted, insert, summed } from './clickhouse.suite.ts';
import { openEngine, temporaryDirectory } from './engine.given.ts';
import { type FaultyServer, startFaultyServer } from './faulty-server.given.ts';
import { hasEngine } from './has-engine.given.ts';

const { once } = counted;
const limits = { seconds: 3, resultRows: 100_000, memoryBytes: 200 * 1_048_576, threads: 1 };

(hasEngine ? describe : describe.skip)('Analytics ask', () => {
  let server: FaultyServer;
  const open = (timeoutMs = 20_000) => clickHouseOverHttp({ url: server.url, database: 'faulty', timeoutMs, limits });
  beforeAll(async () => {
    server = await startFaultyServer();
  });

  clickHouseSuite('beside the shop', () => openEngine({ limits }));
  clickHouseSuite('over HTTP', async () => open());

  describe('a server over a bad line', () => {
    let clickHouse: ClickHouse;
    beforeEach(async () => {
      clickHouse ??= open();
      await begin(clickHouse);
    });

    test.each([
      ['an insert that never came', 'drop'],
      ['an answer that was lost', 'lose'],
    ] as const)('and know nothing after %s: sent again it is there once', async (_, fault) => {
      server.next(fault);
      await expect(insert(clickHouse, 'token')).rejects.toMatchObject({ name: 'ClickHouseUnavailable' });
      await insert(clickHouse, 'token');
      expect(await summed(clickHouse)).toEqual(once);
    });

    test('and an insert that was brought twice is there once', async () => {
      server.next('repeat');
      await insert(clickHouse, 'token');
      expect(await summed(clickHouse)).toEqual(once);
    });

    test('and wait for no answer longer than they may', async () => {
      const impatient = open(300);
      server.next(5_000);
      await expect(insert(impatient, 'token')).rejects.toMatchObject({ name: 'ClickHouseUnavailable' });
      await insert(clickHouse, 'token');
      expect(await summed(clickHouse)).toEqual(once);
      await impatient.close();
    });
  });

  describe('an engine beside the shop', () => {
    let engine: EmbeddedClickHouse;
    const told: string[] = [];
    beforeAll(async () => {
      engine = await openEngine({ warn: (line) => told.push(line) });
    });

    test('that is killed says so, starts again by itself and has what was written', async () => {
      await begin(engine);
      await insert(engine, 'token');
      const before = engine.pid ?? 0;
      process.kill(before, 'SIGKILL');
      await eventually('it is gone', () => engine.problem());
      await expect(engine.query('SELECT 1')).rejects.toMatchObject({ name: 'ClickHouseUnavailable' });
      await eventually('it is back', () => engine.problem() === undefined);
      expect([engine.pid === before, told[0]]).toEqual([false, expect.stringContaining('SIGKILL')]);
      await insert(engine, 'token');
      expect(await summed(engine)).toEqual(once);
    });

    test('ends with the shop, and keeps what it has', async () => {
      const directory = temporaryDirectory();
      const first = await openEngine({ directory });
      await begin(first);
      await insert(first, 'token');
      await first.close();
      const second = await openEngine({ directory });
      expect(await summed(second)).toEqual(once);
    });
  });
});

test('A machine without the engine is told so once, in a sentence', async () => {
  const told: string[] = [];
  const entry = new URL('./absent.child.ts', import.meta.url);
  const engine = await openEngine({ entry, warn: (line) => told.push(line) }).catch((error: unknown) => error);
  expect(engine).toMatchObject({ name: 'ClickHouseUnavailable', message: expect.stringContaining('no chdb here') });
  expect(told).toEqual(['No analytics on this machine: no chdb here']);
});
