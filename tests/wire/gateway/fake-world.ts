import { realWorld, type World } from '../../../actors/runtime/world.ts';

/** The machine's world, but for a clock that the test winds. */
export function woundWorld(start = Date.UTC(2026, 10, 22, 9)): World & { readonly wind: (ms: number) => void } {
  let now = start;
  return {
    ...realWorld,
    now: () => now,
    wind: (ms) => {
      now += ms;
    },
  };
}
