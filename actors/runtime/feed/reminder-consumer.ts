import type { Message } from '../decider.ts';
import { type Entry, eventId, type FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { type Change, type Cursor, type Row, startCursor, type TableDefinition } from '../rows/rows.ts';
import type { Instant } from '../time.ts';
import type { Cancel } from '../world.ts';
import { areaOf } from './events.ts';
import type { Consumer } from './feed.ts';
import type { ConsumerOptions } from './view-consumer.ts';

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
};

export const reminderTable: TableDefinition = {
  name: 'reminders',
  version: 1,
  consumer: 'reminders',
  indexes: { byDue: ['consumer', 'dueAt'], byAsked: ['consumer', 'askedAt'] },
};

const pollMs = 250;
const atOnce = 200;
const cursorEvery = 500;

export type Remind = (area: string, stream: string, command: Message, commandId: string) => Promise<void>;

/** A view of the log that acts: asked reminders are rows, whoever owns the actor fires what is due. */
export class ReminderConsumer implements Consumer {
  readonly name = 'reminders';
  readonly domains: readonly string[];
  readonly paceMs: number;
  readonly #options: ConsumerOptions;
  readonly #remind: Remind;
  readonly #stored = new Map<PartitionName, Cursor>();
  readonly #reached = new Map<PartitionName, Cursor>();
  readonly #firing = new Map<string, Promise<void>>();
  #timer: Cancel | undefined;

  constructor(domains: readonly string[], options: ConsumerOptions, remind: Remind) {
    this.domains = domains;
    this.#options = options;
    this.paceMs = options.paceMs ?? 0;
    this.#remind = remind;
  }

  async start(): Promise<ReadonlyMap<PartitionName, number>> {
    for (const [partition, cursor] of await this.#options.rows.cursors(this.name)) this.#stored.set(partition, cursor);
    this.#tick();
    return new Map([...this.#stored].map(([partition, cursor]) => [partition, cursor.number]));
  }

  async handle(partition: PartitionName, batches: readonly FeedBatch[]): Promise<void> {
    const changes = batches.flatMap(({ entries }) => entries.flatMap((entry) => changesOf(partition, entry)));
    const last = batches.at(-1);
    if (!last) return;
    this.#reached.set(partition, { number: last.number, hash: last.hash });
    const stored = this.#stored.get(partition) ?? startCursor;
    if (changes.length > 0 || last.number - stored.number >= cursorEvery) await this.#move(partition, changes);
  }

  async stop(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    await Promise.all(this.#firing.values());
    await Promise.all([...this.#reached.keys()].map((partition) => this.#move(partition, [])));
  }

  async #move(partition: PartitionName, changes: readonly Change[]): Promise<void> {
    const expected = this.#stored.get(partition) ?? startCursor;
    const next = this.#reached.get(partition) ?? expected;
    if (next.number === expected.number) return;
    const moved = await this.#options.rows.apply({ consumer: this.name, partition, expected, next, changes });
    if (!moved) throw new Error(`another owner keeps the reminders of ${partition}`);
    this.#stored.set(partition, next);
  }

  #tick(): void {
    this.#timer = this.#options.world.after(pollMs, () => {
      this.#timer = undefined;
      void this.#fireDue()
        .catch(() => undefined)
        .finally(() => this.#tick());
    });
  }

  async #fireDue(): Promise<void> {
    const { rows, world } = this.#options;
    const now = world.now();
    await this.#mendClock(now);
    const due = await rows.find(reminderTable.name, { index: 'byDue', where: [this.name], to: now, limit: atOnce });
    for (const row of due.rows as unknown as readonly ReminderRow[]) this.#fire(row);
    await Promise.all(this.#firing.values());
  }

  #fire({ area, stream, command, commandId }: ReminderRow): void {
    if (this.#firing.has(commandId)) return;
    const fired = this.#remind(area, stream, command, commandId)
      .catch(() => undefined)
      .finally(() => this.#firing.delete(commandId));
    this.#firing.set(commandId, fired);
  }

  /** One that lies more than its delay ahead (a clock jumped back) is due a delay from now. */
  async #mendClock(now: Instant): Promise<void> {
    const { rows } = this.#options;
    const page = await rows.find(reminderTable.name, {
      index: 'byAsked',
      where: [this.name],
      from: now + 1_000,
      limit: atOnce,
    });
    const ahead = page.rows as unknown as readonly ReminderRow[];
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
