import { expect, test } from '@jest/globals';
import { emptySafe, memoryVault } from '../../actors/runtime/vault/memory.ts';
import { sleep } from '../../actors/runtime/world.ts';
import { createPseudonyms, keysOf } from '../../analytics/rows/pseudonyms.ts';
import { Writer } from '../../analytics/writing/writer.ts';
import { FakeWorld } from '../runtime/fake-world.ts';
import { confirmed, Log } from './log.given.ts';

const insertMs = 100;

/** A shop in which an order is confirmed whenever a test says so, and an engine that takes its time. */
async function given() {
  const world = new FakeWorld();
  const log = new Log('orders/00');
  const writtenAt: number[] = [];
  const began = world.now();
  const writer = new Writer({
    clickHouse: {
      query: async () => [],
      insert: async () => {
        await sleep(world, insertMs);
        writtenAt.push(world.now() - began);
      },
    },
    pseudonyms: createPseudonyms((tenantIds) => keysOf(memoryVault(world, emptySafe()), tenantIds)),
    world,
    areas: ['orders'],
    stored: (_, after, last) => log.stored(after, last),
    onReached: () => undefined,
  });
  await writer.prepare();
  const confirm = (orderId: string): void => {
    log.add([confirmed({ tenantId: 'acme', orderId, placedAt: world.now() })], world.now());
    void writer.handle(log.name, log.batches.slice(-1));
  };
  return { world, confirm, writtenAt };
}

test('What comes right after an insert lets the engine rest twice as long as that took', async () => {
  const { world, confirm, writtenAt } = await given();
  confirm('first');
  await world.advance(120);
  confirm('second');
  await world.advance(1_000);
  expect(writtenAt).toEqual([120, 420]);
});

test('What comes alone is written at once, for the rest before it is long over', async () => {
  const { world, confirm, writtenAt } = await given();
  confirm('first');
  await world.advance(1_000);
  confirm('second');
  await world.advance(1_000);
  expect(writtenAt).toEqual([120, 1_120]);
});
