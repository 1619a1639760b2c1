import type { Message } from '../decider.ts';
import { type Entry, eventId } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { areaOf } from '../placement.ts';
import type { Change, Row, TableDefinition } from '../rows/rows.ts';
import type { Instant } from '../time.ts';

/** A command that an actor wants later. Done = the journal holds its id. */
export type ReminderRow = {
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

export const asChange = (row: ReminderRow): Change => ({
  table: reminderTable.name,
  key: row.commandId,
  row: row as unknown as Row,
});

/** What one entry does to the list: it asks for some, and is one itself. */
export function changesOf(partition: PartitionName, entry: Entry): Change[] {
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
