import type { Json, Message, Refusal, Reminder } from '../decider.ts';
import type { Instant } from '../time.ts';

/** The first answer to a command, kept for good: every retry gets it. */
export type Answer = { readonly result: Json } | { readonly refusal: Refusal };

export const isRefused = (answer: Answer): answer is { readonly refusal: Refusal } => 'refusal' in answer;

/** What one command left in the journal; a refusal and a no-op leave an entry without events. */
export type Entry = {
  readonly stream: string;
  /** Of the stream after these events. */
  readonly version: number;
  readonly at: Instant;
  /** Account id of who asked, `guest` or `souk`. */
  readonly by: string;
  readonly commandId: string;
  /** Of the command's params: the same id with another hash is refused. Empty: the id alone tells. */
  readonly bodyHash: string;
  readonly events: readonly Message[];
  readonly answer: Answer;
  readonly reminders?: readonly Reminder[];
  readonly traceId: string;
};

/** A batch that its readers understand. */
export type FeedBatch = {
  readonly partition: string;
  readonly number: number;
  readonly hash: string;
  readonly at: Instant;
  readonly entries: readonly Entry[];
};

export const eventId = (stream: string, version: number): string => `${stream}@${version}`;

/** Whether a command follows from an event: its id then holds the event's. Ids of clients' commands are digests. */
export const isOfEvent = (commandId: string): boolean => commandId.includes('@');

/** Version of an entry's event by its place: `entry.version` is the one after the last. */
export const versionOf = (entry: Entry, place: number): number => entry.version - entry.events.length + place + 1;
