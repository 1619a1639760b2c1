import { type Conditions, some } from './bench.ts';
import type { RedisPages } from './helpers/redis-pages.ts';
import type { Strangers } from './helpers/strangers.ts';
import { actors, type Env, gateway, node, seeEachOther } from './kit/cluster.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { type Pair, type Row, sideBySide } from './row.ts';

const tenant = 'strange';
const products = 20;
const rounds = 3;

/** Resolves with a page as a gateway answers it, once its index holds every product. */
async function pageOf(url: string): Promise<string> {
  for (;;) {
    const body = await (await fetch(url, { headers: { 'Souk-Tenant': tenant } })).text();
    if (body.split('"available"').length > products) return body;
  }
}

/**
 * What a cache that gateways share could bring: pages that a gateway does not keep, from an index of its own or from that of
 * another node, beside the same bytes from Redis.
 */
export async function clusterCache(conditions: Conditions, env: Env, redisUrl: string): Promise<Row[]> {
  const { workshop } = conditions;
  const nodes = await Promise.all(
    [gateway, actors, { ROLES: 'gateway' }].map((roles) => node(conditions, { ...env, ...roles })),
  );
  const [own, , far] = nodes;
  if (!own || !far) throw new Error('no gateway');
  await seeEachOther(nodes, nodes.length);
  await openShop(own.directory, { tenant, products, units: 1_000 });
  const body = await pageOf(`${own.url}/v1/products?limit=${products}`);
  const pages = startHelper<RedisPages>(workshop, 'redis-pages');
  const port = await pages.ask('serve', redisUrl, { headers: ['Content-Type', 'application/json'], body });
  const strangers = startHelper<Strangers>(workshop, 'strangers');
  const rate = (asked: number) => strangers.ask('rate', asked, tenant, some(conditions, 4, 1));
  const beside = async (asked: number): Promise<Pair[]> => {
    await rate(asked);
    const pairs: Pair[] = [];
    for (let round = 0; round < rounds; round += 1) pairs.push({ ours: await rate(asked), baseline: await rate(port) });
    return pairs;
  };
  const rows = [
    sideBySide(
      'cluster: a list that nobody keeps, from the index of its gateway, against from Redis',
      '/s',
      await beside(own.port),
    ),
    sideBySide('cluster: the same from the index of another node, against from Redis', '/s', await beside(far.port)),
  ];
  await Promise.all([strangers.stop(), pages.stop(), ...nodes.map((one) => one.stop())]);
  return rows;
}
