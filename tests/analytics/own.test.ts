import { beforeAll, describe, expect, test } from '@jest/globals';
import type { OwnQuestion, Subject } from '../../actors/analytics/contract.ts';
import { subjects } from '../../actors/analytics/own-question.ts';
import { createAsk, createAskFile } from '../../analytics/ask.ts';
import { rowLine } from '../../analytics/clickhouse.ts';
import type { EmbeddedClickHouse } from '../../analytics/embedded/embedded.ts';
import { migrate } from '../../analytics/migrate.ts';
import { allowed } from '../../analytics/own/allowed.ts';
import { buildQuestion } from '../../analytics/own/build.ts';
import type { Scope } from '../../analytics/queries/question.ts';
import { openEngine } from './engine.given.ts';
import { hasEngine } from './has-engine.given.ts';
import { began } from './log.given.ts';
import { feed, twoLogs, writerOn } from './writer.given.ts';

const span = { from: began / 1_000 - 3_600, to: began / 1_000 + 3_600, zone: 'Europe/London' };
const acme: Scope = { tenantId: 'acme' };

const evil = ["'", "' OR ''='", "\\' OR 1=1 --", '`', '{tenant:String}', "'); DROP TABLE events; --", '\n', ''];

const every = (Object.keys(subjects) as Subject[]).flatMap((of) =>
  subjects[of].dimensions.map((dimension): OwnQuestion => ({ of, measures: subjects[of].measures, by: [dimension] })),
);

test('A question of one’s own is made of texts that are ours: whatever it brings is bound', () => {
  const [{ sql }, { sql: other }] = ['x', "'; DROP TABLE events"].map(
    (value) =>
      buildQuestion({ of: 'lines', measures: ['gross'], where: [{ field: 'country', is: [value] }] }, span).question,
  ) as [{ sql: string }, { sql: string }];
  expect(other).toBe(sql);
});

test('Everything that may be asked for has its text, and nothing else has', () => {
  for (const of of Object.keys(subjects) as Subject[]) {
    expect(Object.keys(allowed[of].measures)).toEqual([...subjects[of].measures]);
  }
});

(hasEngine ? describe : describe.skip)('A question of one’s own', () => {
  let engine: EmbeddedClickHouse;
  beforeAll(async () => {
    engine = await openEngine();
    await migrate(engine);
    const logs = twoLogs();
    await feed(await writerOn(engine, logs), logs);
    const columns = ['tenant', 'type', 'at', 'session', 'product', 'weight'] as const;
    await engine.insert('visits', columns, [rowLine(['acme', 'viewed', began, 's1', 'prod_1', 2])], 'visits');
  });

  const ask = (scope: Scope, asked: OwnQuestion) => {
    const { question, params } = buildQuestion(asked, span);
    return createAsk(engine)(scope, question, params);
  };

  test('adds up what was sold by day and vendor, and what was paid back of it', async () => {
    const measures = subjects.sales.measures;
    const start = Date.UTC(2026, 10, 22) / 1_000;
    const found = await ask(acme, { of: 'sales', measures, by: ['time', 'vendor'], order: 'gross' });
    const [second, first] = [
      { vendorId: 'ven_2', orders: 3, units: 6, gross: 7_200, tax: 1_200, commission: 600, refunds: 0, net: 6_000 },
      { vendorId: 'ven_1', orders: 3, units: 3, gross: 3_600, tax: 400, commission: 200, refunds: 1_200, net: 2_000 },
    ].map((sums) => ({ start, currency: 'GBP', customers: 1, ...sums }));
    expect(found).toEqual([second, first]);
  });

  test('is narrowed to some values, or to all but some', async () => {
    const asked: OwnQuestion = { of: 'lines', measures: ['units', 'gross'], by: ['product'] };
    const [one, two] = [
      { productId: 'prod_1', currency: 'GBP', units: 3, gross: 3_600 },
      { productId: 'prod_2', currency: 'GBP', units: 6, gross: 7_200 },
    ];
    expect(await ask(acme, asked)).toEqual([two, one]);
    expect(await ask(acme, { ...asked, limit: 1 })).toEqual([two]);
    expect(await ask(acme, { ...asked, where: [{ field: 'sku', is: ['prod_1-1', 'x'] }] })).toEqual([one]);
    expect(await ask(acme, { ...asked, where: [{ field: 'sku', is: ['prod_1-1'], not: true }] })).toEqual([two]);
    expect(await ask(acme, { of: 'visits', measures: ['visits', 'sessions'] })).toEqual([{ visits: 2, sessions: 1 }]);
  });

  test.each(every)('is answered for one’s own tenant and vendor alone: $of by $by', async (asked) => {
    expect((await ask(acme, asked)).length).toBeGreaterThan(0);
    expect(await ask({ tenantId: 'nobody' }, asked)).toEqual([]);
    expect(await ask({ tenantId: 'acme', vendorId: 'ven_9' }, asked)).toEqual([]);
  });

  const linesOf = async (scope: Scope, asked: OwnQuestion) => {
    const { question, params } = buildQuestion(asked, { ...span, file: 'csv' });
    const bytes = await createAskFile(engine)(scope, question, params, 'csv');
    return Buffer.from(bytes).toString().trim().split('\n').slice(1);
  };

  test.each(every)('is written to a file for one’s own tenant and vendor alone: $of by $by', async (asked) => {
    expect((await linesOf(acme, asked)).length).toBe((await ask(acme, asked)).length);
    expect(await linesOf({ tenantId: 'nobody' }, asked)).toEqual([]);
    expect(await linesOf({ tenantId: 'acme', vendorId: 'ven_9' }, asked)).toEqual([]);
    const { question, params } = buildQuestion(asked, { ...span, file: 'parquet' });
    const packed = Buffer.from(await createAskFile(engine)(acme, question, params, 'parquet'));
    expect(packed.subarray(0, 4).toString()).toBe('PAR1');
  });

  test('has in a file of CSV no text that a spreadsheet takes for a formula', async () => {
    const columns = ['tenant', 'type', 'at', 'session', 'query', 'weight'] as const;
    const searched = ['=1+1', '+1', '-1', '@a', '\t=1', 'lamp'];
    const rows = searched.map((query) => rowLine(['formulas', 'searched', began, 's1', query, 1]));
    await engine.insert('visits', columns, rows, 'formulas');
    const asked: OwnQuestion = { of: 'visits', measures: ['visits'], by: ['query'] };
    expect(await linesOf({ tenantId: 'formulas' }, asked)).toEqual(
      searched.map((query) => (query === 'lamp' ? '"lamp",1' : `"'${query}",1`)).sort(),
    );
  });

  test.each(evil)('finds nothing with %j for a value, and breaks nothing', async (value) => {
    for (const { of, measures, by = [] } of every) {
      for (const field of by.filter((name) => name !== 'time')) {
        expect(await ask({ tenantId: 'nobody' }, { of, measures, by, where: [{ field, is: [value] }] })).toEqual([]);
      }
    }
    expect(await engine.query('SELECT count() > 0 AS isThere FROM events')).toEqual([{ isThere: 1 }]);
  });
});
