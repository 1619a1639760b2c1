import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert, AlertRule, Export, LiveAnswer, OwnQuestion } from '../../../actors/analytics/contract.ts';
import { hasEngine } from '../../analytics/has-engine.given.ts';
import { describeWith, givenServers } from '../../servers/servers.given.ts';
import { eventually } from '../eventually.ts';
import { mailsIn, mailTo } from '../mails.given.ts';
import { buy, logIn, openShop, type Person, register, stockWare } from '../market.given.ts';
import { type Souk, startSouk, temporaryDirectory } from '../souk-process.ts';
import { visitor } from '../visitor.ts';

const question: OwnQuestion = { of: 'lines', measures: ['units', 'gross'], by: ['sku'] };
const sold: AlertRule = { of: 'sales', measure: 'orders', minutes: 60, when: 'above', than: 0, everyMinutes: 1 };
/** What could not be made at once is made a minute later. */
const longestMs = 150_000;
const theShop = 'gateway,search,actors,jobs';
const sellers = 'operator@demo.example';
const files = temporaryDirectory();
const describeCounting = hasEngine ? describeWith('nats', 'mongo', 'redis') : describe.skip;

describeCounting('Two nodes that count, each for itself,', () => {
  let shop: Souk;
  let counting: readonly Souk[];
  let operator: Person;

  beforeAll(async () => {
    const names = ['nats', 'mongo', 'redis'] as const;
    const servers = await givenServers(1, ...names);
    const env = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_URL`, servers.url(name)]));
    const start = (ROLES: string) =>
      startSouk({ env: { ...env, ROLES, ANALYTICS: 'on', EXPORTS_DIR: files, ANALYTICS_MEMORY_MB: '256' } });
    shop = await start(theShop);
    counting = [await start('analytics'), await start('analytics')];
    const guest = visitor(shop.url);
    operator = await logIn(guest, sellers);
    const bees = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
    const { sku } = await stockWare(bees, 'Heather', 750, 10);
    await buy(await register(guest, 'ann@example.org'), { [sku]: 2 });
    for (const { url } of counting)
      await eventually(`${url} has counted`, async () => {
        const { checks } = (await (await fetch(`${url}/health/ready`)).json()) as Health;
        return checks.analytics?.detail === '0 batches behind';
      });
    await eventually('it is counted', isCounted);
  });

  const isCounted = async () => {
    const { status, body } = await operator.ask<LiveAnswer>('GET', '/analytics/live');
    return status === 200 && body.totals[0]?.orders === 1;
  };
  const exported = async (): Promise<Export> => {
    const { id } = await operator.post<Export>('/analytics/exports', { question, format: 'csv' });
    const look = async () => {
      const found = await operator.get<Export>(`/analytics/exports/${id}`);
      return found.status === 'done' && found;
    };
    return eventually('the file is there', look, longestMs);
  };
  const fetched = async ({ file }: Export): Promise<readonly [number, number]> => {
    const headers = { authorization: `Bearer ${operator.session.accessToken}` };
    const response = await fetch(shop.url + file, { headers });
    return [response.status, (await response.text()).length];
  };
  const mailsOf = async (name: string) =>
    (await mailsIn(shop.directory)).filter(({ subject }) => subject === `Alert: ${name}`).length;

  test('give the file that either of them has made, whichever is asked, and when one of them is killed', async () => {
    const done = await exported();
    expect(readdirSync(join(files, 'demo'))).toEqual([`${done.id}.csv`]);
    for (let times = 0; times < 6; times += 1) expect(await fetched(done)).toEqual([200, done.bytes]);
    await counting[0]?.kill();
    await eventually('the other one answers alone', async () => (await fetched(done))[0] === 200);
    const next = await exported();
    expect(await fetched(next)).toEqual([200, next.bytes]);
    await operator.delete(`/analytics/exports/${done.id}`);
    await eventually('its file is gone', () => !readdirSync(join(files, 'demo')).includes(`${done.id}.csv`));
  });

  test('write once of what rings, however often it is looked at', async () => {
    const { id } = await operator.post<Alert>('/analytics/alerts', { name: 'It sells', rule: sold });
    await mailTo(shop.directory, sellers, 'Alert: It sells');
    await operator.ask('PATCH', `/analytics/alerts/${id}`, { body: { name: 'It still sells' } });
    await operator.post<Alert>('/analytics/alerts', { name: 'After it', rule: sold });
    await mailTo(shop.directory, sellers, 'Alert: After it');
    expect(await Promise.all(['It sells', 'It still sells'].map(mailsOf))).toEqual([1, 0]);
  });

  test('let whoever goes last end in order', async () => {
    expect(await counting[1]?.stop()).toBe(0);
    expect(await shop.stop()).toBe(0);
  });
});

type Health = { readonly checks: Readonly<Record<string, { readonly detail?: string }>> };
