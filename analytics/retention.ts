import { hour, minute } from '../actors/runtime/time.ts';
import type { Cancel, World } from '../actors/runtime/world.ts';
import type { ClickHouse } from './clickhouse.ts';

/** What a plan does not keep, or is older than anybody's: whole months, by when something was committed. */
const isOverdue = (at: string, most: number): string => `(
  toYYYYMM(${at}) < oldest_month(0, ${most}) OR (tenant, toYYYYMM(${at})) IN (SELECT tenant, month FROM overdue)
)`;

/** Of each product and each stock the last event of its kind says how it stands; the last insert may be repeated. */
const isDispensable = `written < (SELECT max(written) FROM events)
  AND (
    NOT (startsWith(type, 'catalog.') OR startsWith(type, 'inventory.'))
    OR (tenant, type, id, version) NOT IN (
      SELECT tenant, type, id, max(version) FROM events
      WHERE startsWith(type, 'catalog.') OR startsWith(type, 'inventory.')
      GROUP BY tenant, type, id
    )
  )`;

const ofRows = isOverdue('at', 25);

/** Table -> what of it goes. */
const overdue: Readonly<Record<string, string>> = {
  events: `${ofRows} AND ${isDispensable}`,
  sales: ofRows,
  sold: ofRows,
  postings: ofRows,
  visits: ofRows,
  minutes: isOverdue('last', 60),
};

/** Begins to take away what is too old to be shown; what is begun goes on by itself. Answers of which tables. */
export async function forgetOverdue(clickHouse: Pick<ClickHouse, 'query' | 'command'>): Promise<readonly string[]> {
  const forgotten: string[] = [];
  for (const [table, condition] of Object.entries(overdue)) {
    const found = await clickHouse.query(`SELECT 1 AS one FROM ${table} WHERE ${condition} LIMIT 1`);
    if (found.length === 0) continue;
    await clickHouse.command(`ALTER TABLE ${table} DELETE WHERE ${condition}`);
    forgotten.push(table);
  }
  return forgotten;
}

/** What is not kept is gone within a day, also where nobody lets the shop run for long. */
const firstForgetMs = minute;
const forgetEveryMs = 6 * hour;

type Forgetting = {
  readonly clickHouse: Pick<ClickHouse, 'query' | 'command'>;
  readonly world: Pick<World, 'after'>;
  readonly warn: (line: string) => void;
};

/** Forgets again and again, until it is told not to. */
export function keepForgetting({ clickHouse, world, warn }: Forgetting): Cancel {
  let cancel = world.after(firstForgetMs, forget);
  function forget(): void {
    cancel = world.after(forgetEveryMs, forget);
    forgetOverdue(clickHouse).catch((error: unknown) => warn(`Analytics could not forget what is old: ${error}`));
  }
  return () => cancel();
}

const kept = 'SELECT oldest_month(argMax(months, version), 25) AS month FROM plans WHERE tenant = {tenant:String}';

/** The oldest month of which the rows of a tenant are kept: 202610. */
export async function oldestMonthOf(clickHouse: Pick<ClickHouse, 'query'>, tenantId: string): Promise<number> {
  const [found] = await clickHouse.query<{ month: number }>(kept, { tenant: tenantId });
  return found?.month ?? 0;
}
