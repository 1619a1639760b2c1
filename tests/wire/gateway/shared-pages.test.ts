import { expect, test } from '@jest/globals';
import { type Answer, jsonAnswer } from '../../../gateway/answer.ts';
import { HotReads } from '../../../gateway/hot-reads.ts';
import type { SharedPages } from '../../../gateway/shared-pages.ts';
import { FakeWorld } from '../../runtime/fake-world.ts';

const ageMs = 2_000;
const bounds = { ageMs, mostBytes: 1_000_000 };

/** As Redis keeps them, in memory, with what a test lets happen between two steps. */
class Shelf implements SharedPages {
  readonly #world: FakeWorld;
  readonly #pages = new Map<string, { mark: string; answer: Answer; until: number }>();
  #mark = 0;
  isAway = false;

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  async find(tenantId: string, key: string) {
    if (this.isAway) return undefined;
    const page = this.#pages.get(`${tenantId} ${key}`);
    const leftMs = (page?.until ?? 0) - this.#world.now();
    const isFound = page !== undefined && page.mark === `${this.#mark}` && leftMs > 0;
    return { mark: `${this.#mark}`, ...(isFound && { found: { answer: page.answer, leftMs } }) };
  }

  keep(tenantId: string, key: string, mark: string, answer: Answer, forMs: number): void {
    this.#pages.set(`${tenantId} ${key}`, { mark, answer, until: this.#world.now() + forMs });
  }

  forget(): void {
    this.#mark += 1;
  }
}

function given() {
  const world = new FakeWorld();
  const shelf = new Shelf(world);
  const gateways = [1, 2].map(() => new HotReads(world, bounds, () => shelf)) as [HotReads, HotReads];
  let loads = 0;
  const read = async (gateway: HotReads, status = 200): Promise<string | undefined> => {
    const answer = await gateway.load('acme', '/v1/products', async () => {
      loads += 1;
      return jsonAnswer(status, { loads });
    });
    return answer.body?.toString();
  };
  return { world, shelf, gateways, read, loads: () => loads };
}

test('What one gateway has loaded another finds, and no page gets older than two seconds by that', async () => {
  const { world, gateways, read, loads } = given();
  const [one, other] = gateways;
  await read(one);
  await world.advance(1_500);
  expect(await read(other)).toBe('{"loads":1}');
  expect(other.find('acme', '/v1/products')).toBeDefined();
  await world.advance(600);
  expect(other.find('acme', '/v1/products')).toBeUndefined();
  expect(await read(other)).toBe('{"loads":2}');
  expect(loads()).toBe(2);
});

test('What has changed is loaded anew by whoever is asked next, and a load that began before the change is not shared', async () => {
  const { gateways, read } = given();
  const [one, other] = gateways;
  await read(one);
  other.invalidate('acme');
  expect(await read(other)).toBe('{"loads":2}');
  const slow = Promise.withResolvers<Answer>();
  const loading = one.load('acme', '/v1/vendors', () => slow.promise);
  await Promise.resolve();
  other.invalidate('acme');
  slow.resolve(jsonAnswer(200, 'old'));
  await loading;
  const anew = await other.load('acme', '/v1/vendors', async () => jsonAnswer(200, 'new'));
  expect(anew.body?.toString()).toBe('"new"');
});

test('An answer that is none is not shared, and where nothing can be shared each gateway loads for itself', async () => {
  const { shelf, gateways, read, loads } = given();
  const [one, other] = gateways;
  await read(one, 503);
  await read(other);
  expect(loads()).toBe(2);
  shelf.isAway = true;
  one.invalidate('acme');
  await read(one);
  expect(loads()).toBe(3);
});
