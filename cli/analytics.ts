import { parseArgs } from 'node:util';
import type { ResultOf } from '../actors/registry.ts';
import { realWorld, sleep } from '../actors/runtime/world.ts';
import { readSettings } from '../settings.ts';
import { type Asking, askingAs } from './asking.ts';
import { type Connection, connect } from './connect.ts';
import { errorSentence, UsageError } from './sentence.ts';

const usage = `npm run analytics -- reconcile [--tenant NAME]
npm run analytics -- rebuild

  reconcile   waits until analytics have caught up, then compares their sums with the ledger's, day by day, account by
              account and vendor by vendor, and looks whether anything is missing. Exits with 1 if so.
  rebuild     makes everything anew from the journal, while the shop runs, and waits until that is asked: on every node
              that has analytics.

  --tenant NAME   one tenant (default: all of them)
DATA_DIR says where the data lies; a Souk that runs on it is worked through.`;

const lookEveryMs = 500;
const patienceMs = 120_000;
const pageLimit = 100;

type Reconciled = ResultOf<'analytics.reconcile'>;

const commandId = (): string => realWorld.randomId();
const askingOf = ({ transport }: Connection, tenantId: string): Asking => askingAs(transport, tenantId, patienceMs);

async function allTenants(connection: Connection): Promise<readonly string[]> {
  const ask = askingOf(connection, 'platform');
  const ids: string[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await ask('tenants.list', { limit: pageLimit, ...(cursor && { cursor }) }, commandId());
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return ids.sort();
}

/** Once all that was committed before is counted. */
async function reconciled(connection: Connection, tenantId: string): Promise<Reconciled> {
  const ask = askingOf(connection, tenantId);
  for (;;) {
    const found = await ask('analytics.reconcile', {}, commandId());
    if (found.behind === 0) return found;
    console.log(`  ${found.behind} batches behind ...`);
    await sleep(realWorld, lookEveryMs);
  }
}

async function reconcile(connection: Connection, tenant: string | undefined): Promise<boolean> {
  let isEqual = true;
  for (const tenantId of tenant === undefined ? await allTenants(connection) : [tenant]) {
    const { equal, compared, differences, missing } = await reconciled(connection, tenantId);
    console.log(`${tenantId}: ${compared} sums compared, ${equal ? 'every one is equal' : 'NOT every one is equal'}`);
    for (const { of, day, account, vendorId, currency, ledger, analytics } of differences) {
      console.log(`  ${day} ${account} ${vendorId} ${currency}: ledger ${ledger}, ${of} ${analytics}`);
    }
    for (const sentence of missing) console.log(`  ${sentence}`);
    isEqual &&= equal;
  }
  return isEqual;
}

async function rebuild(connection: Connection): Promise<boolean> {
  const ask = askingOf(connection, 'platform');
  await ask('analytics.rebuild', {}, commandId());
  for (;;) {
    const { isUnderWay, left } = await ask('analytics.rebuilding', {}, commandId());
    if (!isUnderWay) break;
    console.log(`  ${left} batches left ...`);
    await sleep(realWorld, lookEveryMs);
  }
  console.log('Analytics are made anew from the journal.');
  return true;
}

function readArguments() {
  try {
    const options = { tenant: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [command] = positionals;
    if (positionals.length === 1 && (command === 'reconcile' || command === 'rebuild')) return { command, ...values };
  } catch {
    // As if nothing that can be read had been asked for.
  }
  throw new UsageError(usage);
}

async function run(): Promise<boolean> {
  const { command, tenant } = readArguments();
  const connection = await connect(readSettings(process.env), { withAnalytics: true });
  try {
    return command === 'rebuild' ? await rebuild(connection) : await reconcile(connection, tenant);
  } finally {
    await connection.close();
  }
}

run().then(
  (isEqual) => process.exit(isEqual ? 0 : 1),
  (error: unknown) => {
    console.error(errorSentence(error));
    process.exit(1);
  },
);
