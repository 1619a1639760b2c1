import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Export, OwnQuestion } from '../../actors/analytics/contract.ts';
import { openEngine } from '../analytics/engine.given.ts';
import { hasEngine } from '../analytics/has-engine.given.ts';
import { eventually } from './eventually.ts';
import { givenFigures } from './figures.given.ts';
import { buy, logIn, type Person, register, type Shop, type Ware } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

const path = '/analytics/exports';
const question: OwnQuestion = { of: 'lines', measures: ['units', 'gross'], by: ['time', 'sku'], grain: 'month' };

let souk: Souk;
let guest: Visitor;
let operator: Person;
let stranger: Person;
let bees: Shop;
let honey: Ware;

(hasEngine ? describe : describe.skip)('Who wants figures as a file', () => {
  beforeAll(async () => {
    ({ souk, guest, operator, stranger, bees, honey } = await givenFigures());
    await buy(await register(guest, 'ann@example.org'), { [honey.sku]: 2 });
    await eventually('it is counted', async () => {
      const { body } = await operator.ask<{ items?: unknown[] }>('POST', '/analytics/ask', { body: { question } });
      return body.items?.length === 1;
    });
  });

  const askFor = (more: object = {}, asker: Visitor = operator) =>
    asker.ask<Export>('POST', path, { body: { question, format: 'csv', ...more } });
  const get = (id: string, asker: Visitor = operator) => asker.get<Export>(`${path}/${id}`);
  const fetchFile = ({ file }: Export, asker: Person = operator) =>
    fetch(souk.url + file, { headers: { authorization: `Bearer ${asker.session.accessToken}` } });

  /** One that is done, or has failed. */
  const exported = async (more: object = {}) => {
    const { status, body } = await askFor(more);
    expect([status, body.status]).toEqual([202, 'asked']);
    return eventually('it is decided', async () => {
      const found = await get(body.id);
      return found.status !== 'asked' && found;
    });
  };
  const remove = ({ id }: Export) => operator.delete(`${path}/${id}`);
  const filesOf = (tenant: string): readonly string[] => {
    try {
      return readdirSync(join(souk.directory, 'exports', tenant));
    } catch {
      return [];
    }
  };

  test('get it as CSV, with instants in UTC and no formula', async () => {
    const done = await exported({ tz: 'Asia/Tokyo', from: '2026-11-01' });
    const response = await fetchFile(done);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${done.id}.csv"`);
    const text = await response.text();
    expect([text.length, text.split('\n')[0]]).toEqual([done.bytes, '"start","sku","currency","units","gross"']);
    expect(text.split('\n')[1]).toMatch(
      new RegExp(`^"\\d{4}-\\d\\d-\\d\\dT15:00:00.000Z","${honey.sku}","GBP",2,1500$`),
    );
    await remove(done);
  });

  test('get it as Parquet, which a database reads', async () => {
    const done = await exported({ format: 'parquet' });
    const bytes = Buffer.from(await (await fetchFile(done)).arrayBuffer());
    expect([bytes.length, bytes.subarray(0, 4).toString()]).toEqual([done.bytes, 'PAR1']);
    const engine = await openEngine();
    const file = join(souk.directory, 'exports', 'demo', `${done.id}.parquet`);
    const rows = await engine.query(`SELECT sku, currency, units, gross FROM file('${file}', Parquet)`);
    expect(rows).toEqual([{ sku: honey.sku, currency: 'GBP', units: 2, gross: 1_500 }]);
    await remove(done);
  });

  test.each([
    [{ format: 'xlsx' }, 'format'],
    [{ format: "CSV' INTO OUTFILE 'x" }, 'format'],
    [{ question: { ...question, by: ['device'] } }, 'question.by'],
    [{ question: { ...question, grain: 'minute' } }, 'grain'],
    [{ tz: "UTC') --" }, 'tz'],
    [{ vendor: "' OR ''='" }, 'vendor'],
    [{ from: '2026-02-30' }, 'from'],
  ])('are told what is wrong with %j', async (more, field) => {
    const { status, body } = await operator.ask('POST', path, { body: { question, format: 'csv', ...more } });
    expect([status, body.errors?.[0]?.field]).toEqual([400, field]);
  });

  test('find nothing with a value that is not there, whatever it holds', async () => {
    const where = [{ field: 'country', is: ["'); DROP TABLE events; --"] }];
    const done = await exported({ question: { ...question, where } });
    expect((await (await fetchFile(done)).text()).trim().split('\n')).toHaveLength(1);
    await remove(done);
  });

  test('see nothing of another tenant, and vendors and shoppers nothing at all', async () => {
    const ours = await exported();
    for (const [method, place] of [
      ['GET', `${path}/${ours.id}`],
      ['GET', `${path}/${ours.id}/file`],
      ['DELETE', `${path}/${ours.id}`],
    ] as const) {
      expect((await stranger.ask(method, place)).status).toBe(404);
      expect((await bees.owner.ask(method, place)).status).toBe(403);
      expect((await guest.ask(method, place)).status).toBe(401);
    }
    expect((await stranger.get<{ items: unknown[] }>(path)).items).toEqual([]);
    expect((await askFor({ vendor: bees.vendor.id }, stranger)).status).toBe(404);
    expect((await operator.ask('GET', `${path}/${ours.id}/file?offset=1`)).status).toBe(400);
    await remove(ours);
  });

  test('have the file until it is removed, also after the shop was killed', async () => {
    const done = await exported();
    await souk.kill();
    souk = await startSouk({ directory: souk.directory, env: { ANALYTICS: 'on' } });
    operator = await logIn(visitor(souk.url), 'operator@demo.example');
    expect((await get(done.id)).bytes).toBe(done.bytes);
    expect((await fetchFile(done)).status).toBe(200);
    expect(filesOf('demo')).toEqual([`${done.id}.csv`]);
    await remove(done);
    await eventually('the file is gone', () => filesOf('demo').length === 0);
    expect((await operator.ask('GET', `${path}/${done.id}/file`)).status).toBe(404);
  });

  test('leave none behind when their account is erased', async () => {
    await eventually('figures are there', async () => (await operator.ask('GET', '/analytics/live')).status === 200);
    const analyst = await logIn(visitor(souk.url), 'analyst@demo.example');
    const { body } = await askFor({}, analyst);
    await eventually('it is done', async () => (await get(body.id)).status === 'done');
    await analyst.ask('DELETE', '/me');
    await eventually('it is gone', async () => (await operator.ask('GET', `${path}/${body.id}`)).status === 404);
    await eventually('its file is gone', () => filesOf('demo').length === 0);
    expect(await souk.stop()).toBe(0);
  });
});
