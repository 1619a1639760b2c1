import { type Consumer, CursorMoved } from '../runtime/feed/consumer.ts';
import { domainsOf, eventsOf, type Hearing, hear } from '../runtime/feed/events.ts';
import type { FeedBatch } from '../runtime/journal/entry.ts';
import { type Cursor, startCursor } from '../runtime/rows/rows.ts';
import type { World } from '../runtime/world.ts';
import type { IndexChange, ProductIndex } from './product-index.ts';

export type IndexFeed = {
  readonly name: string;
  readonly on: Hearing<readonly IndexChange[]>;
};

export type IndexFeedOptions = {
  readonly feed: IndexFeed;
  readonly index: ProductIndex;
  readonly world: World;
  /** Hears which tenants' lists have changed, once it is written. */
  readonly onWritten: (tenantIds: ReadonlySet<string>) => void;
};

/** Under load all partitions are written together this often, so that ready answers live long enough to be of use. */
const writeEveryMs = 40;
const cursorEvery = 500;
const batchesAtOnce = 8;

type Places = { readonly stored: Map<string, Cursor>; readonly reached: Map<string, Cursor> };

/** Keeps the product index up with the feed. */
export function indexConsumer(options: IndexFeedOptions): Consumer {
  const { feed } = options;
  const places: Places = { stored: new Map(), reached: new Map() };
  const together = everySoOften(options.world, writeEveryMs);
  const handleSome = async (partition: string, batches: readonly FeedBatch[]): Promise<void> => {
    const changes = batches.flatMap((batch) => changesOf(feed, batch));
    places.reached.set(partition, cursorOf(batches));
    const behind = cursorOf(batches).number - (places.stored.get(partition)?.number ?? 0);
    if (changes.length === 0 && behind < cursorEvery) return;
    await together();
    await write(options, places, partition, changes);
    options.onWritten(new Set(changes.map(tenantOf)));
  };
  return {
    name: feed.name,
    domains: domainsOf(feed.on),
    start: () => load(options, places),
    lost: () => load(options, places),
    handle: async (partition, batches) => {
      for (let from = 0; from < batches.length; from += batchesAtOnce) {
        await handleSome(partition, batches.slice(from, from + batchesAtOnce));
      }
    },
    stop: async () => {
      await Promise.all([...places.reached.keys()].map((partition) => write(options, places, partition, [])));
    },
  };
}

async function load({ index, feed }: IndexFeedOptions, { stored, reached }: Places): Promise<Map<string, number>> {
  const found = await index.cursors(feed.name);
  stored.clear();
  reached.clear();
  for (const [partition, cursor] of found) stored.set(partition, cursor);
  return new Map([...found].map(([partition, { number }]) => [partition, number]));
}

const cursorOf = (batches: readonly FeedBatch[]): Cursor => {
  const { number = 0, hash = '' } = batches.at(-1) ?? {};
  return { number, hash };
};

const tenantOf = (change: IndexChange): string => ('product' in change ? change.product.tenantId : change.tenantId);

const changesOf = ({ on }: IndexFeed, batch: FeedBatch): IndexChange[] =>
  eventsOf(batch).flatMap((heard) => [...(hear(on, heard) ?? [])]);

async function write(
  { feed, index }: IndexFeedOptions,
  { stored, reached }: Places,
  partition: string,
  changes: readonly IndexChange[],
): Promise<void> {
  const expected = stored.get(partition) ?? startCursor;
  const next = reached.get(partition) ?? expected;
  if (next.number === expected.number) return;
  if (await index.apply({ consumer: feed.name, partition, expected, next, changes })) {
    stored.set(partition, next);
    return;
  }
  const moved = (await index.cursors(feed.name)).get(partition) ?? startCursor;
  stored.set(partition, moved);
  reached.set(partition, moved);
  throw new CursorMoved(feed.name, partition, moved.number);
}

/** Whoever waits goes on with everybody else who waits. */
function everySoOften(world: World, periodMs: number): () => Promise<void> {
  let tick: Promise<void> | undefined;
  return () => {
    tick ??= new Promise((resolve) => {
      world.after(periodMs, () => {
        tick = undefined;
        resolve();
      });
    });
    return tick;
  };
}
