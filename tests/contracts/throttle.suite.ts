import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Throttle } from '../../actors/runtime/throttle.ts';

/** `now`: what time it is for the throttle. */
export type ThrottleHarness = (now: () => number) => Throttle;

const limit = { tries: 3, windowMs: 60_000 };

export function throttleSuite(engine: string, harness: ThrottleHarness): void {
  describe(`tries counted in ${engine}`, () => {
    let now: number;
    let throttle: Throttle;

    beforeEach(() => {
      now = 1_700_000_000_000;
      throttle = harness(() => now);
    });

    const take = (what = 'log-in of ann', tenantId = 'acme'): Promise<number> => throttle.take(tenantId, what, limit);

    test('are let through until there were too many, then wait until the oldest is gone', async () => {
      const waits: number[] = [];
      for (let count = 0; count < 3; count += 1) {
        waits.push(await take());
        now += 1_000;
      }
      expect(waits).toEqual([0, 0, 0]);
      expect(await take()).toBe(57_000);
      now += 56_999;
      expect(await take()).toBe(1);
      now += 1;
      expect(await take()).toBe(0);
      expect(await take()).toBe(1_000);
    });

    test('that come at once are counted one by one', async () => {
      const waits = await Promise.all(Array.from({ length: 10 }, () => take()));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    });

    test('of other things and other tenants are counted apart', async () => {
      for (let count = 0; count < 4; count += 1) await take();
      expect(await take('log-in of bob')).toBe(0);
      expect(await take('log-in of ann', 'other')).toBe(0);
    });

    test('that turned out to be none are given back, the latest first', async () => {
      await take();
      now += 10_000;
      for (let count = 0; count < 2; count += 1) await take();
      await throttle.giveBack('acme', 'log-in of ann');
      expect(await take()).toBe(0);
      expect(await take()).toBe(50_000);
      await throttle.giveBack('acme', 'nothing that was tried');
    });
  });
}
