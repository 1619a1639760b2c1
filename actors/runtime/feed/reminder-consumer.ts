import type { Message, Reminder } from '../decider.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Change, Row } from '../rows/rows.ts';
import { type Instant, second } from '../time.ts';
import { Alarm } from './alarm.ts';
import type { Consumer, ConsumerOptions } from './consumer.ts';
import { Cursors } from './cursors.ts';
import { longestRetryMs } from './parked.ts';
import { asChange, changesOf, type ReminderRow, reminderTable } from './reminder-table.ts';

/** Between two looks at what is due, at least. */
const shortestMs = 100;
/** So long at most, for the clock may jump. */
const longestMs = 10_000;
const pageOfRows = 200;
/** After a look that failed, one that was fired in vain, and when more are due than may be under way. */
const retryMs = second;
/** One that was asked for so much later than now was asked for by a clock that was set back since. */
const aheadMs = second;
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
  readonly #alarm: Alarm;
  #stopped = false;

  constructor(domains: readonly string[], options: ConsumerOptions, remind: Remind) {
    this.domains = domains;
    this.#options = options;
    this.paceMs = options.paceMs ?? 0;
    this.#remind = remind;
    this.#cursors = new Cursors(options.rows, this.name);
    this.#alarm = new Alarm(options.world, () => this.#ring());
  }

  async start(heads: ReadonlyMap<PartitionName, number>): Promise<ReadonlyMap<PartitionName, number>> {
    const places = await this.#cursors.load(heads.keys());
    this.#alarm.ringIn(shortestMs);
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
    const asked = entries.flatMap(({ at, reminders = [] }) => reminders.map((one) => this.#lookAt(at, one)));
    if (asked.length > 0) this.#wakeAt(Math.min(...asked));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm.stop();
    await Promise.all([...this.#fired.values()].map(({ ended }) => ended));
    await this.#cursors.keep();
  }

  /** At once where a clock was set back: what was asked for by the old one has to be mended. */
  #lookAt(askedAt: Instant, { dueAt }: Reminder): Instant {
    return askedAt < this.#options.world.now() + aheadMs ? dueAt : 0;
  }

  #wakeAt(dueAt: Instant): void {
    const inMs = dueAt - this.#options.world.now();
    this.#alarm.ringIn(Math.min(Math.max(inMs, shortestMs), longestMs));
  }

  async #ring(): Promise<void> {
    try {
      const now = this.#options.world.now();
      await this.#mendClock(now);
      await this.#fireDue(now);
      if (!this.#stopped) this.#wakeAt(await this.#nextAfter(now));
    } catch {
      this.#alarm.ringIn(retryMs);
    }
  }

  async #nextAfter(now: Instant): Promise<Instant> {
    const query = { index: 'byDue', where: [this.name], from: now + 1, limit: 1 };
    const { rows } = await this.#options.rows.find(reminderTable.name, query);
    const [next] = rows as unknown as readonly ReminderRow[];
    return next?.dueAt ?? now + longestMs;
  }

  async #fireDue(now: Instant): Promise<void> {
    const { rows } = this.#options;
    let after: string | undefined;
    while (!this.#stopped) {
      const query = { index: 'byDue', where: [this.name], to: now, limit: pageOfRows, ...(after && { after }) };
      const page = await rows.find(reminderTable.name, query);
      for (const row of this.#ours(page.rows)) this.#fire(row);
      after = page.next;
      if (this.#fired.size >= mostFired) this.#alarm.ringIn(retryMs);
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
    this.#alarm.ringIn(retryMs);
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
    const query = { index: 'byAsked', where: [this.name], from: now + aheadMs, limit: pageOfRows };
    const ahead = this.#ours((await rows.find(reminderTable.name, query)).rows);
    const mended = ahead.map((row) => ({ ...row, askedAt: now, dueAt: now + row.delay }));
    if (mended.length === 0) return;
    await rows.write(mended.map(asChange));
    this.#alarm.ringIn(shortestMs);
  }
}
