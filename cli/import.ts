import { parseArgs } from 'node:util';
import { readSettings } from '../settings.ts';
import { askingAs } from './asking.ts';
import { connect } from './connect.ts';
import { readTrade } from './import/file.ts';
import type { Trade } from './import/month.ts';
import { type Bars, bars } from './import/progress.ts';
import { reconcile } from './import/reconcile.ts';
import { replay } from './import/replay.ts';
import { classesOf, printed, type Report, writeReport } from './import/report.ts';
import { prepareCustomers, prepareProducts, prepareTenant, prepareVendors } from './import/shop.ts';
import { errorSentence, UsageError } from './sentence.ts';

const usage = `npm run import -- FILE [--tenant NAME] [--speed N] [--report FILE]

Replays a retailer's sales through the actors (docs/import.md). FILE is CSV, plain or .gz.
  --tenant NAME   the tenant that trades; made if it is not there (default online-retail)
  --speed N       so many times as fast as it happened (default: as fast as it goes)
  --report FILE   the reconciliation as JSON
DATA_DIR says where the data lies; a Souk that runs on it is worked through, and so is a cluster that NATS_URL and
MONGO_URL name.`;

type Asked = { readonly file: string; readonly tenant: string; readonly speed?: number; readonly report?: string };

function readArguments(): Asked {
  const { values, positionals } = parsed();
  const [file] = positionals;
  const { tenant = 'online-retail', speed, report } = values;
  if (file === undefined || positionals.length > 1) throw new UsageError(usage);
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(tenant))
    throw new UsageError('--tenant takes small letters, digits and hyphens');
  if (speed !== undefined && !(Number(speed) > 0)) throw new UsageError('--speed takes a number above 0');
  return {
    file,
    tenant,
    ...(speed !== undefined && { speed: Number(speed) }),
    ...(report !== undefined && { report }),
  };
}

function parsed() {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({ allowPositionals: true, options: { tenant: option, speed: option, report: option } });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

async function run(): Promise<boolean> {
  const asked = readArguments();
  const settings = readSettings(process.env);
  const show = bars();
  const trade = await readTrade(asked.file);
  const connection = await connect(settings);
  console.log(`${connection.place}, tenant ${asked.tenant}`);
  try {
    const ask = askingAs(connection.transport, asked.tenant, connection.patienceMs);
    const report = await importTrade(asked, trade, ask, show);
    show.stop();
    console.log(printed(report));
    if (asked.report) await writeReport(asked.report, report);
    return report.equal;
  } finally {
    show.stop();
    await connection.close();
  }
}

async function importTrade(asked: Asked, trade: Trade, ask: ReturnType<typeof askingAs>, show: Bars): Promise<Report> {
  await prepareTenant(ask, asked.tenant);
  await prepareVendors(ask);
  await prepareCustomers(ask, trade, show.add('customers', new Set(trade.invoices.map((one) => one.customer)).size));
  const products = await timed(trade.codes.size, () =>
    prepareProducts(ask, trade, show.add('products', trade.codes.size)),
  );
  const { speed } = asked;
  const onOrder = show.add('orders', trade.invoices.length);
  const orders = await timed(trade.invoices.length, () =>
    replay(ask, trade, products.result, { onOrder, ...(speed !== undefined && { speed }) }),
  );
  const reconciliation = await reconcile(ask, trade, products.result);
  return {
    file: asked.file,
    tenant: asked.tenant,
    rows: trade.rows,
    classes: classesOf(trade),
    listed: trade.listed,
    reconciliation,
    equal: reconciliation.every(({ equal }) => equal),
    ordersPerSecond: orders.perSecond,
    productsPerSecond: products.perSecond,
  };
}

async function timed<Result>(
  things: number,
  work: () => Promise<Result>,
): Promise<{ result: Result; perSecond: number }> {
  const begun = performance.now();
  const result = await work();
  return { result, perSecond: Math.round((things / (performance.now() - begun)) * 1_000) };
}

run().then(
  (equal) => process.exit(equal ? 0 : 1),
  (error: unknown) => {
    console.error(errorSentence(error));
    process.exit(1);
  },
);
