import { type AnyDecider, evolve, type Message } from '../../../actors/runtime/decider.ts';
import type { Domains } from '../../../actors/runtime/domains.ts';
import type { Codec } from '../../../actors/runtime/journal/codec.ts';
import type { Entry, FeedBatch } from '../../../actors/runtime/journal/entry.ts';
import { entryLinesOf } from '../../../actors/runtime/journal/format.ts';
import type { Journal, PartitionName } from '../../../actors/runtime/journal/journal.ts';
import { parseStream, type StreamKey } from '../../../tenants/isolation.ts';

/** All that ever happened to one actor, and what it came to. */
export type Story = StreamKey & {
  readonly stream: string;
  readonly area: string;
  readonly decider: AnyDecider;
  readonly entries: readonly Entry[];
  /** As its rules have it, from its events alone. */
  readonly state: unknown;
};

/** What the journal holds at the end, read from nothing. */
export type Truth = {
  readonly batches: ReadonlyMap<PartitionName, readonly FeedBatch[]>;
  readonly stories: ReadonlyMap<string, Story>;
  /** Streams whose events their own rules do not take. */
  readonly senseless: readonly string[];
};

const pageBytes = 4_000_000;

export async function readTruth(journal: Journal, codec: Codec, domains: Domains): Promise<Truth> {
  const names = await journal.names();
  const read = names.map(async (name) => [name, await batchesOf(journal, codec, name)] as const);
  const batches = new Map(await Promise.all(read));
  const stories = new Map<string, Story>();
  const senseless: string[] = [];
  const entries = [...batches.values()].flat().flatMap((batch) => batch.entries);
  for (const [stream, own] of Map.groupBy(entries, (entry) => entry.stream)) {
    const story = storyOf(stream, own, domains);
    if (story) stories.set(stream, story);
    else senseless.push(stream);
  }
  return { batches, stories, senseless };
}

async function batchesOf(journal: Journal, codec: Codec, partition: PartitionName): Promise<readonly FeedBatch[]> {
  const all: FeedBatch[] = [];
  for (let page = await journal.read(partition, 0, pageBytes); page.length > 0; ) {
    for (const { number, hash, at, bytes } of page) {
      const lines = entryLinesOf(bytes).map((line) => Buffer.from(line).toString());
      all.push({ partition, number, hash, at, entries: await codec.decode(lines) });
    }
    const last = all.length;
    page = await journal.read(partition, last, pageBytes);
  }
  return all;
}

function storyOf(stream: string, entries: readonly Entry[], domains: Domains): Story | undefined {
  const key = parseStream(stream);
  const known = domains.decider(key.type);
  if (!known) return undefined;
  try {
    return { ...key, stream, ...known, entries, state: stateAfter(known.decider, entries) };
  } catch {
    return undefined;
  }
}

function stateAfter(decider: AnyDecider, entries: readonly Entry[]): unknown {
  let state: unknown = decider.initial();
  for (const event of entries.flatMap(({ events }) => events)) state = evolve(decider, state, structuredClone(event));
  return state;
}

/** The stories of one kind of actor, by stream. */
export const storiesOf = (truth: Truth, type: string): readonly Story[] =>
  [...truth.stories.values()].filter((story) => story.type === type);

export const eventsOf = ({ entries }: Story): readonly Message[] => entries.flatMap(({ events }) => events);
