import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Conditions, some } from './bench.ts';
import type { Load, Target } from './helpers/load.ts';
import type { Fixed, RawServer } from './helpers/raw-server.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { openShop, type Shop } from './kit/shop.ts';
import { startSouk } from './kit/souk.ts';
import { type Pair, type Row, ratioRow } from './row.ts';

const least = 0.8;
const rounds = 5;
const pageSize = 20;
const units = 1_000;

/** A plan bounds the requests of a tenant's minute: each page is measured in a tenant of its own. */
const pages: readonly { readonly name: string; readonly tenant: string; readonly path: (shop: Shop) => string }[] = [
  { name: 'list of 20 products', tenant: 'lists', path: () => `/v1/products?limit=${pageSize}` },
  { name: 'one product', tenant: 'details', path: ({ productIds }) => `/v1/products/${productIds[0]}` },
];

type Seen = Fixed & { readonly status: number };

/** What a visitor gets, without what `node:http` adds by itself. */
async function look({ url, headers }: Target): Promise<Seen> {
  const response = await fetch(url, { headers });
  const own = ['date', 'connection', 'keep-alive', 'x-request-id'];
  const fields = [...response.headers].filter(([name]) => !own.includes(name)).flat();
  return { status: response.status, headers: fields, body: await response.text() };
}

/** The search index follows a moment later: every unit of every product must be shown. */
async function lookWhenComplete(target: Target, products: number): Promise<Seen> {
  for (;;) {
    const seen = await look(target);
    if (seen.body.split(`"available":${units}`).length > products) return seen;
    await sleep(100);
  }
}

async function compare(load: Helper<Load>, raw: Target, ours: Target, seconds: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const target of [raw, ours]) await load.ask('rate', target, 1);
  for (let round = 0; round < rounds; round += 1) {
    const baseline = await load.ask('rate', raw, seconds);
    pairs.push({ baseline, ours: await load.ask('rate', ours, seconds) });
  }
  return pairs;
}

async function measure(conditions: Conditions): Promise<Row[]> {
  const { workshop } = conditions;
  const souk = await startSouk(workshop);
  const raw = startHelper<RawServer>(workshop, 'raw-server');
  const load = startHelper<Load>(workshop, 'load');
  const rows: Row[] = [];
  for (const { name, tenant, path } of pages) {
    const shop = await openShop(souk.directory, { tenant, products: pageSize, units });
    const ours = { url: `${souk.url}${path(shop)}`, headers: { 'Souk-Tenant': tenant } };
    const seen = await lookWhenComplete(ours, path(shop).includes('?') ? pageSize : 1);
    const port = await raw.ask('serve', seen);
    const same = { url: `http://127.0.0.1:${port}/`, headers: ours.headers };
    rows.push(ratioRow(`hot read, ${name}`, 'req/s', await compare(load, same, ours, some(conditions, 2)), least));
  }
  await Promise.all([souk.stop(), raw.stop(), load.stop()]);
  return rows;
}

export const hotReads: Bench = { name: 'hot-reads', run: measure };
