import { parseStream } from '../../../tenants/isolation.ts';
import type { Message } from '../decider.ts';
import { type Entry, eventId, type FeedBatch, versionOf } from '../journal/entry.ts';
import type { PartitionName } from '../journal/journal.ts';
import { areaOf } from '../placement.ts';
import type { EventAbout } from '../view.ts';

/** One event as consumers hear it: `orders.placed`, and where it stands. */
export type HeardEvent = {
  readonly name: string;
  readonly event: Message;
  readonly about: EventAbout;
  readonly stream: string;
};

export const eventsOf = (batch: FeedBatch): HeardEvent[] =>
  batch.entries.flatMap((entry) => eventsOfEntry(batch.partition, entry));

export function eventsOfEntry(partition: PartitionName, entry: Entry): HeardEvent[] {
  const { stream, at, by, traceId } = entry;
  const area = areaOf(partition);
  return entry.events.map((event, place) => {
    const version = versionOf(entry, place);
    const about = { ...parseStream(stream), version, eventId: eventId(stream, version), at, by, partition, traceId };
    return { name: `${area}.${event.type}`, event, about, stream };
  });
}

/** The domains whose events a table of handlers names. */
export const domainsOf = (handlers: object): string[] => [
  ...new Set(Object.keys(handlers).map((name) => name.slice(0, name.indexOf('.')))),
];

/** What somebody does with the events they name. */
export type Hearing<Result> = Readonly<Record<string, ((event: never, about: EventAbout) => Result) | undefined>>;

export const hear = <Result>(on: Hearing<Result>, { name, event, about }: HeardEvent): Result | undefined =>
  on[name]?.(event as never, about);
