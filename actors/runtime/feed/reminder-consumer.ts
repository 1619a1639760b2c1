import type { Message } from '../decider.ts';
import { type Entry, eventId, type FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { areaOf } from '../placement.ts';
import type { Change, Row, TableDefinition } from '../rows/rows.ts';
import { type Instant, second } from '../time.ts';
import type { Cancel } from '../world.ts';
import type { Consumer, ConsumerOptions } from './consumer.ts';
import { Cursors } from './cursors.ts';
import { longestRetryMs } from './parked.ts';

/** A command that an actor wants later. Done = the journal holds its id. */
type ReminderRow = {
  readonly consumer: 'reminders';
  readonly area: string;
  readonly stream: string;
  readonly commandId: string;
  readonly command: Message;
  readonly dueAt: Instant;
  readonly delay: number;
  /** When it was asked for: later than now means that the clock was set back. */
  readonly askedAt: Instant;
  /** How often it was fired in vain. */
  readonly tries?: number;
};

export const reminderTable: TableDefinition = {
  name: 'reminders',
  version: 1,
  consumer: 'reminders',
  indexes: { byDue: ['consumer', 'dueAt'], byAsked: ['consumer', 'askedAt'] },
};

const pollMs = 250;
const pageOfRows = 200;
/** Fired and not yet known to be done. */
const mostFired = 5_000;

export type Remind = {
  /** Whether this node owns the actor. */
  readonly isOurs: (area: string, stream: string) => boolean;
  /** Answers whether the log held it before. */
  readonly fire: (area: string, stream: string, command: Message, commandId: string) => Promise<boolean>;
};

/** A view of the log that acts: asked reminders are rows, whoever owns the actor fires what is due. */
export class ReminderConsumer implements Consumer {
  readonly name = 'reminders';
  readonly domains: readonly string[];
  readonly paceMs: number;
  readonly #options: ConsumerOptions;
  readonly #remind: Remind;
  readonly #cursors: Cursors;
  /** By command id: until the feed says that it is done, or it failed. */
  readonly #fired = new Map<string, { readonly row: ReminderRow; readonly ended: Promise<void> }>();
  #timer: Cancel | undefined;
  #stopped = false;

  constructor(domains: readonly string[], options: ConsumerOptions, remind: Remind) {
    this.domains = domains;
    this.#options = options;
    this.paceMs = options.paceMs ?? 0;
    this.#remind = remind;
    this.#cursors = new Cursors(options.rows, this.name);
  }

  async start(heads: ReadonlyMap<PartitionName, number>): Promise<ReadonlyMap<PartitionName, number>> {
    const places = await this.#cursors.load(heads.keys());
    if (!this.#timer) this.#tick();
    return places;
  }

  lost(): Promise<ReadonlyMap<PartitionName, number>> {
    return this.#cursors.reload();
  }

  leave(partition: PartitionName): void {
    this.#cursors.leave(partition);
    for (const [commandId, { row }] of this.#fired) if (!this.#isOurs(row)) this.#fired.delete(commandId);
  }

  async handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    const last = batches.at(-1);
    if (!last) return;
    const entries = batches.flatMap((batch) => batch.entries);
    const { number, hash } = last;
    await this.#cursors.reach(
      partition,
      { number, hash },
      entries.flatMap((entry) => changesOf(partition, entry)),
    );
    for (const { commandId } of entries) this.#fired.delete(commandId);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.();
    await Promise.all([...this.#fired.values()].map(({ ended }) => ended));
    await this.#cursors.keep();
  }

  #tick(): void {
    if (this.#stopped) return;
    this.#timer = this.#options.world.after(pollMs, () => {
      void this.#fireDue()
        .catch(() => undefined)
        .finally(() => this.#tick());
    });
  }

  async #fireDue(): Promise<void> {
    const { rows, world } = this.#options;
    const now = world.now();
    await this.#mendClock(now);
    let after: string | undefined;
    while (!this.#stopped) {
      const query = { index: 'byDue', where: [this.name], to: now, limit: pageOfRows, ...(after && { after }) };
      const page = await rows.find(reminderTable.name, query);
      for (const row of this.#ours(page.rows)) this.#fire(row);
      after = page.next;
      if (!after || this.#fired.size >= mostFired) return;
    }
  }

  #fire(row: ReminderRow): void {
    if (this.#stopped || this.#fired.has(row.commandId) || this.#fired.size >= mostFired) return;
    this.#fired.set(row.commandId, { row, ended: this.#fireNow(row) });
  }

  async #fireNow(row: ReminderRow): Promise<void> {
    const { area, stream, command, commandId } = row;
    try {
      const wasDone = await this.#remind.fire(area, stream, command, commandId);
      if (wasDone) await this.#settle(commandId, { table: reminderTable.name, key: commandId });
    } catch {
      if (!this.#isOurs(row)) return;
      // Later, and not in the way of others that are due.
      const tries = (row.tries ?? 0) + 1;
      const delay = Math.min(second * 2 ** (tries - 1), longestRetryMs);
      const askedAt = this.#options.world.now();
      await this.#settle(commandId, asChange({ ...row, tries, delay, askedAt, dueAt: askedAt + delay }));
    }
  }

  /** When the row cannot be written it is fired again, which changes nothing. */
  async #settle(commandId: string, change: Change): Promise<void> {
    await this.#options.rows.write([change]).catch(() => undefined);
    this.#fired.delete(commandId);
  }

  #ours(rows: readonly Row[]): readonly ReminderRow[] {
    return (rows as unknown as readonly ReminderRow[]).filter((row) => this.#isOurs(row));
  }

  #isOurs({ area, stream }: ReminderRow): boolean {
    return this.#remind.isOurs(area, stream);
  }

  /** One that lies more than its delay ahead (a clock jumped back) is due a delay from now. */
  async #mendClock(now: Instant): Promise<void> {
    const { rows } = this.#options;
    const query = { index: 'byAsked', where: [this.name], from: now + second, limit: pageOfRows };
    const ahead = this.#ours((await rows.find(reminderTable.name, query)).rows);
    const mended = ahead.map((row) => ({ ...row, askedAt: now, dueAt: now + row.delay }));
    if (mended.length > 0) await rows.write(mended.map(asChange));
  }
}

const asChange = (row: ReminderRow): Change => ({
  table: reminderTable.name,
  key: row.commandId,
  row: row as unknown as Row,
});

function changesOf(partition: PartitionName, entry: Entry): Change[] {
  const done = entry.commandId.includes('#r') ? [{ table: reminderTable.name, key: entry.commandId }] : [];
  const asked = (entry.reminders ?? []).map((reminder, place) => {
    const { dueAt, delay, command } = reminder;
    const commandId = `${eventId(entry.stream, entry.version)}#r${place}`;
    const { stream } = entry;
    const row = { area: areaOf(partition), stream, commandId, command, dueAt, delay, askedAt: entry.at };
    return asChange({ consumer: 'reminders', ...row });
  });
  return [...done, ...asked];
}
