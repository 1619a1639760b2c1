import { type Conditions, some } from './bench.ts';
import type { Followers } from './helpers/followers.ts';
import { actors, type Env, gateway, node, seeEachOther } from './kit/cluster.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import type { RunningSouk } from './kit/souk.ts';
import { type Pair, type Row, sideBySide } from './row.ts';

const tenant = 'followed';
const products = 20;
const rounds = 3;
const far: Env = { ROLES: 'gateway' };

/** Resolves once the index holds every product. */
async function isListed({ url }: RunningSouk): Promise<void> {
  const headers = { 'Souk-Tenant': tenant };
  for (let text = ''; text.split('"available"').length <= products; )
    text = await (await fetch(`${url}/v1/products?limit=${products}`, { headers })).text();
}

/** Pages that another gateway has just answered: those who share them find them, the others ask an index that is not theirs. */
export async function clusterCache(conditions: Conditions, alone: Env, redisUrl: string): Promise<Row[]> {
  const { workshop } = conditions;
  const sharing = { ...alone, REDIS_URL: redisUrl };
  const nodes = await Promise.all([
    node(conditions, { ...sharing, ...gateway }),
    node(conditions, { ...sharing, ...far }),
    node(conditions, { ...alone, ...far }),
    node(conditions, { ...alone, ...actors }),
  ]);
  const [first, withRedis, without] = nodes;
  await seeEachOther(nodes, nodes.length);
  await openShop(first.directory, { tenant, products, units: 1_000 });
  await isListed(first);
  const followers = startHelper<Followers>(workshop, 'followers');
  const secondAt = ({ port }: RunningSouk) =>
    followers.ask('ofSecond', first.port, port, tenant, some(conditions, 4, 1));
  await secondAt(withRedis);
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1)
    pairs.push({ ours: await secondAt(withRedis), baseline: await secondAt(without) });
  await Promise.all([followers.stop(), ...nodes.map((one) => one.stop())]);
  return [
    sideBySide('cluster: a list that another gateway has just answered, shared in Redis, beside not', 'ms', pairs),
  ];
}
