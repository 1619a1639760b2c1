import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startGateway } from './gateway.given.ts';
import { account, People } from './people.ts';

const people = new People();
let shop: Running;
let bearer: string;
const items: Record<string, unknown>[] = [];

beforeAll(async () => {
  people.put(account('ann', { roles: ['operator'] }));
  shop = await startGateway({ fakes: { ...people.fakes, 'analytics.sales': () => ({ items, totals: [] }) } });
  const { json } = await shop.ask('POST', '/v1/auth/login', { body: { email: 'ann@example.org', password: 'x' } });
  bearer = `Bearer ${json.accessToken}`;
});
afterAll(() => shop.stop());

const sales = (query = '', headers: Record<string, string> = {}) =>
  shop.ask('GET', `/v1/analytics/sales${query}`, { headers: { authorization: bearer, ...headers } });

const rowsOf = async (...given: Record<string, unknown>[]) => {
  items.splice(0, items.length, ...given);
  return (await sales('?format=csv')).text.split('\r\n');
};

describe('the items of an answer', () => {
  test.each([
    ['as JSON when nobody says otherwise', '', {}, 'application/json'],
    ['as CSV for who accepts that first', '', { accept: 'text/csv, application/json' }, 'text/csv'],
    ['as JSON for who would rather have it', '', { accept: 'application/json, text/csv' }, 'application/json'],
    ['as CSV by the query', '?format=csv', { accept: 'application/json' }, 'text/csv'],
    ['as JSON by the query', '?format=json', { accept: 'text/csv' }, 'application/json'],
  ])('come %s', async (_, query, headers, type) => {
    const { status, headers: answered } = await sales(query, headers);
    expect([status, answered['content-type']?.split(';')[0], answered.vary]).toEqual([200, type, 'Accept']);
  });

  test('have their fields in the first line, also those that only some of them have', async () => {
    const lines = await rowsOf({ start: '2026-11-22', gross: 1_050 }, { start: '2026-11-23', gross: 0, orders: 2 });
    expect(lines).toEqual(['start,gross,orders', '2026-11-22,1050,', '2026-11-23,0,2', '']);
  });

  test('are quoted where they hold what divides them', async () => {
    expect(await rowsOf({ key: 'a "b", c\nd' })).toEqual(['key', '"a ""b"", c\nd"', '']);
  });

  test('never begin as a formula, and negative sums stay numbers', async () => {
    expect(await rowsOf({ key: '=HYPERLINK(1)', net: -5 })).toEqual(['key,net', "'=HYPERLINK(1),-5", '']);
    const tried = ['=1+HYPERLINK(1)', '-1+HYPERLINK(1)', '+1-cmd', '@1', '-12.50', '+44'];
    const told = ["'=1+HYPERLINK(1)", "'-1+HYPERLINK(1)", "'+1-cmd", "'@1", '-12.50', '+44'];
    expect(await rowsOf(...tried.map((key) => ({ key })))).toEqual(['key', ...told, '']);
  });

  test('have a column for each currency that one of them tells an amount in', async () => {
    const lines = await rowsOf(
      { sku: 'a', missedGross: {} },
      { sku: 'b', missedGross: { GBP: 1_050 } },
      { sku: 'c', missedGross: { EUR: 200, GBP: 0 } },
    );
    expect(lines).toEqual(['sku,missedGross.GBP,missedGross.EUR', 'a,,', 'b,1050,', 'c,0,200', '']);
  });

  test('of which there are none are an empty line', async () => {
    expect(await rowsOf()).toEqual(['', '']);
  });
});

test('What is no list has no table', async () => {
  const { headers } = await shop.ask('GET', '/v1/tenant', { headers: { accept: 'text/csv' } });
  expect(headers['content-type']).toMatch(/json/);
});
