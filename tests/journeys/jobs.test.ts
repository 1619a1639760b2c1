import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Sheet } from '../../actors/catalog/contract.ts';
import { describeWith, type GivenServers, givenServers } from '../servers/servers.given.ts';
import { eventually } from './eventually.ts';
import { mailTo } from './mails.given.ts';
import { buy, logIn, openShop, type Person, register, type Shop, stockWare, type Ware } from './market.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { logInToPlatform } from './tenants.given.ts';
import { type Visitor, visitor } from './visitor.ts';

type Health = { readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string }>> };
type Queues = { readonly queues: readonly { readonly name: string; readonly jobs: readonly object[] }[] };

describeWith('redis')('A shop with a Redis for its jobs', () => {
  let servers: GivenServers;
  let redis: Redis;
  let souk: Souk;
  let guest: Visitor;
  let root: Person;
  let shop: Shop;
  let ware: Ware;

  beforeAll(async () => {
    servers = await givenServers(1, 'redis');
    redis = new Redis(servers.url('redis'));
    redis.on('error', () => undefined);
    souk = await startSouk({ env: { REDIS_URL: servers.url('redis') } });
    guest = visitor(souk.url);
    const operator = await logIn(guest, 'operator@demo.example');
    shop = await openShop(operator, await register(guest, 'bea@example.org'), 'Bea and Bees');
    ware = await stockWare(shop, 'Heather', 750, 100);
    root = await logInToPlatform(souk);
  });
  afterAll(() => redis.disconnect());

  const pot = (place: number) => ({
    ...{ vendorId: shop.vendor.id, title: `Pot ${place}`, variants: [{ prices: { GBP: 750 } }] },
  });
  const mailOf = async (email: string): Promise<void> => {
    const { number } = await buy(guest, { [ware.sku]: 1 }, { email });
    await mailTo(souk.directory, email, `Order ${number} is confirmed`);
  };
  /** As a browser asks: what it has is a cookie. */
  const browse = (path: string, person?: Person, fields: Readonly<Record<string, string>> = {}) =>
    fetch(`${souk.url}/console/jobs${path}`, {
      redirect: 'manual',
      headers: { ...(person && { cookie: `souk-access=${person.session.accessToken}` }), ...fields },
    });

  test('sends its mails through a queue, and whoever looks into Redis learns of nobody', async () => {
    await mailOf('ann@example.org');
    const done = await eventually('the queue knows of it', async () => {
      const ids = await redis.zrange('souk-jobs:mails:completed', 0, -1);
      return ids.length > 0 && ids;
    });
    const stored = JSON.stringify(await Promise.all(done.map((id) => redis.hgetall(`souk-jobs:mails:${id}`))));
    expect(stored).not.toContain('ann@example.org');
  });

  test('says how many wait, and what was given up', async () => {
    await eventually('nothing waits', async () => {
      const { body } = await guest.ask<Health>('GET', '//health/ready');
      return body.checks.jobs?.ok && body.checks.jobs.detail === 'none';
    });
    const metrics = await (await fetch(`${souk.url}/metrics`)).text();
    for (const kind of ['mails', 'exports', 'sheets', 'alerts'])
      expect(metrics).toContain(`souk_jobs{kind="${kind}",state="failed"} 0`);
  });

  test('shows the board to people of the platform, and to nobody else', async () => {
    const page = await browse('', root);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    const html = await page.text();
    expect(html).not.toContain('https://');
    const script = /src="(static\/js\/main[^"]+)"/.exec(html)?.[1];
    expect((await browse(`/${script}`, root)).headers.get('content-type')).toContain('javascript');
    const { queues } = (await (await browse('/api/queues', root)).json()) as Queues;
    expect(queues.map(({ name }) => name).sort()).toEqual(['alerts', 'exports', 'mails', 'sheets']);
    expect((await browse('/queue/mails', root)).status).toBe(200);
    expect((await browse('/static/js/..%2f..%2findex.ejs', root)).status).toBe(404);
  });

  test('sends whoever is not signed in to the page for it, and answers nothing else', async () => {
    const operator = await logIn(guest, 'operator@demo.example');
    const ops = await logIn(guest, 'ops@demo.example');
    for (const person of [undefined, operator, ops]) {
      const entry = await browse('', person);
      expect([entry.status, entry.headers.get('location')]).toEqual([303, '/console/sign-in?tenant=platform']);
      for (const path of ['/api/queues', '/queue/mails', '/static/js/main.js'])
        expect((await browse(path, person)).status).toBe(404);
    }
    expect((await browse('/api/queues', root, { 'sec-fetch-site': 'cross-site' })).status).toBe(404);
  });

  test('sends every mail and takes in every file although Redis is emptied, killed and brought back', async () => {
    await redis.flushall();
    await mailOf('ben@example.org');
    const body = { create: Array.from({ length: 50 }, (_, place) => ({ line: place + 2, product: pot(place) })) };
    const sheet = await shop.owner.post<Sheet>(`/vendors/${shop.vendor.id}/sheets`, body);
    await servers.kill('redis');
    await eventually('all of the file is taken in', async () => {
      const { items } = await shop.owner.get<{ items: readonly Sheet[] }>(`/vendors/${shop.vendor.id}/sheets`);
      return items.find(({ id, status, refused }) => id === sheet.id && status === 'done' && refused.length === 0);
    });
    await mailOf('cleo@example.org');
    await servers.restart();
    await eventually('Redis is reached again', async () => (await redis.ping().catch(() => '')) === 'PONG');
    // Until the shop has found it again, it sends by itself.
    await eventually('the queue works again', async () => {
      await mailOf('dan@example.org');
      return (await redis.zcard('souk-jobs:mails:completed')) > 0;
    });
    expect(await souk.stop()).toBe(0);
  });
});
