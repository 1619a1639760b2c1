import type { Events } from '../actors/registry.ts';
import { eventsOf } from '../actors/runtime/feed/events.ts';
import type { Past } from '../actors/runtime/feed/past.ts';
import { day, type Instant, minute, toIso } from '../actors/runtime/time.ts';
import type { Ask } from './ask.ts';
import type { ClickHouse } from './clickhouse.ts';
import { missingFrom } from './places.ts';
import { type DaySum, postedByDay } from './queries/posted-by-day.ts';
import { type ComparedSum, salesAsPosted } from './queries/sales-as-posted.ts';
import { oldestMonthOf } from './retention.ts';

export type ReconcileOptions = {
  readonly clickHouse: ClickHouse;
  readonly ask: Ask;
  /** The past of a partition. */
  readonly stored: Past['stored'];
  /** All that was committed until then is counted. */
  readonly asOf: () => Instant;
};

/** An order that was posted longer ago than this is confirmed, or somebody should look at it. */
const decidedMs = minute;
const mostShown = 100;

type Difference = ComparedSum & { readonly of: 'postings' | 'sales' };

export type Reconciled = {
  readonly equal: boolean;
  readonly compared: number;
  readonly differences: readonly Difference[];
  readonly missing: readonly string[];
};

/**
 * Compares a tenant's sums with those of the ledger, day by day, of the months that are kept. The ledger is read from the
 * journal itself, as far as ClickHouse has come: up to one insert, while later ones go on.
 */
export async function reconcile(options: ReconcileOptions, tenantId: string): Promise<Reconciled> {
  const { clickHouse, ask, asOf } = options;
  const until = asOf() - decidedMs;
  const [written, since] = await Promise.all([lastInsert(clickHouse), oldestOf(options, tenantId)]);
  const [ledger, postings, sales, missing] = await Promise.all([
    ledgerSums(options, tenantId, { written, since }),
    ask({ tenantId }, postedByDay, { written }),
    ask({ tenantId }, salesAsPosted, { written, until, since: since + day }),
    missingFrom(clickHouse),
  ]);
  const compared = [
    ...besides(ledger, postings).map((sum) => ({ of: 'postings' as const, ...sum })),
    ...sales.map((sum) => ({ of: 'sales' as const, ...sum })),
  ];
  const differences = compared.filter((sum) => sum.ledger !== sum.analytics);
  return {
    equal: differences.length === 0 && missing.length === 0,
    compared: compared.length,
    differences: differences.slice(0, mostShown),
    missing: missing.slice(0, mostShown),
  };
}

const lastInsert = async (clickHouse: ClickHouse): Promise<number> =>
  (await clickHouse.query<{ written: number }>('SELECT max(written) AS written FROM cuts'))[0]?.written ?? 0;

/** Of the months that are kept: what was committed before is not compared. */
async function oldestOf({ clickHouse }: ReconcileOptions, tenantId: string): Promise<Instant> {
  const month = await oldestMonthOf(clickHouse, tenantId);
  return Date.UTC(Math.floor(month / 100), (month % 100) - 1);
}

const placesOfLedger = `SELECT log, max(cut_to) AS number FROM cuts
WHERE written <= {written:UInt64} AND startsWith(log, 'ledger/')
GROUP BY log`;

type Key = Omit<DaySum, 'amount'>;

const keyOf = (sum: Key): string => [sum.day, sum.account, sum.vendorId, sum.currency].join(' ');

async function ledgerSums(
  { clickHouse, stored }: ReconcileOptions,
  tenantId: string,
  { written, since }: { readonly written: number; readonly since: Instant },
): Promise<Map<string, DaySum>> {
  const sums = new Map<string, DaySum>();
  const places = await clickHouse.query<{ log: string; number: number }>(placesOfLedger, { written });
  for (const { log, number } of places) {
    for await (const batches of stored(log, 0, number)) {
      for (const { name, event, about } of batches.flatMap(eventsOf)) {
        const isKept = about.tenantId === tenantId && about.at >= since;
        if (name === 'ledger.posted' && isKept) addPosted(sums, event as Events['ledger.posted']);
      }
    }
  }
  return sums;
}

function addPosted(sums: Map<string, DaySum>, { at, currency, lines }: Events['ledger.posted']): void {
  const postedOn = toIso(at).slice(0, 10);
  for (const { account, vendorId = '', amount } of lines) {
    const key = { day: postedOn, account, vendorId, currency };
    sums.set(keyOf(key), { ...key, amount: (sums.get(keyOf(key))?.amount ?? 0) + amount });
  }
}

/** A sum that only one side has is compared with zero. */
function besides(ledger: ReadonlyMap<string, DaySum>, found: readonly DaySum[]): ComparedSum[] {
  const here = new Map(found.map((sum) => [keyOf(sum), sum]));
  return [...new Set([...ledger.keys(), ...here.keys()])].flatMap((key) => {
    const sum = ledger.get(key) ?? here.get(key);
    if (!sum) return [];
    const { amount: _, ...rest } = sum;
    return [{ ...rest, ledger: ledger.get(key)?.amount ?? 0, analytics: here.get(key)?.amount ?? 0 }];
  });
}
