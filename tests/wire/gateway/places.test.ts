import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toSoukError } from '../../../actors/runtime/errors.ts';
import type { Purpose } from '../../../gateway/places/lanes.ts';
import { Places } from '../../../gateway/places/places.ts';
import { type Rank, ranks } from '../../../gateway/places/rank.ts';
import { eventually } from '../../journeys/eventually.ts';
import { FakeWorld } from '../../runtime/fake-world.ts';
import { type Running, startGateway } from './gateway.given.ts';
import type { Reply } from './http-client.ts';

/** Requests that are worked on until the test ends them, and what became of each. */
function crowd(most: number) {
  const world = new FakeWorld();
  const places = new Places(world, most);
  const begun: string[] = [];
  const refused: string[] = [];
  const ends = new Map<string, () => void>();
  const come = (name: string, purpose: Partial<Purpose> = {}): void => {
    const work = () =>
      new Promise<void>((resolve) => {
        begun.push(name);
        ends.set(name, resolve);
      });
    const asked = { tenantId: 'acme', action: name, rank: 'paying' as Rank, ...purpose };
    places.run(asked, work).catch((error) => refused.push(`${name} ${toSoukError(error).type}`));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await world.settle();
  };
  return { world, places, begun, refused, come, end };
}

const many = (count: number, word: string): string[] => Array.from({ length: count }, (_, place) => `${word}${place}`);

test('Reports leave three quarters of the places to others, and who browses a tenth to who pays', async () => {
  const { world, begun, come } = crowd(20);
  const tenants = many(20, 't');
  for (const tenantId of tenants.slice(0, 6)) come(`report of ${tenantId}`, { tenantId, rank: 'reporting' });
  await world.settle();
  expect(begun).toHaveLength(5);
  for (const tenantId of tenants) come(`look of ${tenantId}`, { tenantId, rank: 'browsing' });
  await world.settle();
  expect(begun).toHaveLength(18);
  for (const tenantId of tenants) come(`order of ${tenantId}`, { tenantId });
  await world.settle();
  expect(begun).toHaveLength(20);
});

test('One tenant leaves a quarter of the places to others, and one action half of them', async () => {
  const { world, begun, come } = crowd(8);
  for (const name of many(8, 'loud')) come(name, { tenantId: 'loud' });
  await world.settle();
  expect(begun).toHaveLength(6);
  come('quiet', { tenantId: 'quiet' });
  await world.settle();
  expect(begun.at(-1)).toBe('quiet');
  const other = crowd(8);
  for (const tenantId of many(8, 't')) other.come(tenantId, { tenantId, action: 'slow' });
  other.come('quick');
  await other.world.settle();
  expect(other.begun).toEqual(['t0', 't1', 't2', 't3', 'quick']);
});

test('Who waits goes in by what it is for, and then tenants in turn, however many one of them sends', async () => {
  const { world, begun, come, end } = crowd(4);
  for (const name of many(4, 'first')) come(name, { tenantId: name });
  for (const name of ['loud1', 'loud2']) come(name, { tenantId: 'loud', action: 'same' });
  come('look', { tenantId: 'other', rank: 'browsing' });
  come('quiet', { tenantId: 'quiet' });
  await world.settle();
  for (const name of [...many(4, 'first'), 'loud1']) await end(name);
  expect(begun.slice(4)).toEqual(['loud1', 'quiet', 'loud2', 'look']);
});

test('Who has waited too long is sent away, and told when to come again; who pays waits longest', async () => {
  const { world, places, refused, come } = crowd(4);
  for (const name of many(4, 'busy')) come(name, { tenantId: name });
  for (const rank of ranks) come(rank, { tenantId: rank, rank });
  await world.advance(1_500);
  expect(refused).toEqual(['reporting TOO_BUSY']);
  await world.advance(1_000);
  expect(refused).toEqual(['reporting TOO_BUSY', 'browsing TOO_BUSY']);
  await world.advance(3_000);
  expect(refused).toHaveLength(3);
  expect(ranks.map((rank) => places.refusedOf(rank))).toEqual([1, 1, 1]);
});

