import type { ClickHouse } from './clickhouse.ts';

export type Reaching = {
  /** Asks the one that is there now; rejects with `ClickHouseUnavailable` where there is none. */
  readonly reach: <Result>(ask: (clickHouse: ClickHouse) => Promise<Result>) => Promise<Result>;
  readonly now: () => ClickHouse | undefined;
  readonly problem: ClickHouse['problem'];
  readonly close: ClickHouse['close'];
};

/** A ClickHouse that is not always the same one, or not always there. */
export function reaching({ reach, now, problem, close }: Reaching): ClickHouse {
  return {
    insert: (...asked) => reach((one) => one.insert(...asked)),
    query: (...asked) => reach((one) => one.query(...asked)),
    file: (...asked) => reach((one) => one.file(...asked)),
    create: () => reach((one) => one.create()),
    drop: () => reach((one) => one.drop()),
    command: (...asked) => reach((one) => one.command(...asked)),
    inside: (database) =>
      reaching({
        reach: (ask) => reach((one) => ask(one.inside(database))),
        now: () => now()?.inside(database),
        problem,
        close: async () => undefined,
      }),
    address: () => now()?.address(),
    problem,
    close,
  };
}
