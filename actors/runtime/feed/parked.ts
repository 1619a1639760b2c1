import { parseStream, rowKey } from '../../../tenants/isolation.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Change, Row, Rows, TableDefinition } from '../rows/rows.ts';
import { type Instant, minute } from '../time.ts';

/** `retryAt` of work that is given up until somebody replays it: a dead letter. */
export const never = Number.MAX_SAFE_INTEGER;

export const longestRetryMs = 5 * minute;

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
  /** This event alone: it waited for nobody, and nobody waits for it. */
  readonly alone?: true;
  readonly retryAt: Instant;
  readonly tries: number;
  readonly code: string;
  readonly message: string;
  readonly since: Instant;
};

export type ToPark = Omit<Parked, 'id' | 'tenantId' | 'consumer'>;

type Place = Pick<Parked, 'stream' | 'version' | 'alone'>;

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
  readonly #byKey = new Map<string, Parked>();
  /** A write may have happened or not. */
  readonly #doubted = new Map<string, Parked>();
  readonly #strange = new Set<PartitionName>();

  constructor(rows: Rows, consumer: string) {
    this.#rows = rows;
    this.#consumer = consumer;
  }

  /** Of these partitions, which this node has just taken. Their places must have been read before: see `FlowConsumer.start`. */
  async load(partitions: Iterable<PartitionName>): Promise<void> {
    const taken = new Set(partitions);
    const found = await this.#stored(taken);
    for (const partition of taken) this.leave(partition);
    for (const row of found) this.#byKey.set(keyOf(row), row);
  }

  async #stored(partitions: ReadonlySet<PartitionName>): Promise<readonly Parked[]> {
    const all: Parked[] = [];
    let after: string | undefined;
    do {
      const query = { index: 'byConsumer', where: [this.#consumer], limit: pageSize, ...(after && { after }) };
      const page = await this.#rows.find(parkedTable.name, query);
      all.push(...(page.rows as unknown as readonly Parked[]));
      after = page.next;
    } while (after);
    return all.filter(({ partition }) => partitions.has(partition));
  }

  /** An owner before us may have parked something after we had read the list: that is ours too. */
  async adopt(partitions: Iterable<PartitionName>): Promise<void> {
    const found = await this.#stored(new Set(partitions));
    for (const row of found) if (!this.#byKey.has(keyOf(row))) this.#byKey.set(keyOf(row), row);
  }

  leave(partition: PartitionName): void {
    for (const list of [this.#byKey, this.#doubted]) {
      for (const [key, parked] of list) if (parked.partition === partition) list.delete(key);
    }
  }

  /** Before a write of it whose outcome may stay unknown: until `settle` has asked, memory may be wrong. */
  doubt(parked: ToPark): void {
    this.#doubted.set(keyOf(parked), this.#rowOf(parked));
  }

  doubtAll(): void {
    for (const [key, parked] of this.#byKey) this.#doubted.set(key, parked);
  }

  /** Somebody else has gone on in this partition, and may have parked what memory never heard of. */
  doubtPartition(partition: PartitionName): void {
    this.#strange.add(partition);
  }

  /** What is durable of all that was doubted there is in memory again. To be asked while nobody parks there. */
  async settle(partition: PartitionName): Promise<void> {
    if (this.#strange.has(partition)) {
      await this.load([partition]);
      this.#strange.delete(partition);
    }
    const doubted = [...this.#doubted.values()].filter((one) => one.partition === partition).slice(0, pageSize);
    if (doubted.length === 0) return;
    const found = await this.#rows.get(parkedTable.name, doubted.map(rowKeyOf));
    for (const [place, parked] of doubted.entries()) {
      const row = found[place] as unknown as Parked | undefined;
      if (row) this.parkedNow(row);
      else this.releasedNow(parked);
    }
    await this.settle(partition);
  }

  /** Whether commits of this stream have to wait. */
  has(stream: string): boolean {
    return this.#byKey.has(stream);
  }

  find(place: Place): Parked | undefined {
    return this.#byKey.get(keyOf(place));
  }

  all(): readonly Parked[] {
    return [...this.#byKey.values()];
  }

  /** Also what lies further ahead than anything is put off: the clock was set back. */
  due(now: Instant): readonly Parked[] {
    return this.all().filter(({ retryAt }) => retryAt <= now || (retryAt !== never && retryAt > now + longestRetryMs));
  }

  async park(parked: ToPark): Promise<void> {
    await this.#rows.write([this.parking(parked)]);
    this.parkedNow(parked);
  }

  async release(parked: Parked): Promise<void> {
    await this.#rows.write([this.releasing(parked)]);
    this.releasedNow(parked);
  }

  /** To be written together with what else must be true at the same time; then `parkedNow`. */
  parking(parked: ToPark): Change {
    const row = this.#rowOf(parked);
    return { table: parkedTable.name, key: rowKeyOf(row), row: row as unknown as Row };
  }

  releasing(parked: Parked): Change {
    return { table: parkedTable.name, key: rowKeyOf(parked) };
  }

  parkedNow(parked: ToPark): void {
    this.#byKey.set(keyOf(parked), this.#rowOf(parked));
    this.#doubted.delete(keyOf(parked));
  }

  releasedNow(parked: Parked): void {
    this.#byKey.delete(keyOf(parked));
    this.#doubted.delete(keyOf(parked));
  }

  /** The rows were lost: all that memory holds is written anew. */
  keepAgain(): Promise<void> {
    return this.#writeAll(this.all().map((parked) => this.parking(parked)));
  }

  /** All of these partitions is forgotten: the consumer begins anew there. */
  async clear(partitions: ReadonlySet<PartitionName>): Promise<void> {
    const all = this.all().filter(({ partition }) => partitions.has(partition));
    await this.#writeAll(all.map((parked) => this.releasing(parked)));
    for (const parked of all) this.releasedNow(parked);
  }

  async #writeAll(changes: readonly Change[]): Promise<void> {
    for (let from = 0; from < changes.length; from += pageSize)
      await this.#rows.write(changes.slice(from, from + pageSize));
  }

  #rowOf(parked: ToPark): Parked {
    const row = { ...parked, tenantId: parseStream(parked.stream).tenantId, consumer: this.#consumer };
    return { ...row, id: Buffer.from(rowKeyOf(row)).toString('base64url') };
  }
}

/** An event that is parked alone has a place beside that of its stream. */
export const keyOf = ({ stream, version, alone }: Place): string => (alone ? `${stream}@${version}` : stream);

function rowKeyOf(parked: ToPark & { readonly consumer: string }): string {
  const { tenantId, type, id } = parseStream(parked.stream);
  return rowKey(tenantId, parked.consumer, type, id, ...(parked.alone ? [String(parked.version)] : []));
}
