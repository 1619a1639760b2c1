import { type Bench, type Conditions, some } from './bench.ts';
import type { RawServer } from './helpers/raw-server.ts';
import type { Shoppers, Street } from './helpers/shoppers.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { type RunningSouk, startSouk } from './kit/souk.ts';
import { type Pair, type Row, sideBySide } from './row.ts';

const shoppers = 32;
const rounds = 4;
const shares = [0.1, 1];

type Shop = Street & { readonly souk: RunningSouk };

async function openOne(conditions: Conditions, settings: Readonly<Record<string, string>>): Promise<Shop> {
  const { workshop } = conditions;
  const souk = await startSouk(workshop, workshop.directory('data'), settings);
  return {
    souk,
    port: souk.port,
    ...(await openShop(souk.directory, { tenant: 'bench', products: 100, units: 1_000_000 })),
  };
}

/** What an order costs there now, in milliseconds of processor time. */
async function costOf({ souk, ...street }: Shop, crowd: Helper<Shoppers>, seconds: number): Promise<number> {
  const before = await souk.cpuMs();
  const { confirmed } = await crowd.ask('buy', street, shoppers, seconds);
  return ((await souk.cpuMs()) - before) / confirmed;
}

/** The same orders at a shop that tells a collector of them, and at one that does not. */
async function measure(conditions: Conditions): Promise<readonly Row[]> {
  const { workshop } = conditions;
  const collector = startHelper<RawServer>(workshop, 'raw-server');
  const port = await collector.ask('serve', { headers: ['Content-Type', 'application/json'], body: '{}' });
  const crowd = startHelper<Shoppers>(workshop, 'shoppers');
  const plain = await openOne(conditions, {});
  const seconds = some(conditions, 6, 2);
  await costOf(plain, crowd, seconds);
  const rows: Row[] = [];
  for (const share of shares) {
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_TRACES_SAMPLER_ARG: `${share}` };
    const traced = await openOne(conditions, settings);
    await costOf(traced, crowd, seconds);
    const pairs: Pair[] = [];
    for (let round = 0; round < rounds; round += 1)
      pairs.push({ ours: await costOf(traced, crowd, seconds), baseline: await costOf(plain, crowd, seconds) });
    rows.push(sideBySide(`processor time an order, ${share * 100} % of requests traced, against none`, 'ms', pairs));
    await traced.souk.stop();
  }
  await Promise.all([plain.souk.stop(), crowd.stop(), collector.stop()]);
  return rows;
}

export const tracing: Bench = { name: 'tracing', run: measure };
