import type { PartitionName } from '../actors/runtime/journal/journal.ts';
import { sleep, type World } from '../actors/runtime/world.ts';
import type { ClickHouse } from './clickhouse.ts';
import type { Cut } from './rows/row.ts';

/** The insert that a crash may have cut off. */
export type LastInsert = { readonly number: number; readonly cuts: readonly Cut[] };

export type Places = {
  /** Log -> its last batch that was written. */
  readonly places: ReadonlyMap<PartitionName, number>;
  readonly last: LastInsert | undefined;
};

/** Rows may have gone with age, pieces stay; a piece may not be there yet though its rows are. */
const reached = `SELECT log, max(cut_to) AS number
FROM (SELECT log, cut_to FROM events UNION ALL SELECT log, cut_to FROM cuts)
GROUP BY log`;

const lastCuts = `WITH
  pieces AS (
    SELECT written, log, cut_from, cut_to, cut_rows FROM events
    UNION ALL SELECT written, log, cut_from, cut_to, cut_rows FROM cuts
  )
SELECT DISTINCT * FROM pieces WHERE written = (SELECT max(written) FROM pieces)`;

type LastCut = {
  readonly written: number;
  readonly log: string;
  readonly cut_from: number;
  readonly cut_to: number;
  readonly cut_rows: number;
};

/** How far ClickHouse has come, by its own word. */
export async function placesIn(clickHouse: Pick<ClickHouse, 'query'>): Promise<Places> {
  const found = await clickHouse.query<{ log: string; number: number }>(reached);
  const cuts = await clickHouse.query<LastCut>(lastCuts);
  const [first] = cuts;
  return {
    places: new Map(found.map(({ log, number }) => [log, number])),
    last: first && { number: first.written, cuts: cuts.map(cutOf) },
  };
}

const cutOf = ({ log, cut_from, cut_to, cut_rows }: LastCut): Cut => ({
  log,
  from: cut_from,
  to: cut_to,
  rows: cut_rows,
});

const stillWriting = `SELECT count() AS inserts FROM system.processes
WHERE query_kind = 'Insert' AND current_database = currentDatabase() AND query_id != queryID()`;

const lookEveryMs = 100;
const mostLooks = 300;

/** Waits for what a writer left behind that is gone: it may still come in. Throws after half a minute. */
export async function nobodyWrites(clickHouse: Pick<ClickHouse, 'query'>, world: World): Promise<void> {
  for (let looked = 0; looked < mostLooks; looked += 1) {
    const [found] = await clickHouse.query<{ inserts: number }>(stillWriting);
    if (!found?.inserts) return;
    await sleep(world, lookEveryMs);
  }
  throw new Error('an insert of somebody else does not end');
}

const gaps = `SELECT log, count() AS gaps FROM (
  SELECT log, cut_from, any(cut_to) OVER (PARTITION BY log ORDER BY cut_to ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS before
  FROM (SELECT DISTINCT log, cut_from, cut_to FROM cuts)
) WHERE cut_from != before + 1 GROUP BY log ORDER BY log`;

const losses = `SELECT log, sum(cut_rows) AS expected, sum(rows) AS found
FROM (SELECT log, cut_to, any(cut_rows) AS cut_rows, sum(rows) AS rows FROM cuts GROUP BY log, cut_to)
GROUP BY log HAVING expected != found ORDER BY log`;

/** What is missing or doubled, as sentences; none when every batch of every log was written once. */
export async function missingFrom(clickHouse: ClickHouse): Promise<readonly string[]> {
  const holes = await clickHouse.query<{ log: string; gaps: number }>(gaps);
  const lost = await clickHouse.query<{ log: string; expected: number; found: number }>(losses);
  return [
    ...holes.map(({ log, gaps: many }) => `${log} has ${many} gaps`),
    ...lost.map(({ log, expected, found }) => `${log} has ${found} rows of ${expected}`),
  ];
}
