import type { Message, Reminder } from '../decider.ts';
import type { FeedBatch } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import type { Change } from '../rows/rows.ts';
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
const pageOfRows = 100;
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
  /** Some may have been asked for by a clock that was ahead: ours that was set back, or an owner's before us. */
  #isAhead = true;
  #lookedAt: Instant = 0;
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
    this.#isAhead = true;
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

  keep(): Promise<void> {
    return this.#cursors.keepGently();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm.stop();
    await Promise.all([...this.#fired.values()].map(({ ended }) => ended));
    await this.#cursors.keep();
  }

  /** At once where a clock was set back: what was asked for by the old one has to be mended. */
  #lookAt(askedAt: Instant, { dueAt }: Reminder): Instant {
    if (askedAt < this.#options.world.now() + aheadMs) return dueAt;
    this.#isAhead = true;
    return 0;
  }

  #wakeAt(dueAt: Instant): void {
    const inMs = dueAt - this.#options.world.now();
    this.#alarm.ringIn(Math.min(Math.max(inMs, shortestMs), longestMs));
  }

  async #ring(): Promise<void> {
    try {
      const now = this.#options.world.now();
      this.#isAhead ||= now < this.#lookedAt;
      this.#lookedAt = now;
      if (this.#isAhead) await this.#mendClock(now);
      const next = await this.#fireDue(now);
      if (!this.#stopped) this.#wakeAt(next);
    } catch {
      this.#alarm.ringIn(retryMs);
    }
  }

  /** When to look again: the next one is due then. */
  async #fireDue(now: Instant): Promise<Instant> {
    let after: string | undefined;
    while (!this.#stopped && this.#fired.size < mostFired) {
      const query = { index: 'byDue', where: [this.name], limit: pageOfRows, ...(after && { after }) };
      const page = await this.#options.rows.find(reminderTable.name, query);
      const rows = page.rows as unknown as readonly ReminderRow[];
      for (const row of rows) if (row.dueAt <= now && this.#isOurs(row)) this.#fire(row);
      const next = rows.find(({ dueAt }) => dueAt > now);
      if (next || !page.next) return next?.dueAt ?? now + longestMs;
      after = page.next;
    }
    return now + retryMs;
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

  #isOurs({ area, stream }: ReminderRow): boolean {
    return this.#remind.isOurs(area, stream);
  }

  /** One that lies more than its delay ahead (a clock jumped back) is due a delay from now. */
  async #mendClock(now: Instant): Promise<void> {
    const { rows } = this.#options;
    const query = { index: 'byAsked', where: [this.name], from: now + aheadMs, limit: pageOfRows };
    const found = (await rows.find(reminderTable.name, query)).rows as unknown as readonly ReminderRow[];
    const mended = found
      .filter((row) => this.#isOurs(row))
      .map((row) => ({ ...row, askedAt: now, dueAt: now + row.delay }));
    if (mended.length > 0) await rows.write(mended.map(asChange));
    this.#isAhead = mended.length > 0;
    if (this.#isAhead) this.#alarm.ringIn(shortestMs);
  }
}