test('Where all who may wait do so, who matters least and waits longest makes room for who pays', async () => {
  const { world, refused, come } = crowd(4);
  for (const name of many(4, 'busy')) come(name, { tenantId: name });
  for (const name of ['old', 'young']) come(name, { tenantId: name, rank: 'browsing' });
  await world.advance(10);
  for (const name of ['late', 'latest']) come(name, { tenantId: name, rank: 'browsing' });
  come('look', { tenantId: 'one more', rank: 'browsing' });
  come('order', { tenantId: 'payer' });
  await world.settle();
  expect(refused).toEqual(['look TOO_BUSY', 'old TOO_BUSY']);
});

test('A tenant that fills its half of the waiting is refused, and others still may wait', async () => {
  const { world, places, refused, come } = crowd(4);
  for (const name of many(4, 'busy')) come(name, { tenantId: name });
  for (const name of many(3, 'loud')) come(name, { tenantId: 'loud' });
  come('quiet', { tenantId: 'quiet' });
  await world.settle();
  expect([refused, places.waiting]).toEqual([['loud2 TOO_BUSY'], 3]);
});

test('Whoever comes and goes, no bound is passed, nobody waits beside a free place, and in the end all is empty', async () => {
  const one = fc.record({
    tenantId: fc.constantFrom('a', 'b', 'c'),
    action: fc.constantFrom('x', 'y', 'z'),
    rank: fc.constantFrom(...ranks),
    workMs: fc.integer({ min: 1, max: 3_000 }),
    pauseMs: fc.integer({ min: 0, max: 200 }),
    fails: fc.boolean(),
  });
  const run = fc.asyncProperty(fc.array(one, { maxLength: 60 }), fc.integer({ min: 1, max: 10 }), async (all, most) => {
    const world = new FakeWorld();
    const places = new Places(world, most);
    let working = 0;
    let settled = 0;
    for (const { workMs, pauseMs, fails, ...purpose } of all) {
      const work = () => {
        working += 1;
        return new Promise<void>((resolve, reject) => {
          world.after(workMs, () => {
            working -= 1;
            if (fails) reject(new Error('no'));
            else resolve();
          });
        });
      };
      const settle = () => {
        settled += 1;
      };
      places.run(purpose, work).then(settle, settle);
      await world.advance(pauseMs);
      expect(working).toBe(places.taken);
      expect(places.taken).toBeLessThanOrEqual(most);
      expect(places.waiting).toBeLessThanOrEqual(most);
      if (places.waiting > 0) expect(places.taken).toBeGreaterThan(0);
    }
    await world.advance(60_000);
    expect([settled, places.taken, places.waiting]).toEqual([all.length, 0, 0]);
  });
  await fc.assert(run, { numRuns: 50 });
});

describe('Over HTTP, while payments do not answer', () => {
  const { promise: silence, resolve: endSilence } = Promise.withResolvers<unknown>();
  const world = new FakeWorld();
  const places = new Places(world, 8);
  const webhooks: Promise<Reply>[] = [];
  let shop: Running;
  beforeAll(async () => {
    const fakes = { 'payments.webhook': () => silence, 'inventory.check': () => ({ lines: [] }) };
    shop = await startGateway({ fakes, options: { places } });
    const headers = { 'souk-signature': 'signed' };
    for (const body of many(4, 'paid')) webhooks.push(shop.ask('POST', '/v1/webhooks/demo/sandbox', { headers, body }));
    await eventually('all of them are under way', () => places.taken === 4);
  });
  afterAll(() => shop.stop());

  test('shoppers go on browsing', async () => {
    const body = { lines: [{ sku: 'a', quantity: 1 }] };
    expect((await shop.ask('POST', '/v1/inventory/check', { body })).status).toBe(200);
  });

  test('what a browser tells of its visitor is sent away before it is begun, and told when to come again', async () => {
    const told = shop.ask('POST', '/v1/collect', { body: { visits: [] } });
    await eventually('it waits', () => places.waiting === 1);
    await world.advance(1_000);
    const { status, json, headers } = await told;
    expect([status, json.code, headers['retry-after']]).toEqual([503, 'TOO_BUSY', '10']);
    expect(shop.callsOf('analytics.collect')).toEqual([]);
  });

  test('and once they answer their places are free', async () => {
    endSilence({});
    expect((await Promise.all(webhooks)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(places.taken).toBe(0);
  });
});
