import { JobUndone } from '../jobs.ts';
import { realWorld } from '../world.ts';

/** Rejects with `JobUndone` where there is no answer by then. */
export function inTime<Result>(answer: Promise<Result>, withinMs: number): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = realWorld.after(withinMs, () => reject(new JobUndone(`nothing is known of it within ${withinMs} ms`)));
  return Promise.race([answer, promise]).finally(cancel);
}
