import type { World } from '../../../actors/runtime/world.ts';
import { testTime } from '../given.ts';

type Timer = { readonly dueAt: number; readonly run: () => void };

/** Hands that are turned by the test: `pass` runs what falls due, in order, and lets promises settle in between. */
export function stoppedClock() {
  let at = testTime;
  const timers = new Set<Timer>();
  const world: Pick<World, 'now' | 'after'> = {
    now: () => at,
    after: (delayMs, run) => {
      const timer = { dueAt: at + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const pass = async (ms: number): Promise<void> => {
    const end = at + ms;
    for (;;) {
      await settled();
      const [next] = [...timers].filter(({ dueAt }) => dueAt <= end).sort((a, b) => a.dueAt - b.dueAt);
      if (!next) break;
      timers.delete(next);
      at = next.dueAt;
      next.run();
    }
    at = end;
  };
  return { world, pass, waiting: () => timers.size };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
