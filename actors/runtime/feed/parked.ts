import { parseStream, rowKey } from '../../../tenants/isolation.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Rows, TableDefinition } from '../rows/rows.ts';
import type { Instant } from '../time.ts';

/** `retryAt` of work that is given up until somebody replays it: a dead letter. */
export const never = Number.MAX_SAFE_INTEGER;

/** A stream that one consumer could not go on with: its later commits wait behind `version`, everyone else goes on. */
export type Parked = {
  readonly id: string;
  readonly tenantId: string;
  readonly consumer: string;
  readonly partition: PartitionName;
  readonly stream: string;
  /** Of the first event that is not done. */
  readonly version: number;
  readonly event: string;
  readonly retryAt: Instant;
  readonly tries: number;
  readonly code: string;
  readonly message: string;
  readonly since: Instant;
};

export const parkedTable: TableDefinition = {
  name: 'parked',
  version: 1,
  indexes: { byConsumer: ['consumer'] },
};

const pageSize = 1_000;

/** What one consumer has parked: durable in the rows, and in memory for the question asked of every event. */
export class ParkedList {
  readonly #rows: Rows;
  readonly #consumer: string;
  readonly #parked = new Map<string, Parked>();

  constructor(rows: Rows, consumer: string) {
    this.#rows = rows;
    this.#consumer = consumer;
  }

  async load(): Promise<void> {
    let after: string | undefined;
    do {
      const query = { index: 'byConsumer', where: [this.#consumer], limit: pageSize, ...(after && { after }) };
      const page = await this.#rows.find(parkedTable.name, query);
      for (const row of page.rows as unknown as readonly Parked[]) this.#parked.set(row.stream, row);
      after = page.next;
    } while (after);
  }

  has(stream: string): boolean {
    return this.#parked.has(stream);
  }

  find(stream: string): Parked | undefined {
    return this.#parked.get(stream);
  }

  all(): readonly Parked[] {
    return [...this.#parked.values()];
  }

  due(now: Instant): readonly Parked[] {
    return this.all().filter((parked) => parked.retryAt <= now);
  }

  async park(parked: Omit<Parked, 'id' | 'tenantId' | 'consumer'>): Promise<void> {
    const { tenantId, type, id } = parseStream(parked.stream);
    const key = rowKey(tenantId, this.#consumer, type, id);
    const row = { ...parked, id: Buffer.from(key).toString('base64url'), tenantId, consumer: this.#consumer } as Parked;
    this.#parked.set(row.stream, row);
    await this.#rows.write([{ table: parkedTable.name, key, row }]);
  }

  async release(stream: string): Promise<void> {
    const parked = this.#parked.get(stream);
    if (!parked) return;
    this.#parked.delete(stream);
    await this.#rows.write([{ table: parkedTable.name, key: Buffer.from(parked.id, 'base64url').toString() }]);
  }
}
