import { afterEach, describe, expect, test } from '@jest/globals';
import { type Jobs, JobUndone, type Worker } from '../../actors/runtime/jobs.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { eventually } from '../journeys/eventually.ts';

export type Letter = { readonly to: string };
/** Jobs whose work the test does. */
export type JobsHarness = (work: Worker<Letter, boolean>) => Jobs<Letter, boolean>;

export const letter: Letter = { to: 'ann@example.com' };
export const newId = (): string => `mail-${realWorld.randomId()}`;

/** Asks again and again, as whoever has committed that it is to be done. */
export const untilDone = (jobs: Jobs<Letter, boolean>, id: string): Promise<{ readonly sent: boolean }> =>
  eventually('it is done', async () => {
    try {
      return { sent: await jobs.run(id, letter) };
    } catch (error) {
      if (error instanceof JobUndone) return false;
      throw error;
    }
  });

export function jobsSuite(engine: string, harness: JobsHarness): void {
  describe(`jobs in ${engine}`, () => {
    let jobs: Jobs<Letter, boolean>;
    afterEach(() => jobs.close());

    test('are done with what was asked, and whoever asked hears what came of it', async () => {
      const seen: Letter[] = [];
      jobs = harness(async (work) => {
        seen.push(work);
        return work.to !== 'nobody';
      });
      expect(await jobs.run(newId(), letter)).toBe(true);
      expect(await jobs.run(newId(), { to: 'nobody' })).toBe(false);
      expect(seen).toEqual([letter, { to: 'nobody' }]);
    });

    test('that are asked for again, meanwhile or later, are done once, and everybody hears of it', async () => {
      const { promise: done, resolve: finish } = Promise.withResolvers<boolean>();
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      let times = 0;
      jobs = harness(() => {
        times += 1;
        begin();
        return done;
      });
      const id = newId();
      const first = jobs.run(id, letter);
      await begun;
      const second = jobs.run(id, letter);
      finish(true);
      expect(await Promise.all([first, second])).toEqual([true, true]);
      expect(await jobs.run(id, letter)).toBe(true);
      expect(times).toBe(1);
    });

    test('that fail are done when they are asked for until they succeed', async () => {
      let times = 0;
      jobs = harness(async () => {
        times += 1;
        if (times <= 2) throw new JobUndone('the post is closed');
        return true;
      });
      expect(await untilDone(jobs, newId())).toEqual({ sent: true });
      expect(times).toBe(3);
    });

    test('are done side by side, and counted meanwhile', async () => {
      const { promise: both, resolve: go } = Promise.withResolvers<boolean>();
      let begun = 0;
      jobs = harness(() => {
        begun += 1;
        return both;
      });
      const asked = [jobs.run(newId(), letter), jobs.run(newId(), letter)];
      await eventually('both are under way', () => begun === 2);
      expect(await jobs.standing()).toEqual({ waiting: 0, underWay: 2, failed: 0 });
      go(true);
      expect(await Promise.all(asked)).toEqual([true, true]);
    });
  });
}
