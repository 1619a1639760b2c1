import { expect, test } from '@jest/globals';
import { runtimeError } from '../../../actors/runtime/errors.ts';
import type { Entry, FeedBatch } from '../../../actors/runtime/journal/entry.ts';
import { channels } from '../../../realtime/channels.ts';
import { Hub } from '../../../realtime/hub.ts';
import type { ReadState } from '../../../realtime/live.ts';
import type { Frame } from '../../../realtime/protocol.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import { FakeWorld } from '../../runtime/fake-world.ts';

const received = (sku: string, version: number): FeedBatch => ({
  ...{ partition: 'inventory/3', number: version, hash: '', at: 0 },
  entries: [
    {
      ...{ stream: streamOf('demo', 'stock', sku), version, events: [{ type: 'received' }], commandId: 'c1' },
      ...{ bodyHash: '', answer: {}, reminders: [], at: 0, by: 'souk', traceId: 't1' },
    } as unknown as Entry,
  ],
});

function given(read: ReadState) {
  const world = new FakeWorld();
  const frames: Frame[] = [];
  const publish = { frame: async (_: string, frame: Frame) => void frames.push(frame), digest: async () => undefined };
  const hub = new Hub(read, publish, world);
  const follow = (sku: string) => channels.stock && hub.follow('demo', `stock:${sku}`, channels.stock, sku);
  const hear = async (sku: string, version: number) => {
    await hub.consumers[0]?.handle('inventory/3', [received(sku, version)]);
    await world.settle();
  };
  return { world, hub, frames, follow, hear };
}

test('What an old owner shows is not told: it is read again until it shows what was heard of', async () => {
  const versions = [6, 6, 9];
  const { world, frames, follow, hear } = given(async () => ({ version: versions.shift() ?? 9, state: {} }));
  follow('s1');
  await hear('s1', 9);
  await world.advance(60);
  expect(frames).toEqual([]);
  await world.advance(2_000);
  expect(frames.map(({ version }) => version)).toEqual(['9']);
});

test('A channel whose actor cannot be reached now is told when it can, and keeps nobody else waiting', async () => {
  const away = Promise.withResolvers<{ version: number; state: unknown }>();
  let isBack = false;
  const { world, frames, follow, hear } = given((_, __, id) => {
    if (id === 'away' && !isBack) return away.promise;
    return Promise.resolve({ version: 3, state: {} });
  });
  for (const sku of ['away', 'near']) follow(sku);
  await hear('away', 3);
  await hear('near', 3);
  await world.advance(60);
  expect(frames.map(({ channel }) => channel)).toEqual(['stock:near']);
  isBack = true;
  away.reject(runtimeError('NODE_GONE'));
  await world.advance(2_000);
  expect(frames.map(({ channel }) => channel)).toEqual(['stock:near', 'stock:away']);
});

test('A channel that nobody follows any more is not read again', async () => {
  let reads = 0;
  const { world, hub, follow, hear } = given(() => {
    reads += 1;
    return Promise.reject(runtimeError('NODE_GONE'));
  });
  follow('s1');
  await hear('s1', 3);
  await world.advance(60);
  hub.unfollow('demo', 'stock:s1');
  await world.advance(10_000);
  expect(reads).toBe(1);
});

test('Whoever was shown a list before its rows were made has to ask again, once', async () => {
  const { world, hub, frames, follow } = given(async () => ({ version: 1, state: {} }));
  const orders = channels['vendor-orders'] as NonNullable<(typeof channels)[string]>;
  hub.follow('demo', 'vendor-orders:v1', orders, 'v1');
  follow('s1');
  const shown = hub.listVersion('demo', 'vendor-orders:v1');
  for (const consumer of hub.consumers) for (const _ of ['one partition', 'another']) consumer.cameAfter?.();
  await world.advance(60);
  expect(frames).toEqual([
    { channel: 'vendor-orders:v1', from: '', version: expect.not.stringMatching(shown), changes: [] },
  ]);
});
