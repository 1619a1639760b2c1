import type { AnyView } from '../../../actors/runtime/view.ts';
import type { Dice } from './dice.ts';

/** Views whose handlers throw now and then, as if an event were not what they expect; until `chance` is 0 again. */
export const choking = (views: readonly AnyView[], dice: Dice, chance: () => number): readonly AnyView[] =>
  views.map((view) => {
    const handlers = Object.entries(view.on).map(([name, handle]) => {
      const handled: typeof handle = (event, about) => {
        if (chance() > 0 && dice.happens(chance())) throw new Error('choked by the dice');
        return handle?.(event, about) ?? [];
      };
      return [name, handled] as const;
    });
    return { ...view, on: Object.fromEntries(handlers) };
  });
