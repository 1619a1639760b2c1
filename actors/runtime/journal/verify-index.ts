import { answerKeyOf, type EntryLine, entryLinesOf, readEntry } from './format.ts';
import type { Batch, Journal, PartitionName, StoredEntry } from './journal.ts';
import { maxAnswerKeys, maxStreamEntries } from './limits.ts';

type Entry = EntryLine & { readonly bytes: Uint8Array };

/** Asks the indexes for what stands in a batch, as the runtime will ask them. */
export async function problemOfIndex(
  journal: Journal,
  partition: PartitionName,
  batch: Batch,
): Promise<string | undefined> {
  const entries = entriesOf(batch);
  if (typeof entries === 'string') return entries;
  const streams = [...Map.groupBy(entries, (entry) => entry.stream).values()];
  const checks = streams.map((ofStream) => problemOfStream(journal, partition, batch.number, ofStream));
  const problems = await Promise.all([...checks, ...problemsOfAnswers(journal, partition, batch.number, entries)]);
  return problems.find((problem) => problem !== undefined);
}

function entriesOf({ bytes }: Batch): Entry[] | string {
  const entries: Entry[] = [];
  for (const [place, line] of entryLinesOf(bytes).entries()) {
    const entry = entryOf(line);
    if (!entry) return `its entry ${place + 1} cannot be read`;
    entries.push({ ...entry, bytes: line });
  }
  return entries;
}

function entryOf(line: Uint8Array): EntryLine | undefined {
  try {
    const entry = readEntry(line);
    const { stream, commandId, version, events } = entry;
    const isWhole = typeof stream === 'string' && typeof commandId === 'string' && Number.isInteger(version);
    return isWhole && Array.isArray(events) ? entry : undefined;
  } catch {
    return undefined;
  }
}

const beginOf = (entry: EntryLine): number => entry.version - entry.events.length;

/** What the stream's index must say: the entry before, if there is one; these; and what comes next goes on from here. */
async function problemOfStream(
  journal: Journal,
  partition: PartitionName,
  number: number,
  entries: readonly Entry[],
): Promise<string | undefined> {
  const { stream } = entries[0] as Entry;
  const begin = beginOf(entries[0] as Entry);
  if (!isContiguous(begin, entries)) return `versions of ${stream} have a hole`;
  const eventful = entries.filter((entry) => entry.events.length > 0);
  const limit = Math.min(eventful.length + 2, maxStreamEntries);
  const found = await journal.stream(partition, stream, Math.max(0, begin - 1), limit);
  const before = begin > 0 ? found.shift() : undefined;
  if (begin > 0 && !isEndAt(before, number, begin)) return `the version ${begin} of ${stream} before it is missing`;
  const next = found.splice(eventful.length)[0];
  const isSame = eventful.slice(0, found.length).every((entry, place) => isEntry(found[place], number, entry));
  if (!isSame || found.length < Math.min(eventful.length, limit - 1)) return `the index of ${stream} leads elsewhere`;
  return next && !isNext(next, number, entries.at(-1) as Entry)
    ? `the index of ${stream} goes on elsewhere`
    : undefined;
}

function isContiguous(begin: number, entries: readonly Entry[]): boolean {
  let version = begin;
  for (const entry of entries) {
    if (beginOf(entry) !== version) return false;
    version = entry.version;
  }
  return begin >= 0;
}

const isEndAt = (found: StoredEntry | undefined, before: number, version: number): boolean =>
  found !== undefined && found.version === version && found.batch < before;

const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const isEntry = (found: StoredEntry | undefined, batch: number, entry: Entry): boolean =>
  found?.batch === batch && found.version === entry.version && isSameBytes(found.bytes, entry.bytes);

function isNext(next: StoredEntry, batch: number, last: Entry): boolean {
  const entry = entryOf(next.bytes);
  if (!entry || next.batch <= batch) return false;
  return entry.stream === last.stream && entry.version === next.version && beginOf(entry) === last.version;
}

function problemsOfAnswers(
  journal: Journal,
  partition: PartitionName,
  number: number,
  entries: readonly Entry[],
): Promise<string | undefined>[] {
  const problems: Promise<string | undefined>[] = [];
  for (let first = 0; first < entries.length; first += maxAnswerKeys) {
    problems.push(problemOfAnswers(journal, partition, number, entries.slice(first, first + maxAnswerKeys)));
  }
  return problems;
}

async function problemOfAnswers(
  journal: Journal,
  partition: PartitionName,
  number: number,
  entries: readonly Entry[],
): Promise<string | undefined> {
  const found = await journal.answers(
    partition,
    entries.map(({ stream, commandId }) => answerKeyOf(stream, commandId)),
  );
  const here = new Set(found.filter(({ batch }) => batch === number).map(({ bytes }) => textOf(bytes)));
  const lost = entries.find((entry) => !here.has(textOf(entry.bytes)));
  return lost && `the answer to ${lost.commandId} of ${lost.stream} is not found`;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
