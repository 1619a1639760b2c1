import { type Address, type ClickHouse, ClickHouseUnavailable } from '../clickhouse.ts';
import { clickHouseOverHttp } from '../over-http.ts';

/** To wherever ClickHouse is now: an engine that begins again is reached at another place. */
export class Line implements Pick<ClickHouse, 'insert' | 'query'> {
  #client: ClickHouse | undefined;

  to(address: Address): void {
    void this.#client?.close();
    this.#client = clickHouseOverHttp(address);
  }

  insert: ClickHouse['insert'] = (...asked) => this.#now().insert(...asked);
  query: ClickHouse['query'] = (...asked) => this.#now().query(...asked);

  async close(): Promise<void> {
    await this.#client?.close();
  }

  #now(): ClickHouse {
    if (!this.#client) throw new ClickHouseUnavailable('nobody told where it is');
    return this.#client;
  }
}
